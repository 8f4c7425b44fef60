"""Pages of barriers, resources and circumstances."""

from app.participants.conditions.routes import barriers, circumstances
from app.participants.conditions.routes.frame import blueprint

__all__ = ["barriers", "blueprint", "circumstances"]
