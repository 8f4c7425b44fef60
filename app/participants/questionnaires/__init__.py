"""Instruments as data, waves, answers, and the crisis procedure."""
