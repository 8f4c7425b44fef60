"""Signing in, users and their roles in pilots."""
