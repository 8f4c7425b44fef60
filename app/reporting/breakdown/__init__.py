"""The break-down of people by their characteristics."""
