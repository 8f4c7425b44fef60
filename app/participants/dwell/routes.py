"""Pages of dwell time."""

from __future__ import annotations

from flask import Blueprint

blueprint = Blueprint("dwell", __name__, template_folder="templates")
