"""What the programme and its funder ask for by a day, and when it was met."""
