"""Who takes part, in which stage, for how long, in whose care."""
