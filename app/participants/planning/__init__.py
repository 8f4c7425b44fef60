"""Goals, the integration plan with its steps and reviews, and what is due."""
