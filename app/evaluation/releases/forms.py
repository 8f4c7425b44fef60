"""Forms of releases."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import (
    BooleanField,
    IntegerField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange, Optional
from wtforms.widgets import CheckboxInput, HiddenInput, ListWidget

from app.evaluation.releases.labels import DATES, KIND, WAY
from app.evaluation.releases.rules import FEWEST_K, K_ASKED, L_ASKED
from app.fields import GermanDateField, NumberField

MISSING = _l("Bitte ausfüllen.")
CHOOSE = _l("Bitte wählen.")


class Ticks(SelectMultipleField):
    """Several choices as boxes to tick."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()


class QuestionForm(FlaskForm):
    """What is asked; part of the address, so that a preview can be passed on."""

    class Meta:
        """The address carries no token."""

        csrf = False

    recipient = SelectField(_l("Empfänger"), [InputRequired(CHOOSE)])
    kind = RadioField(_l("Art der Freigabe"), [InputRequired(CHOOSE)], choices=list(KIND.items()))
    day = GermanDateField(_l("Stichtag"), [InputRequired(MISSING)])
    datasets = Ticks(_l("Datensätze"), [InputRequired(_l("Bitte mindestens einen wählen."))])
    dates = SelectField(_l("Tage erscheinen als"), choices=list(DATES.items()))
    entered_from = GermanDateField(_l("Eintritt ab"), [Optional()])
    entered_until = GermanDateField(_l("Eintritt bis"), [Optional()])
    only_ended = BooleanField(_l("nur beendete Teilnahmen"))
    k_asked = NumberField(
        _l("Mindestens k"), [InputRequired(MISSING), NumberRange(min=FEWEST_K, max=100)]
    )
    l_asked = NumberField(_l("Mindestens l"), [InputRequired(MISSING), NumberRange(min=1, max=20)])

    def defaults(self) -> dict[str, Any]:
        """What stands in a form that nobody has filled in."""
        return {"kind": "research", "dates": "months", "k_asked": K_ASKED, "l_asked": L_ASKED}


class PrepareForm(FlaskForm):
    """A preview becomes a release to be approved."""

    plan = StringField(_l("Vorschlag"), [Length(max=64)])
    exception = TextAreaField(
        _l("Ausnahme, mit Begründung"),
        [Length(max=500)],
        description=_l("Nur wenn eine Veröffentlichung k oder l verfehlt. Steht im Manifest."),
    )
    note = StringField(
        _l("Hinweis an den Empfänger"),
        [Length(max=300)],
        description=_l("Steht in der Liste bei der Freigabe. Bitte keine Namen."),
    )


class VersionForm(FlaskForm):
    """An act on the release as the page showed it."""

    version = IntegerField(widget=HiddenInput(), validators=[InputRequired()])


class DiscardForm(VersionForm):
    """Why a prepared release is given up."""

    reason = TextAreaField(_l("Begründung"), [DataRequired(MISSING), Length(max=500)])


class FetchForm(FlaskForm):
    """What a file is fetched for."""

    purpose = StringField(
        _l("Wofür laden Sie die Datei?"),
        [DataRequired(MISSING), Length(max=200)],
        description=_l("Zum Beispiel: Zwischenbericht 2024. Wird mit dem Abruf protokolliert."),
    )


class HandoverForm(FlaskForm):
    """Whom an encrypted file is for, and what for."""

    purpose = StringField(
        _l("An wen geht die Datei, und wofür?"),
        [DataRequired(MISSING), Length(max=200)],
        description=_l("Die Stelle, keine Namen von Personen. Steht bei den Abrufen."),
    )


class RequestForm(FlaskForm):
    """That the recipient was asked to delete."""

    sent_on = GermanDateField(_l("Gesendet am"), [InputRequired(MISSING)])
    way = SelectField(_l("Weg"), choices=list(WAY.items()))


class ConfirmationForm(FlaskForm):
    """That the recipient has deleted."""

    confirmed_on = GermanDateField(_l("Löschung bestätigt am"), [InputRequired(MISSING)])
    reference = StringField(
        _l("Nachweis"),
        [Length(max=200)],
        description=_l("Wo die Bestätigung liegt, zum Beispiel das Aktenzeichen."),
    )
