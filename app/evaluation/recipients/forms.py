"""Forms of recipients; choices of people and recipients come from the route."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import (
    BooleanField,
    IntegerField,
    RadioField,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.validators import DataRequired, InputRequired, Length, Optional
from wtforms.widgets import HiddenInput

from app.evaluation.recipients.labels import BASIS, LANGUAGE
from app.fields import GermanDateField
from app.forms import Versioned

FILLED = DataRequired(_l("Bitte ausfüllen."))
CHOSEN = InputRequired(_l("Bitte wählen."))


class RecipientForm(Versioned):
    """Who receives releases, and on what legal ground."""

    version = IntegerField(widget=HiddenInput(), default=0)
    name = StringField(_l("Name"), [FILLED, Length(max=120)])
    basis = RadioField(_l("Rechtsgrundlage"), [CHOSEN], choices=list(BASIS.items()))
    basis_reference = StringField(
        _l("Vertrag oder Genehmigung"),
        [Length(max=300)],
        description=_l("Nummer, Tag, wer unterschrieben hat. Für Veröffentlichungen nicht nötig."),
    )
    basis_until = GermanDateField(
        _l("Gilt bis"),
        [Optional()],
        description=_l("TT.MM.JJJJ. Der letzte Tag, an dem Freigaben möglich sind."),
    )
    address = TextAreaField(_l("Anschrift für Schreiben"), [Length(max=500)])
    language = SelectField(
        _l("Sprache der Dateien und Schreiben"), [CHOSEN], choices=list(LANGUAGE.items())
    )


class VersionForm(Versioned):
    """An act on a record as the page showed it."""


class AccountForm(FlaskForm):
    """Whom to give access to the recipient's releases."""

    user = SelectField(_l("Konto"), [CHOSEN])


class ActForm(FlaskForm):
    """An act without further input."""


class TokenForm(FlaskForm):
    """A new access token."""

    label = StringField(
        _l("Bezeichnung"),
        [FILLED, Length(max=120)],
        description=_l("Welches Programm ihn benutzt, zum Beispiel: Auswerteserver."),
    )
    valid_until = GermanDateField(_l("Gültig bis"), [InputRequired(_l("Bitte ausfüllen."))])


class RotationForm(FlaskForm):
    """Why the pseudonyms of a recipient have to be given up."""

    reason = TextAreaField(
        _l("Was ist bekannt geworden?"),
        [FILLED, Length(max=500)],
        description=_l("Wann, was, durch wen. Bitte keine Namen von Teilnehmenden."),
    )
    confirmed = BooleanField(
        _l("Ja, die bisherigen Pseudonyme sind bekannt geworden und müssen ersetzt werden."),
        [InputRequired(_l("Bitte bestätigen Sie das."))],
    )


class ResolutionForm(FlaskForm):
    """Whom a pseudonym means, and why somebody has to know."""

    recipient = SelectField(_l("Empfänger"), [CHOSEN])
    pseudonym = StringField(
        _l("Pseudonym"),
        [FILLED, Length(max=40)],
        description=_l("16 Zeichen, wie sie in der Spalte „pseudonym“ stehen."),
    )
    reason = TextAreaField(
        _l("Begründung"),
        [FILLED, Length(max=500)],
        description=_l("Zum Beispiel: Das Institut meldet eine Gefährdung der Person."),
    )


class DecisionForm(Versioned):
    """The second person agrees or declines."""

    decision = RadioField(choices=[("approve", ""), ("decline", "")], validators=[CHOSEN])
