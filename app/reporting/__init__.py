"""The overview of a day of account and the statements to the funder."""
