"""Pages of caseload, hand-overs, deputies and emergencies."""

from __future__ import annotations

from flask import Blueprint

blueprint = Blueprint("caseload", __name__, template_folder="templates")
