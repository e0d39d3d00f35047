"""The terminal: what is read from it, and how a frame is written to it with few bytes."""
