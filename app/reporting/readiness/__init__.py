"""What is still missing before a report can be filed."""
