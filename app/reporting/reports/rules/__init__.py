"""What a report may become, and what may follow its filing. Pure."""
