"""Forms of files coming in."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from flask_wtf.file import FileField, FileRequired
from wtforms import BooleanField, RadioField
from wtforms.validators import InputRequired


class UploadForm(FlaskForm):
    """Which kind of file, and the file; the route gives the kinds the user may take in."""

    kind = RadioField(
        _l("Was möchten Sie einlesen?"), [InputRequired(_l("Bitte wählen Sie die Art der Datei."))]
    )
    file = FileField(_l("Datei"), [FileRequired(_l("Bitte wählen Sie eine Datei aus."))])


class UndoForm(FlaskForm):
    """The confirmation before an import is taken back."""

    confirmed = BooleanField(
        _l("Ja, alles aus diesem Import wieder entfernen."),
        [InputRequired(_l("Bitte bestätigen Sie die Rücknahme."))],
    )
