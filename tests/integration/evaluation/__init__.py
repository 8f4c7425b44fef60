"""Integration tests: evaluation."""
