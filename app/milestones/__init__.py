"""What was promised by when, and the reporting duties."""
