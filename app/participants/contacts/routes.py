"""Pages of contacts and notes."""

from __future__ import annotations

from flask import Blueprint

blueprint = Blueprint("contacts", __name__, template_folder="templates")
