"""Decisions of analyses: what may be asked, and what may be shown of the answer. Pure."""
