"""Money on both engines."""
