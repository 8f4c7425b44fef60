"""Pages of duties to notify the funder (ANBest-P 5)."""

from app.reporting.notifications.routes import deciding, index, letters
from app.reporting.notifications.routes.frame import blueprint

__all__ = ["blueprint", "deciding", "index", "letters"]
