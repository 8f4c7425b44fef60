"""Forms of the second factor."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import HiddenField, PasswordField, StringField
from wtforms.validators import InputRequired, Length

from app.accounts.forms import REQUIRED


class CodeForm(FlaskForm):
    """The code after the password."""

    code = StringField(_l("Code"), [InputRequired(REQUIRED), Length(max=40)])
    next = HiddenField()


class OwnForm(FlaskForm):
    """Password and code once more, before the way into the account changes."""

    password = PasswordField(_l("Passwort"), [InputRequired(REQUIRED), Length(max=200)])
    code = StringField(_l("Code"), [InputRequired(REQUIRED), Length(max=40)])
