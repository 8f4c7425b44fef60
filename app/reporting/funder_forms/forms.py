"""Forms of the funder's own workbooks."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from flask_wtf.file import FileField, FileRequired
from wtforms import BooleanField, Form, IntegerField, SelectField, StringField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length
from wtforms.widgets import HiddenInput

REQUIRED = _l("Bitte ausfüllen.")
CHOOSE = _l("Bitte eine Datei auswählen.")


class PeriodForm(Form):
    """The period that a form is filled for; part of the address."""

    period = SelectField(_l("Zeitraum"), validate_choice=False)


class NewForm(FlaskForm):
    """A form with marks in its cells."""

    title = StringField(_l("Bezeichnung"), [DataRequired(REQUIRED), Length(max=120)])
    file = FileField(_l("Formular mit Platzhaltern (XLSX)"), [FileRequired(CHOOSE)])


class EditionForm(FlaskForm):
    """A new edition of a form; without marks the mapping of the one before is taken over."""

    file = FileField(_l("Neue Fassung (XLSX)"), [FileRequired(CHOOSE)])
    accept_moved = BooleanField(_l("Gefundene neue Stellen übernehmen"))
    number = IntegerField(widget=HiddenInput(), validators=[InputRequired()])


class MappingForm(FlaskForm):
    """The mapping by hand, a line for each cell."""

    mapping = TextAreaField(_l("Zuordnung"), [DataRequired(REQUIRED), Length(max=50_000)])
    number = IntegerField(widget=HiddenInput(), validators=[InputRequired()])


class CheckForm(FlaskForm):
    """A filled form to be read back."""

    file = FileField(_l("Ausgefülltes Formular (XLSX)"), [FileRequired(CHOOSE)])


class RetireForm(FlaskForm):
    """The confirmation before a form is put away."""

    confirmed = BooleanField(
        _l("Ja, das Formular wird nicht mehr verlangt."),
        [InputRequired(_l("Bitte bestätigen."))],
    )
