"""What is missing before a report: which facts make which gap, and how gaps are put in order."""
