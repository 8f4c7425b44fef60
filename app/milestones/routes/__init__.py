"""The pages of milestones, of the work packages they belong to, and of the reporting duties."""

from app.milestones.routes import documents, duties, editing, packages, pages
from app.milestones.routes.frame import blueprint

__all__ = ["blueprint", "documents", "duties", "editing", "packages", "pages"]
