"""Unit tests: how alike people are in released rows; no database."""
