"""Forms of evaluation."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import StringField
from wtforms.validators import InputRequired, Length
from wtforms.widgets import HiddenInput

from app.fields import GermanDateField

REQUIRED = _l("Bitte ausfüllen.")


class DayForm(FlaskForm):
    """The day of account that a release is looked at for; part of the address."""

    class Meta:
        """The address carries no token."""

        csrf = False

    day = GermanDateField(_l("Stichtag"), [InputRequired(REQUIRED)])


class ReleaseForm(FlaskForm):
    """A release of the day that was looked at."""

    day = GermanDateField(_l("Stichtag"), [InputRequired(REQUIRED)], widget=HiddenInput())
    note = StringField(_l("Hinweis an das Institut"), [Length(max=300)])


class WithdrawForm(FlaskForm):
    """A confirmation; nothing but its token."""
