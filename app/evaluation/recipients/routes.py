"""Pages of recipients: who may receive releases, their people, tokens and pseudonyms."""

from __future__ import annotations

from flask import Blueprint

blueprint = Blueprint("recipients", __name__, template_folder="templates")
