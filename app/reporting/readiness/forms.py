"""The form of what is missing: for which report, whose, about what; part of the address."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from wtforms import Form, SelectField


class ReadinessForm(Form):
    """The report that is asked about, and what the gaps are narrowed to."""

    period = SelectField(_l("Nachweis"), validate_choice=False)
    area = SelectField(_l("Bereich"), validate_choice=False)
    owner = SelectField(_l("Zuständig"), validate_choice=False)
