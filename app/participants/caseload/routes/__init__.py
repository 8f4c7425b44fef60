"""Pages of caseload, hand-overs, deputies and emergencies."""

from app.participants.caseload.routes import deputies, emergency, figures, handover, posts
from app.participants.caseload.routes.frame import blueprint

__all__ = ["blueprint", "deputies", "emergency", "figures", "handover", "posts"]
