"""Duties to notify the funder (ANBest-P 5)."""
