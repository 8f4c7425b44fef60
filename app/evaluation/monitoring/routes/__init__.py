"""Pages of programme monitoring: half-yearly identified deliveries, apart from releases."""

from app.evaluation.monitoring.routes import handing, index, mapping, numbers, review
from app.evaluation.monitoring.routes.frame import blueprint

__all__ = ["blueprint", "handing", "index", "mapping", "numbers", "review"]
