"""The financing plan in its versions."""

from __future__ import annotations

from flask import Blueprint

blueprint = Blueprint("plans", __name__, template_folder="templates")
