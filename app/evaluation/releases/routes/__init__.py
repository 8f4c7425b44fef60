"""Pages of releases: prepared, approved by a second person, downloaded, compared, locked."""

from app.evaluation.releases.routes import (
    deciding,
    deleting,
    fetching,
    handing_over,
    lists,
    preparing,
)
from app.evaluation.releases.routes.frame import blueprint

__all__ = ["blueprint", "deciding", "deleting", "fetching", "handing_over", "lists", "preparing"]
