"""Pages of reports to the funder: their texts, their life, what was filed and what came after."""

from app.reporting.reports.routes import filing, life, pages, review, texts
from app.reporting.reports.routes.frame import blueprint

__all__ = ["blueprint", "filing", "life", "pages", "review", "texts"]
