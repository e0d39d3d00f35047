"""The dialogs over the review, and what they share."""
