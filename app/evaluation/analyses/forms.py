"""What an analysis is asked for; it is part of the address."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from wtforms import Form, SelectField
from wtforms.validators import Optional

from app.fields import GermanDateField


class QuestionForm(Form):
    """Day of account, entry, comparison, and what single analyses have of their own."""

    on = GermanDateField(_l("Stichtag"), [Optional()])
    period = SelectField(_l("Aufnahme in"), validate_choice=False)
    group = SelectField(_l("Vergleichen nach"), validate_choice=False)
    instrument = SelectField(_l("Fragebogen"), validate_choice=False)
    landmark = SelectField(_l("Kontakte gezählt bis"), validate_choice=False)
    horizon = SelectField(_l("Austritte in den"), validate_choice=False)
