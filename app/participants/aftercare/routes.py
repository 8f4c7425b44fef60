"""Pages of exit and follow-up."""

from __future__ import annotations

from flask import Blueprint

blueprint = Blueprint("aftercare", __name__, template_folder="templates")
