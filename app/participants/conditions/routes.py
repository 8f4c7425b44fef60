"""Pages of barriers, resources and circumstances."""

from __future__ import annotations

from flask import Blueprint

blueprint = Blueprint("conditions", __name__, template_folder="templates")
