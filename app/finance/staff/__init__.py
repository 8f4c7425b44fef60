"""What the funded posts cost, month by month."""
