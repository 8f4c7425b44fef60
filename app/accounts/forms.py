"""Forms of accounts."""

from __future__ import annotations

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import HiddenField, IntegerField, PasswordField, SelectField, StringField
from wtforms.validators import InputRequired, Length, Optional, ValidationError
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

    current_password = PasswordField(
        _l("Bisheriges Passwort"), [InputRequired(REQUIRED), Length(max=200)]
    )
    new_password = PasswordField(_l("Neues Passwort"), [InputRequired(REQUIRED)])
    repeated = PasswordField(_l("Neues Passwort noch einmal"), [InputRequired(REQUIRED)])

    def validate_repeated(self, field: PasswordField) -> None:
        """Both must be the same."""
        if field.data != self.new_password.data:
            raise ValidationError(_("Die beiden neuen Passwörter sind verschieden."))


class FilterForm(FlaskForm):
    """What the list of users is narrowed to."""

    class Meta:
        """Read from the address; nothing is changed by it."""

        csrf = False

    q = StringField(_l("Name oder E-Mail-Adresse"))
    state = SelectField(
        _l("Konto"),
        choices=[("", _l("alle")), ("active", _l("offen")), ("closed", _l("geschlossen"))],
    )


class UserForm(FlaskForm):
    """A user with a first role."""

    display_name = StringField(_l("Name"), [InputRequired(REQUIRED), Length(max=120)])
    email = StringField(_l("E-Mail-Adresse"), [InputRequired(REQUIRED), Length(max=254)])
    role = SelectField(_l("Rolle"), [InputRequired(_l("Bitte eine Rolle wählen."))])


class RoleForm(FlaskForm):
    """A further role for a period."""

    role = SelectField(_l("Rolle"), [InputRequired(_l("Bitte eine Rolle wählen."))])
    from_day = GermanDateField(_l("Erster Tag"), [InputRequired(REQUIRED)])
    until_day = GermanDateField(_l("Letzter Tag"), [Optional()])


class PostForm(FlaskForm):
    """A post held for a period."""

    post = SelectField(_l("Stelle"), [InputRequired(_l("Bitte eine Stelle wählen."))], coerce=str)
    from_day = GermanDateField(_l("Erster Tag"), [InputRequired(REQUIRED)])
    until_day = GermanDateField(_l("Letzter Tag"), [Optional()])


class EndForm(FlaskForm):
    """From which day on a role or a post is no longer held."""

    until_day = GermanDateField(_l("Erster Tag ohne"), [InputRequired(REQUIRED)])


class VersionForm(FlaskForm):
    """A single act on a record, with the version that was shown."""

    version = IntegerField(widget=HiddenInput())
