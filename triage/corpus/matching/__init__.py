"""Copies in the index: texts, their posting lists, what matching found, and the clusters that this makes."""
