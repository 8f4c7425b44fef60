"""The plan that milestones stand in: work packages, what needs what, which figure tells the day."""
