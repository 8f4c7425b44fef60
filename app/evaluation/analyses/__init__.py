"""Analyses of the pilot on the page: tables first, small cells protected."""
