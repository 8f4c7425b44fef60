"""The question of a break-down; it is part of the address."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from wtforms import SelectField

from app.reporting.forms import DayForm


class QuestionForm(DayForm):
    """What is counted on which day, by one characteristic or two; the rules check the choices."""

    count = SelectField(_l("Gezählt wird"), validate_choice=False)
    rows = SelectField(_l("nach"), validate_choice=False)
    columns = SelectField(_l("und nach"), validate_choice=False)
    small = SelectField(_l("Kleine Zahlen"), validate_choice=False)
