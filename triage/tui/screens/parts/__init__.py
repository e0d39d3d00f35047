"""The parts of the review: each a group of commands, and what they need of the desk."""
