"""Things bought with the grant."""

from __future__ import annotations

from flask import Blueprint

blueprint = Blueprint("inventory", __name__, template_folder="templates")
