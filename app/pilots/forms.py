"""Forms of the pilot's own pages."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import SelectField
from wtforms.validators import Optional

from app.fields import GermanDateField


class ClockForm(FlaskForm):
    """The training day; an empty one is for the service to refuse."""

    training_day = GermanDateField(_l("Stichtag der Übung"), [Optional()])


class LogForm(FlaskForm):
    """What the log is narrowed to."""

    class Meta:
        """Read from the address; nothing is changed by it."""

        csrf = False

    action = SelectField(_l("Handlung"), validate_choice=False)
    user = SelectField(_l("Wer"), validate_choice=False)
    from_day = GermanDateField(_l("Von"), [Optional()])
    until_day = GermanDateField(_l("Bis"), [Optional()])
