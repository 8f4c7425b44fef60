"""Forms of what became of somebody, and of the figures about it."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import Form, SelectField, TextAreaField
from wtforms.validators import Length, Optional

from app.fields import GermanDateField
from app.forms import Versioned
from app.participants.aftercare import labels
from app.participants.aftercare.rules import AIMS
from app.participants.forms import CHOSEN, REQUIRED
from app.participants.labels import options

AIM = "aim_"


class WhereaboutsForm(Versioned):
    """A known status with perspective and aims, or the reason why it is missing."""

    asked_on = GermanDateField(labels.FIELD["asked_on"], [REQUIRED])
    status = SelectField(labels.FIELD["status"], [CHOSEN])
    perspective = SelectField(
        labels.FIELD["perspective"], choices=options(labels.PERSPECTIVE, _l("keine Angabe"))
    )
    text = TextAreaField(
        labels.FIELD["text"],
        [Optional(), Length(max=4000)],
        description=_l("Wird verschlüsselt abgelegt; nur wer den Fall bearbeitet, liest sie."),
    )


class WithAims(WhereaboutsForm):
    """The same with one choice for each aim of the programme.

    A status is chosen among those that can be known and the reasons why none is.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.status.choices = labels.statuses()


for _aim in AIMS:
    setattr(
        WithAims,
        AIM + _aim,
        SelectField(labels.AIM[_aim], choices=options(labels.AIM_STATE, _l("keine Angabe"))),
    )


def aims_in(form: Any) -> dict[str, str]:
    """The states of the aims that were told."""
    return {aim: form.data[AIM + aim] for aim in AIMS if form.data[AIM + aim]}


class MonthForm(Form):
    """A calendar month, by address."""

    month = SelectField(_l("Monat"), validate_choice=False)
