"""Forms of duties."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import Form, SelectField, StringField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length

from app.fields import GermanDateField

REQUIRED = _l("Bitte ausfüllen.")
KINDS = {
    "interim": _l("Zwischennachweis"),
    "final": _l("Verwendungsnachweis"),
    "certification": _l("Bescheinigung der Prüfstelle"),
    "monitoring": _l("Monitoring"),
    "transfer": _l("Übertragung von Mitteln"),
    "retention": _l("Aufbewahrung"),
    "review": _l("Prüfung"),
}


class FilterForm(Form):
    """What the calendar of duties is narrowed to; part of the address."""

    state = SelectField(
        _l("Stand"),
        choices=[("", _l("alle")), ("open", _l("noch offen")), ("met", _l("erledigt"))],
        validate_choice=False,
    )
    kind = SelectField(_l("Art"), choices=[("", _l("alle")), *KINDS.items()], validate_choice=False)


class MetForm(FlaskForm):
    """A duty was met outside of what Pilotbuch records."""

    met_on = GermanDateField(_l("Erledigt am"), [InputRequired(REQUIRED)])
    reference = StringField(
        _l("Aktenzeichen oder Bestätigung"), [DataRequired(REQUIRED), Length(max=120)]
    )
    note = TextAreaField(_l("Bemerkung"), [Length(max=500)])


class TakeBackForm(FlaskForm):
    """A note is taken back."""

    reason = TextAreaField(_l("Begründung"), [DataRequired(REQUIRED), Length(max=500)])
