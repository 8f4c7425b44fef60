"""The form of the programme view; part of the address."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from wtforms import Form, SelectField


class DayForm(Form):
    """The end of a month that all pilots are compared on; empty for the day of each."""

    on = SelectField(_l("Stichtag"), validate_choice=False)
