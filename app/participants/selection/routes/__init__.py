"""The pages of the selection."""

from app.participants.selection.routes import decisions, erasure, funnel, lists, records, referrals
from app.participants.selection.routes.frame import blueprint

__all__ = ["blueprint", "decisions", "erasure", "funnel", "lists", "records", "referrals"]
