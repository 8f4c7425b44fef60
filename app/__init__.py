"""Pilotbuch: project controlling and grant reporting for publicly funded pilots."""
