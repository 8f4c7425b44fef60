"""Who carries how many cases: shares, absences, hand-overs, deputies, emergencies."""
