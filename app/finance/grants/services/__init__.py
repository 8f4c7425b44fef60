"""What happens to money of the grant. Services flush, never commit."""
