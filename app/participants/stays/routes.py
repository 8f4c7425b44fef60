"""Pages of interruptions, consents and releases from secrecy."""

from __future__ import annotations

from flask import Blueprint

blueprint = Blueprint("stays", __name__, template_folder="templates")
