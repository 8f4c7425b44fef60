"""Forms of closed months."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import BooleanField, Form, HiddenField, SelectField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length

MISSING = _l("Bitte ausfüllen.")


class YearForm(Form):
    """The year of the list, by address."""

    year = SelectField(_l("Jahr"), validate_choice=False)


class CloseForm(FlaskForm):
    """A month is closed as it was shown."""

    reason = TextAreaField(_l("Begründung"), [Length(max=500)])
    looked_at = HiddenField(validators=[InputRequired()])
    confirmed = BooleanField(
        _l("Ja, der Monat wird abgeschlossen und nimmt keine Buchungen mehr an."),
        [InputRequired(_l("Bitte bestätigen Sie den Abschluss."))],
    )


class ReasonForm(FlaskForm):
    """Asking to reopen a month, or saying no."""

    reason = TextAreaField(_l("Begründung"), [DataRequired(MISSING), Length(max=500)])


class ReopenForm(FlaskForm):
    """The confirmation of the second person."""

    confirmed = BooleanField(
        _l("Ja, die genannten Monate werden wieder geöffnet."),
        [InputRequired(_l("Bitte bestätigen Sie das Öffnen."))],
    )
