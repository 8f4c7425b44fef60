"""Statements of account and their reconciliation with bookings."""
