"""The pages of milestones and of the work packages they belong to."""

from app.milestones.routes import documents, editing, packages, pages
from app.milestones.routes.frame import blueprint

__all__ = ["blueprint", "documents", "editing", "packages", "pages"]
