"""The API of recipients: their releases as JSON, by token."""

from __future__ import annotations

from flask import Blueprint

blueprint = Blueprint("delivery", __name__, url_prefix="/api/v1")
