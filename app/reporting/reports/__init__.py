"""Reports to the funder: their texts, their life, what was filed."""
