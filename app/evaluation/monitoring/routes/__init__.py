"""Pages of programme monitoring: half-yearly identified deliveries, apart from releases."""

from __future__ import annotations

from flask import Blueprint

blueprint = Blueprint("monitoring", __name__, template_folder="templates")
