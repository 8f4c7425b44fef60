"""Draw-downs, what was used of them, and money paid back."""

from __future__ import annotations

from flask import Blueprint

blueprint = Blueprint("grants", __name__, template_folder="templates")
