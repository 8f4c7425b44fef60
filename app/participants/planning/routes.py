"""Pages of plans, tasks and what is due."""

from __future__ import annotations

from flask import Blueprint

blueprint = Blueprint("planning", __name__, template_folder="templates")
