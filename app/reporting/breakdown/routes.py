"""Pages of the break-down of people by their characteristics."""

from __future__ import annotations

from flask import Blueprint

blueprint = Blueprint("breakdown", __name__, template_folder="templates")
