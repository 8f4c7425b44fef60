"""How alike people are in the rows of a release, and what makes them more alike. Pure."""
