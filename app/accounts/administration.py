"""Users of a pilot in the browser: added, given roles and posts, reset, closed."""

from __future__ import annotations

from flask import Blueprint

blueprint = Blueprint("users", __name__, template_folder="templates")
