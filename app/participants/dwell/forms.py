"""What the lists of dwell time are narrowed to, by address."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from wtforms import Form, SelectField

from app.participants.dwell import labels


class ListForm(Form):
    """Which list, of which post."""

    list = SelectField(_l("Liste"), choices=list(labels.LIST.items()), validate_choice=False)
    post = SelectField(_l("Stelle"), validate_choice=False)
