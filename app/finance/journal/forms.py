"""Forms of the journal."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from wtforms import Form, SelectField


class JournalFilterForm(Form):
    """What the journal is narrowed to, by address."""

    month = SelectField(_l("Monat der Bücher"), validate_choice=False)
    account = SelectField(_l("Konto"), validate_choice=False)
