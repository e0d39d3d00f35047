"""What is asked of the index: the query language, sorted lists, documents by name."""
