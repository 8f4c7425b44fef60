"""What will be spent until the end."""

from __future__ import annotations

from flask import Blueprint

blueprint = Blueprint("outlook", __name__, template_folder="templates")
