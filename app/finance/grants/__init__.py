"""Money asked from the funder, used, and paid back."""
