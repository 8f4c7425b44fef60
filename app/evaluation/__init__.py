"""Datasets for the evaluation institute and their release."""
