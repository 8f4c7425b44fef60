"""Pages of the inventory."""

from app.finance.inventory.routes import events, items, lists, vouchers
from app.finance.inventory.routes.frame import blueprint

__all__ = ["blueprint", "events", "items", "lists", "vouchers"]
