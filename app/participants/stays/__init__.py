"""What belongs to a stay beside its stages: interruptions, and releases from secrecy."""
