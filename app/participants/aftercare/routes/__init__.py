"""Pages of exit and follow-up, and of what came of the pilot."""

from app.participants.aftercare.routes import behind, case, figures
from app.participants.aftercare.routes.frame import blueprint

__all__ = ["behind", "blueprint", "case", "figures"]
