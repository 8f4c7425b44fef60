"""What happens to the caseload: shares, absences, hand-overs, emergencies. Flush, never commit."""
