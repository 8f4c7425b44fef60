"""Pages of plans, tasks and what is due."""

from app.participants.planning.routes import case_tasks, goals, plan, reviews, tasks
from app.participants.planning.routes.frame import blueprint

__all__ = ["blueprint", "case_tasks", "goals", "plan", "reviews", "tasks"]
