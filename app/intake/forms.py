"""Forms of files coming in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from flask_wtf.file import FileField, FileRequired
from wtforms import BooleanField, RadioField, SelectField
from wtforms.validators import InputRequired

from app.intake.columns import Columns


class UploadForm(FlaskForm):
    """Which kind of file, and the file; the route gives the kinds the user may take in."""

    kind = RadioField(
        _l("Was möchten Sie einlesen?"), [InputRequired(_l("Bitte wählen Sie die Art der Datei."))]
    )
    file = FileField(_l("Datei"), [FileRequired(_l("Bitte wählen Sie eine Datei aus."))])


class ColumnsForm(FlaskForm):
    """Which column of the file is which of ours; one field per column, made by `columns_form`."""


def columns_form(
    columns: Columns, heads: Sequence[str], suggested: Mapping[str, str | None]
) -> ColumnsForm:
    """The form for a file: for each of our columns its heads, or that the file lacks it."""

    class Assigned(ColumnsForm):
        """With a field for each column."""

    for place, name in enumerate(columns.names):
        is_necessary = name in columns.necessary
        none = _l("Bitte wählen") if is_necessary else _l("steht nicht in der Datei")
        setattr(
            Assigned,
            f"column_{place}",
            SelectField(
                name,
                choices=[("", none), *((head, head) for head in heads)],
                default=suggested.get(name) or "",
            ),
        )
    return Assigned()


class UndoForm(FlaskForm):
    """The confirmation before an import is taken back."""

    confirmed = BooleanField(
        _l("Ja, alles aus diesem Import wieder entfernen."),
        [InputRequired(_l("Bitte bestätigen Sie die Rücknahme."))],
    )
