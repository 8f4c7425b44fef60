"""The day's work: contacts and notes."""
