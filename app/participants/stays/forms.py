"""Forms of interruptions, consents and releases; choices come from the route."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import RadioField, SelectField, StringField
from wtforms.validators import Length, Optional

from app.fields import GermanDateField
from app.forms import Versioned
from app.participants import labels as words
from app.participants.forms import CHOSEN, REQUIRED
from app.participants.labels import FIELD, options
from app.participants.stays import labels


class SignedForm(FlaskForm):
    """How something was given and who signed."""

    given_on = GermanDateField(_l("Erteilt am"), [REQUIRED])
    form = RadioField(
        FIELD["form"], [CHOSEN], choices=options(words.CONSENT_FORM), default="written"
    )
    document_reference = StringField(
        FIELD["document_reference"],
        [Optional(), Length(max=120)],
        description=_l("Zum Beispiel Aktenzeichen oder Ordner. Bitte keine Namen."),
    )
    signed_by = RadioField(
        FIELD["signed_by"], [CHOSEN], choices=options(labels.SIGNED_BY), default="person"
    )
    representative = StringField(
        FIELD["representative_sealed"],
        [Optional(), Length(max=200)],
        description=_l("Nötig, wenn eine Vertretung unterschrieben hat."),
    )


class ConsentForm(SignedForm):
    """One more consent, or a newer text of a lasting one."""

    purpose = SelectField(_l("Zweck"), [CHOSEN])


class ConsentCorrectionForm(SignedForm, Versioned):
    """What was mistyped about a consent."""

    text_version = SelectField(FIELD["text_version"])


class ReleaseForm(SignedForm):
    """A release from secrecy towards an institution."""

    partner_id = SelectField(_l("Einrichtung"), [CHOSEN])
    scope = RadioField(FIELD["scope"], [CHOSEN], choices=options(labels.SCOPE), default="mutual")
    valid_until = GermanDateField(
        FIELD["valid_until"],
        [Optional()],
        description=_l("Letzter Tag, TT.MM.JJJJ. Leer: bis zum Widerruf."),
    )


class InterruptionForm(FlaskForm):
    """An interruption of the stay."""

    kind = SelectField(FIELD["kind"], [CHOSEN])
    from_day = GermanDateField(
        _l("Unterbrochen ab"), [REQUIRED], description=_l("Erster Tag ohne Teilnahme, TT.MM.JJJJ.")
    )
    until_day = GermanDateField(
        _l("Wieder dabei ab"),
        [Optional()],
        description=_l("Erster Tag wieder mit Teilnahme, TT.MM.JJJJ. Leer: dauert an."),
    )


class InterruptionCorrectionForm(InterruptionForm, Versioned):
    """An interruption as it should have been."""


class EndForm(Versioned):
    """An interruption ends."""

    until_day = GermanDateField(
        _l("Wieder dabei ab"),
        [REQUIRED],
        description=_l("Erster Tag wieder mit Teilnahme, TT.MM.JJJJ."),
    )


class RemovalForm(Versioned):
    """An interruption that never was."""


class RestoreForm(FlaskForm):
    """A removed interruption comes back."""
