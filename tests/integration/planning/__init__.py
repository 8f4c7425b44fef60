"""Integration tests: plans and tasks."""
