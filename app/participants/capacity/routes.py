"""Pages of the forecast of capacity."""

from __future__ import annotations

from flask import Blueprint

blueprint = Blueprint("capacity", __name__, template_folder="templates")
