"""The funder's auxiliary conditions over the books."""

from __future__ import annotations

from flask import Blueprint

blueprint = Blueprint("funder_rules", __name__, template_folder="templates")
