"""Releases on their way out: signed packages, the delivery instance, the API of recipients."""
