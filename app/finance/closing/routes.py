"""Months of the books, closed and opened again."""

from __future__ import annotations

from flask import Blueprint

blueprint = Blueprint("closing", __name__, template_folder="templates")
