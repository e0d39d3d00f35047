"""The lines of pages as characters, words and hashes, many at a time."""
