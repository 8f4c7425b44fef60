"""The pages of draw-downs, of money by hand, and of base rates."""

from app.finance.grants.routes import money, overview, rates, requests
from app.finance.grants.routes.frame import blueprint

__all__ = ["blueprint", "money", "overview", "rates", "requests"]
