"""Pages of the funder's rules: what they say, what an order would do, what binds."""

from app.finance.funder_rules.routes import ask, change, index
from app.finance.funder_rules.routes.frame import blueprint

__all__ = ["ask", "blueprint", "change", "index"]
