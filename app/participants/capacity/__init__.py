"""How many the pilot can accompany until its end."""
