"""Pages of questionnaires and crises."""

from __future__ import annotations

from flask import Blueprint

blueprint = Blueprint("questionnaires", __name__, template_folder="templates")
