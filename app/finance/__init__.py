"""Plan, commitments, bookings, bank and the funder's rules."""
