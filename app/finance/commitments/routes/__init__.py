"""The pages of commitments and of the awards that contracts rest on."""

from app.finance.commitments.routes import awards, documents, entry, events, pages
from app.finance.commitments.routes.frame import blueprint

__all__ = ["awards", "blueprint", "documents", "entry", "events", "pages"]
