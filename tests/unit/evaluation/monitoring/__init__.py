"""Programme monitoring: numbers, rows, mapping."""
