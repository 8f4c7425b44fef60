"""Pages of questionnaires and crises."""

from app.participants.questionnaires.routes import case, crisis, filling, lists, paper
from app.participants.questionnaires.routes.frame import blueprint

__all__ = ["blueprint", "case", "crisis", "filling", "lists", "paper"]
