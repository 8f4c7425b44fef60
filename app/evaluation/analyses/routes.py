"""Pages of analyses: dwell, exits, scores, contacts, each a table first."""

from __future__ import annotations

from flask import Blueprint

blueprint = Blueprint("analyses", __name__, template_folder="templates")
