"""Services of planning: plans, their goals and steps, reviews, tasks."""
