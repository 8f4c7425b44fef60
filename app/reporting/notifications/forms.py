"""Forms of notifications."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import (
    BooleanField,
    HiddenField,
    IntegerField,
    RadioField,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.validators import DataRequired, InputRequired, Length
from wtforms.widgets import HiddenInput

from app.fields import GermanDateField
from app.reporting.notifications.labels import LANGUAGE, WAY
from app.reporting.notifications.rules.letters import MOST_LETTERS, MOST_REASON

MISSING = _l("Bitte ausfüllen.")
FILLED = DataRequired(MISSING)


class DraftForm(FlaskForm):
    """To whom a letter goes, and in which language."""

    language = RadioField(
        _l("Sprache des Schreibens"),
        [InputRequired(_l("Bitte wählen."))],
        choices=list(LANGUAGE.items()),
        default="de",
    )
    recipient = TextAreaField(_l("Anschrift des Zuwendungsgebers"), [FILLED, Length(max=500)])
    reference = StringField(
        _l("Geschäftszeichen"),
        [Length(max=200)],
        description=_l("Bescheid oder Zeichen, unter dem der Zuwendungsgeber das Vorhaben führt."),
    )


class HandForm(DraftForm):
    """What no book shows: what happened, and since when."""

    kind = SelectField(_l("Anlass"), [InputRequired(_l("Bitte wählen."))])
    since = GermanDateField(_l("Seit wann"), [InputRequired(MISSING)])
    what = TextAreaField(
        _l("Was geschehen ist"),
        [FILLED, Length(max=5_000)],
        description=_l("Ohne Namen und ohne Angaben, an denen Teilnehmende zu erkennen sind."),
    )


class WordingForm(FlaskForm):
    """The words of a draft; `version` is that of the letter shown."""

    recipient = TextAreaField(_l("Anschrift des Zuwendungsgebers"), [FILLED, Length(max=500)])
    reference = StringField(_l("Geschäftszeichen"), [Length(max=200)])
    subject = StringField(_l("Betreff"), [FILLED, Length(max=200)])
    text = TextAreaField(
        _l("Text"),
        [FILLED, Length(max=MOST_LETTERS + 2_000)],
        description=_l("Ohne Namen und ohne Angaben, an denen Teilnehmende zu erkennen sind."),
    )
    version = IntegerField(widget=HiddenInput(), validators=[InputRequired()])


class SendForm(FlaskForm):
    """That a letter went, as the version shown says it."""

    happened_on = GermanDateField(_l("Gesendet am"), [InputRequired(MISSING)])
    way = SelectField(
        _l("Weg"),
        [InputRequired(_l("Bitte wählen."))],
        choices=[(way.value, label) for way, label in WAY.items()],
    )
    reference = StringField(
        _l("Nachweis"),
        [Length(max=200)],
        description=_l("Zum Beispiel Nummer der Sendung oder Postausgang."),
    )
    version = IntegerField(widget=HiddenInput(), validators=[InputRequired()])


class AnswerForm(FlaskForm):
    """What the funder answered."""

    happened_on = GermanDateField(_l("Antwort vom"), [InputRequired(MISSING)])
    reference = StringField(_l("Geschäftszeichen der Antwort"), [Length(max=200)])
    text = TextAreaField(_l("Inhalt der Antwort"), [FILLED, Length(max=MOST_LETTERS)])


class DiscardForm(FlaskForm):
    """Why a draft is given up."""

    reason = TextAreaField(_l("Begründung"), [FILLED, Length(max=MOST_REASON)])
    confirmed = BooleanField(
        _l("Ja, der Entwurf wird verworfen."), [InputRequired(_l("Bitte bestätigen."))]
    )


class WaiveForm(FlaskForm):
    """Why nothing has to be told; `shown` names the figures that were on the page."""

    reason = TextAreaField(
        _l("Begründung"),
        [FILLED, Length(max=MOST_REASON)],
        description=_l("Steht im Verlauf und für die Prüfung bereit."),
    )
    shown = HiddenField()
