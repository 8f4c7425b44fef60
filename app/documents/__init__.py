"""Stored files (receipts, evidence): checked, sealed, bound to their record."""
