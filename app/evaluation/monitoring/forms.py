"""Forms of programme monitoring."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from flask_wtf.file import FileField, FileRequired
from wtforms import BooleanField, HiddenField, IntegerField, StringField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length
from wtforms.widgets import HiddenInput

from app.evaluation.monitoring.rules.life import LONGEST_NOTE
from app.fields import GermanDateField

REQUIRED = DataRequired(_l("Bitte ausfüllen."))
CONFIRM = InputRequired(_l("Bitte bestätigen."))
CHOOSE = FileRequired(_l("Bitte eine Datei auswählen."))


class BeginForm(FlaskForm):
    """A confirmation; nothing but its token."""


class NumberForm(FlaskForm):
    """The social security number of a participant."""

    number = StringField(
        _l("Versicherungsnummer der Rentenversicherung"),
        [REQUIRED, Length(max=40)],
        description=_l(
            "12 Zeichen, zum Beispiel 65 170839 J 003. Leerzeichen spielen keine Rolle."
        ),
    )


class TableForm(FlaskForm):
    """A table of participant numbers and social security numbers."""

    file = FileField(_l("Tabelle (CSV oder XLSX)"), [CHOOSE])


class SubmitForm(FlaskForm):
    """That a delivery is ready; `looked_at` names the content that was on the page."""

    accepted = BooleanField(_l("Ja, diese Personen werden ohne Versicherungsnummer geliefert."))
    looked_at = HiddenField()


class ApproveForm(FlaskForm):
    """The second person's approval of what was on the page."""

    confirmed = BooleanField(_l("Ja, ich habe die Lieferung geprüft und gebe sie frei."), [CONFIRM])
    looked_at = HiddenField()


class ReasonForm(FlaskForm):
    """Why a delivery goes back to work."""

    reason = TextAreaField(_l("Begründung"), [REQUIRED, Length(max=LONGEST_NOTE)])


class GiveUpForm(ReasonForm):
    """Why a delivery does not take place."""

    confirmed = BooleanField(
        _l("Ja, die Lieferung wird aufgegeben. Nummern und Datei werden sofort vernichtet."),
        [CONFIRM],
    )


class HandForm(FlaskForm):
    """That the file was handed over; `version` is that of the delivery shown."""

    on = GermanDateField(_l("Übergeben am"), [InputRequired(_l("Bitte ausfüllen."))])
    to = StringField(
        _l("An wen"),
        [REQUIRED, Length(max=LONGEST_NOTE)],
        description=_l("Stelle und Person, zum Beispiel Fachstelle rehapro, Referat Monitoring."),
    )
    way = StringField(
        _l("Auf welchem Weg"),
        [REQUIRED, Length(max=LONGEST_NOTE)],
        description=_l("Zum Beispiel Portal mit Vorgangsnummer; das Kennwort am Telefon."),
    )
    confirmed = BooleanField(
        _l(
            "Ja, die Stelle hat die Datei und kann sie öffnen. Nummern und Datei werden vernichtet."
        ),
        [CONFIRM],
    )
    version = IntegerField(widget=HiddenInput(), validators=[InputRequired()])


class MappingForm(FlaskForm):
    """A mapping file that replaces the one in force."""

    file = FileField(_l("Satzaufbau (TOML)"), [CHOOSE])
    note = StringField(
        _l("Was sich ändert"),
        [REQUIRED, Length(max=300)],
        description=_l("Zum Beispiel: Satzbeschreibung der Fachstelle, Fassung 2024."),
    )
