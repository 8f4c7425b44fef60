"""Releases: frozen datasets for a recipient, approved by a second person."""
