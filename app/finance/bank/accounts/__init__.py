"""The accounts whose statements belong to the pilot."""
