"""Institutions of the network: who they are, what was agreed, whom they help."""
