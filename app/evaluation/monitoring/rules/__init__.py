"""Decisions about programme monitoring: numbers, half-years, rows, the life of a delivery. Pure."""
