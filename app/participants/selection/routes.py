"""Pages of candidates and the selection."""

from __future__ import annotations

from flask import Blueprint

blueprint = Blueprint("selection", __name__, template_folder="templates")
