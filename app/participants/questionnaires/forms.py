"""Forms of questionnaires; the items of an instrument become fields of its form."""

from __future__ import annotations

from typing import Any, cast

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import (
    BooleanField,
    Form,
    HiddenField,
    RadioField,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.validators import InputRequired, Length, NumberRange

from app.fields import GermanDateField, NumberField
from app.forms import Versioned
from app.participants.forms import CHOSEN, REQUIRED
from app.participants.labels import options
from app.participants.questionnaires import labels
from app.participants.questionnaires.instruments import Instrument
from app.participants.questionnaires.rules import HOURS, read_score

LEFT_OUT = "left_out"
"""The answer that says there is none: choosing it shows that the item was not overlooked."""


class FilterForm(Form):
    """What the due list is narrowed to, by address."""

    state = SelectField(_l("Stand"), validate_choice=False)
    wave = SelectField(_l("Befragung"), validate_choice=False)
    instrument = SelectField(_l("Fragebogen"), validate_choice=False)
    post = SelectField(_l("Stelle"), validate_choice=False)


class AnswerForm(Versioned):
    """When and how an instrument was answered; its items or its score are added."""

    answered_on = GermanDateField(labels.FIELD["answered_on"], [REQUIRED])
    mode = RadioField(labels.FIELD["mode"], [CHOSEN], choices=options(labels.MODE))
    from_paper = BooleanField(
        labels.FIELD["from_paper"],
        description=_l(
            "Wird von selbst gesetzt, wenn der Bogen auf Papier ausgefüllt wurde oder die "
            "Antworten mehr als 7 Tage zurückliegen."
        ),
    )
    wording = HiddenField()

    def items(self, instrument: Instrument) -> list[Any]:
        """The fields of the items in their order."""
        return [self[f"item_{place}"] for place, _item in enumerate(instrument.items, start=1)]

    def answers(self, instrument: Instrument) -> tuple[int | None, ...]:
        """The answers as numbers; None for an item that was left out."""
        given = (field.data for field in self.items(instrument))
        return tuple(None if value == LEFT_OUT else int(value) for value in given)

    def score_of(self, instrument: Instrument) -> int | None:
        """The score as a whole number; None for what is none."""
        return read_score(instrument, cast(Any, self)["score"].data or "")


def answer_form(instrument: Instrument, wording: str) -> AnswerForm:
    """The form of an instrument in the wording of a language."""

    class Asked(AnswerForm):
        """With the items of this instrument."""

    codes = [(str(code.value), labels.worded(code, wording)) for code in instrument.codes]
    choices = [*codes, (LEFT_OUT, _l("ohne Antwort"))]
    for place, item in enumerate(instrument.items, start=1):
        label = f"{place}. {labels.worded(item, wording)}"
        asked = RadioField(
            label,
            [InputRequired(_l("Bitte eine Antwort wählen, oder „ohne Antwort“."))],
            choices=choices,
        )
        setattr(Asked, f"item_{place}", asked)
    if instrument.is_score_only:
        bounds = _l(
            "Von %(lowest)s bis %(highest)s.",
            lowest=labels.score(instrument, instrument.lowest),
            highest=labels.score(instrument, instrument.highest),
        )
        score = StringField(labels.FIELD["score"], [REQUIRED, Length(max=12)], description=bounds)
        Asked.score = score
    return Asked()


class MissingForm(Versioned):
    """Why an instrument is missing."""

    missing = RadioField(_l("Grund"), [CHOSEN], choices=options(labels.MISSING))


class ConfirmationForm(FlaskForm):
    """What was done in a crisis."""

    measures = TextAreaField(
        _l("Was haben Sie getan?"),
        [REQUIRED, Length(max=4000)],
        description=_l("Wird verschlüsselt gespeichert. Ein Satz genügt."),
    )


class ProcedureForm(Versioned):
    """What is to be done in a crisis."""

    text = TextAreaField(
        _l("Ablauf"),
        [REQUIRED, Length(max=4000)],
        description=_l(
            "Wer ruft wen an, welche Nummern, wer bleibt bei der Person? Bitte keine Namen von "
            "Teilnehmenden."
        ),
    )
    confirm_hours = NumberField(
        _l("Zu bestätigen innerhalb von"),
        [
            REQUIRED,
            NumberRange(*HOURS, message=_l("Bitte eine Zahl von 1 bis 168 eingeben.")),
        ],
        description=_l("Danach geht eine unbestätigte Krise an Vertretung und Koordination."),
    )


class EndForm(Versioned):
    """The procedure ends."""
