"""Pages of duties to notify the funder (ANBest-P 5)."""

from __future__ import annotations

from flask import Blueprint

blueprint = Blueprint("notifications", __name__, template_folder="templates")
