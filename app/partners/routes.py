"""Pages of the network."""

from __future__ import annotations

from flask import Blueprint

blueprint = Blueprint("partners", __name__, template_folder="templates")
