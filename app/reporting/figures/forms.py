"""The form of the figures: which days, and what was known when; part of the address."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from wtforms import Form, SelectField
from wtforms.validators import Optional

from app.fields import GermanDateField


class ScopeForm(Form):
    """The period that figures are about, and the day whose knowledge counts."""

    period = SelectField(_l("Zeitraum"), validate_choice=False)
    known = GermanDateField(_l("Wissensstand"), [Optional()])


class KnownForm(Form):
    """The day whose knowledge counts; empty for all that is known today."""

    known = GermanDateField(_l("Wissensstand"), [Optional()])
