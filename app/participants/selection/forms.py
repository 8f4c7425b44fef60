"""Forms of the selection; choices come from the route."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import BooleanField, Form, SelectField, TextAreaField
from wtforms.validators import DataRequired, Length, Optional

from app.fields import GermanDateField
from app.forms import Versioned
from app.participants.forms import (
    CHOSEN,
    REQUIRED,
    TRUTHS,
    UNKNOWN,
    CharacteristicsForm,
    IdentityForm,
)
from app.participants.labels import options
from app.participants.selection import labels
from app.participants.selection.labels import FIELD
from app.pilots.preset import Criterion

NO_MORE_THAN_NEEDED = _l("Wird verschlüsselt gespeichert und nach Ablauf der Frist gelöscht.")


class StateForm(Form):
    """What the list is narrowed to, by address."""

    state = SelectField(
        _l("Stand"), choices=[*labels.STATE.items(), ("all", _l("alle"))], validate_choice=False
    )


class ReferralFields(CharacteristicsForm):
    """What is told about a candidate."""

    remark = None  # type: ignore[assignment]
    referred_on = GermanDateField(FIELD["referred_on"], [REQUIRED])
    referrer = SelectField(FIELD["referrer"], [CHOSEN])
    talk_on = GermanDateField(FIELD["talk_on"], [Optional()])
    post_id = SelectField(FIELD["post_id"])
    reason = TextAreaField(
        FIELD["reason"], [Optional(), Length(max=2000)], description=NO_MORE_THAN_NEEDED
    )


class ReferralForm(IdentityForm, ReferralFields):
    """A new referral."""


class ReferralCorrectionForm(ReferralFields, Versioned):
    """A corrected referral."""


def asking(base: type[Any], stated: list[tuple[Criterion, str]], **kwargs: Any) -> Any:
    """A form with the criteria of the programme that people state themselves."""

    class Asked(base):
        """With the fields of this programme."""

    for criterion, title in stated:
        choices = options(TRUTHS, None if criterion.assumed else UNKNOWN)
        asked = SelectField(title, choices=choices, default="yes" if criterion.assumed else "")
        setattr(Asked, f"stated_{criterion.key}", asked)
    return Asked(**kwargs)


class TalkForm(Versioned):
    """The day of the first talk."""

    talk_on = GermanDateField(FIELD["talk_on"], [REQUIRED])


class DecisionForm(Versioned):
    """The person does not want to take part, or did not appear; nobody is asked why."""

    decided_on = GermanDateField(FIELD["decided_on"], [REQUIRED])
    note = TextAreaField(
        FIELD["note"], [Optional(), Length(max=2000)], description=NO_MORE_THAN_NEEDED
    )


class DeclineForm(Versioned):
    """The pilot declines."""

    decided_on = GermanDateField(FIELD["decided_on"], [REQUIRED])
    decision_reason = SelectField(
        FIELD["decision_reason"], [CHOSEN], choices=options(labels.REASON, _l("Bitte wählen"))
    )
    note = TextAreaField(
        FIELD["note"], [Optional(), Length(max=2000)], description=NO_MORE_THAN_NEEDED
    )


class ReopenForm(Versioned):
    """A decision is taken back."""


class ErasureForm(FlaskForm):
    """The consent to losing something for good."""

    confirmed = BooleanField(
        _l("Ich habe geprüft, dass diese Angaben nicht mehr gebraucht werden."),
        [DataRequired(_l("Bitte bestätigen."))],
    )
