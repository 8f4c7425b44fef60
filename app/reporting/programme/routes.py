"""Pages of several pilots of a programme side by side."""

from __future__ import annotations

from flask import Blueprint

blueprint = Blueprint("programme", __name__, template_folder="templates")
