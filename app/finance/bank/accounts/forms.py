"""Forms of accounts."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import StringField
from wtforms.validators import DataRequired, Length


class AccountForm(FlaskForm):
    """An account of the pilot, so that its statements are taken in."""

    number = StringField(
        _l("IBAN oder Bankleitzahl/Kontonummer"),
        [DataRequired(_l("Bitte ausfüllen.")), Length(max=50)],
    )
    label = StringField(_l("Bezeichnung"), [DataRequired(_l("Bitte ausfüllen.")), Length(max=100)])
