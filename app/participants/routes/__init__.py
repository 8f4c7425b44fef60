"""The pages of participants."""

from app.participants.routes import admission, consents, corrections, lists, records, stay
from app.participants.routes.frame import blueprint

__all__ = ["admission", "blueprint", "consents", "corrections", "lists", "records", "stay"]
