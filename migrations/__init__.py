"""Numbered revisions of the schema, each with a way back."""
