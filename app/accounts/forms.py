"""Forms of accounts."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import HiddenField, IntegerField, PasswordField, SelectField, StringField
from wtforms.validators import InputRequired, Length, Optional
from wtforms.widgets import HiddenInput

from app.fields import GermanDateField

REQUIRED = _l("Bitte ausfüllen.")


class SignInForm(FlaskForm):
    """Address and password."""

    email = StringField(_l("E-Mail-Adresse"), [InputRequired(REQUIRED), Length(max=254)])
    password = PasswordField(_l("Passwort"), [InputRequired(REQUIRED), Length(max=200)])
    next = HiddenField()


class PasswordForm(FlaskForm):
    """A new password for oneself."""

    current_password = PasswordField(_l("Bisheriges Passwort"), [InputRequired(REQUIRED)])
    new_password = PasswordField(_l("Neues Passwort"), [InputRequired(REQUIRED)])
    repeated = PasswordField(_l("Neues Passwort noch einmal"), [InputRequired(REQUIRED)])

    def validate_repeated(self, field: PasswordField) -> None:
        """Both must be the same."""
        if field.data != self.new_password.data:
            raise ValueError(_l("Die beiden neuen Passwörter sind verschieden."))


class UserForm(FlaskForm):
    """A user with a first role."""

    display_name = StringField(_l("Name"), [InputRequired(REQUIRED), Length(max=120)])
    email = StringField(_l("E-Mail-Adresse"), [InputRequired(REQUIRED), Length(max=254)])
    role = SelectField(_l("Rolle"), [InputRequired(REQUIRED)])


class RoleForm(FlaskForm):
    """A further role for a period."""

    role = SelectField(_l("Rolle"), [InputRequired(REQUIRED)])
    from_day = GermanDateField(_l("Ab"), [InputRequired(REQUIRED)])
    until_day = GermanDateField(_l("Bis vor"), [Optional()])


class PostForm(FlaskForm):
    """A post held for a period."""

    post = SelectField(_l("Stelle"), [InputRequired(REQUIRED)])
    from_day = GermanDateField(_l("Ab"), [InputRequired(REQUIRED)])
    until_day = GermanDateField(_l("Bis vor"), [Optional()])


class VersionForm(FlaskForm):
    """A single act on a record, with the version that was shown."""

    version = IntegerField(widget=HiddenInput())
