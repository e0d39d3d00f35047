"""The index file: its tables, how what is in them is packed, written and ordered."""
