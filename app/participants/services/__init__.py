"""What happens to participants. Services flush, never commit."""
