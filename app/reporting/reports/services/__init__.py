"""What happens to reports: written, checked, approved, certified, filed, examined."""
