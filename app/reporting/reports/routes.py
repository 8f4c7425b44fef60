"""Pages of reports to the funder: their texts, their life, what was filed."""

from __future__ import annotations

from flask import Blueprint

blueprint = Blueprint("reports", __name__, template_folder="templates")
