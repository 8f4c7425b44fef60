"""Programme monitoring: identified deliveries, apart from releases."""
