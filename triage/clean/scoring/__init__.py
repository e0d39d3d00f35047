"""The line model: from what is measured of each line to the probability that it belongs to the article, and why."""
