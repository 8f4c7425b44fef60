"""Several pilots of a programme side by side."""
