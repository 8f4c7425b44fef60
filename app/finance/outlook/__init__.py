"""What will be spent until the end, and what that does to the plan."""
