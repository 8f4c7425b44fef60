"""Pages of releases: prepared, approved by a second person, downloaded, compared, locked."""

from __future__ import annotations

from flask import Blueprint

blueprint = Blueprint("releases", __name__, template_folder="templates")
