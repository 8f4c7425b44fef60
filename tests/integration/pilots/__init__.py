"""The pages of a pilot on both databases."""
