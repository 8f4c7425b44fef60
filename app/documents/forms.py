"""Forms of stored files."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from flask_wtf.file import FileField, FileRequired
from wtforms import BooleanField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length


class DocumentForm(FlaskForm):
    """A file to be kept."""

    file = FileField(_l("Datei"), [FileRequired(_l("Bitte eine Datei auswählen."))])


class RemovalForm(FlaskForm):
    """Why a document is removed."""

    reason = TextAreaField(
        _l("Begründung"), [DataRequired(_l("Bitte ausfüllen.")), Length(max=300)]
    )
    confirmed = BooleanField(
        _l("Ja, das Dokument wird gelöscht. Sein Inhalt lässt sich nicht zurückholen."),
        [InputRequired(_l("Bitte bestätigen Sie die Löschung."))],
    )
