"""Pages of the figures of a pilot, each with its address."""

from __future__ import annotations

from flask import Blueprint

blueprint = Blueprint("figures", __name__, template_folder="templates")
