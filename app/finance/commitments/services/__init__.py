"""What happens to commitments: entered, changed, checked, approved, paid. Services never commit."""
