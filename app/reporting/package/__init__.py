"""What stands in a report to the funder, and its files."""
