"""Pages of the milestone trend analysis (Meilensteintrendanalyse)."""

from __future__ import annotations

from flask import Blueprint

blueprint = Blueprint("trend", __name__, template_folder="templates")
