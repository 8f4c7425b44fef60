"""Pages of contacts and notes."""

from app.participants.contacts.routes import course, entries, quick
from app.participants.contacts.routes.frame import blueprint

__all__ = ["blueprint", "course", "entries", "quick"]
