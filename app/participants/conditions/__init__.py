"""Barriers, resources and circumstances, each with the day from which it holds."""
