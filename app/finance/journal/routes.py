"""The books in double entry."""

from __future__ import annotations

from flask import Blueprint

blueprint = Blueprint("journal", __name__, template_folder="templates")
