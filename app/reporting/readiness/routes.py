"""Pages of what is still missing before a report can be filed."""

from __future__ import annotations

from flask import Blueprint

blueprint = Blueprint("readiness", __name__, template_folder="templates")
