"""The pages of money."""

from app.finance.routes import budget, commitments, events, vouchers
from app.finance.routes.frame import blueprint

__all__ = ["blueprint", "budget", "commitments", "events", "vouchers"]
