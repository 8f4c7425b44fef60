"""What happens to money: planned, committed, booked, reversed. Services flush, never commit."""
