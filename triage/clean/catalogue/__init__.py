"""Phrases and patterns that pages put around articles, and rules learned from corrections, matched fuzzily."""
