"""Pages of recipients: who may receive releases, their people, tokens and pseudonyms."""

from app.evaluation.recipients.routes import keeping, lists, people, pseudonyms, tokens
from app.evaluation.recipients.routes.frame import blueprint

__all__ = ["blueprint", "keeping", "lists", "people", "pseudonyms", "tokens"]
