"""Decisions about the bank: what belongs together, how much of it, what a month's end shows."""
