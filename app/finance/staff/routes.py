"""What the funded posts cost."""

from __future__ import annotations

from flask import Blueprint

blueprint = Blueprint("staff", __name__, template_folder="templates")
