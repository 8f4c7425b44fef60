"""What happens in the network. Services flush, never commit."""
