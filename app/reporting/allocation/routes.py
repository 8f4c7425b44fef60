"""What a month of participation costs."""

from __future__ import annotations

from flask import Blueprint

blueprint = Blueprint("allocation", __name__, template_folder="templates")
