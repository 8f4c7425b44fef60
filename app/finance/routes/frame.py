"""What all pages of money share: their blueprint and the day of account in the address."""

from __future__ import annotations

from datetime import date

from flask import Blueprint
from wtforms import Form

from app.fields import GermanDateField
from app.finance.forms import DayForm
from app.web import pilot

blueprint = Blueprint("finance", __name__, template_folder="../templates")


def day_of(form: Form, field: GermanDateField) -> date:
    """The day in the address, else the pilot's; a day that does not exist is said at its field."""
    form.validate()
    found: date | None = field.data
    return found or pilot().day


def shown_day(form: DayForm) -> date:
    """The day in the address as `day_of`; the field shows the day that counts."""
    day = day_of(form, form.day)
    if not form.errors:
        form.day.data = day
    return day
