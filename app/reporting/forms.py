"""Forms of the overview and the statements; both are part of the address."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from wtforms import Form
from wtforms.validators import Optional

from app.fields import GermanDateField


class DayForm(Form):
    """The day of account of the overview."""

    on = GermanDateField(_l("Stichtag"), [Optional()])
