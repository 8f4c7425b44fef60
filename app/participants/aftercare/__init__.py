"""Status at the exit and at 6 and 12 months after it."""
