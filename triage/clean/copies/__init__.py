"""Blocks that say again what another of the page said, and what repeats on purpose."""
