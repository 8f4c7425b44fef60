"""Pages of the funder's own workbooks, filled from figures."""

from __future__ import annotations

from flask import Blueprint

blueprint = Blueprint("funder_forms", __name__, template_folder="templates")
