"""What happens at the bank. Services flush, never commit."""
