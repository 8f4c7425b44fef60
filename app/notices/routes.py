"""Pages of reminders by e-mail and the calendar feed."""

from __future__ import annotations

from flask import Blueprint

blueprint = Blueprint("notices", __name__, template_folder="templates")
