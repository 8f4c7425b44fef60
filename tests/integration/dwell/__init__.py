"""Dwell time: lists, what is due, estimates."""
