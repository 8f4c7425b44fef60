"""Forms of barriers, resources and circumstances; institutions on offer come from the route."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import Field as FormField
from wtforms import SelectField, TextAreaField
from wtforms.validators import Length, Optional
from wtforms.widgets import TextInput

from app.errors import DomainError
from app.fields import GermanDateField, NumberField
from app.forms import Versioned
from app.participants.conditions import labels
from app.participants.conditions.rules.barriers import Since, read_since
from app.participants.conditions.rules.circumstances import Field
from app.participants.forms import CHOSEN, REQUIRED
from app.participants.labels import options

CHOOSE = _l("Bitte wählen")


class SinceField(FormField):
    """A day, month or year as far as it is known; `data` is a Since."""

    widget = TextInput()
    data: Since | None

    def process_formdata(self, valuelist: list[Any]) -> None:
        """The entry, or a sentence saying how to write one; only blanks are no entry."""
        text = valuelist[0].strip() if valuelist else ""
        self.data = None
        if not text:
            self.raw_data = []
            return
        try:
            self.data = read_since(text)
        except DomainError as error:
            raise ValueError(
                _("Bitte als TT.MM.JJJJ, MM.JJJJ oder JJJJ eingeben, zum Beispiel 03.2019.")
            ) from error

    def _value(self) -> str:
        return str(self.raw_data[0] if self.raw_data else self.data or "")


class NotedForm(FlaskForm):
    """What is told about a barrier or resource."""

    group = SelectField(_l("Gruppe"), [CHOSEN])
    since = SinceField(
        _l("Seit"),
        [Optional()],
        description=_l("TT.MM.JJJJ, MM.JJJJ oder JJJJ, so genau es bekannt ist."),
    )
    partner_id = SelectField(_l("Bearbeitet mit"), choices=[])
    text = TextAreaField(
        _l("Erläuterung"),
        [Optional(), Length(max=4000)],
        description=_l("Wird verschlüsselt abgelegt; nur wer den Fall bearbeitet, liest sie."),
    )


class CorrectionForm(NotedForm, Versioned):
    """Corrected telling."""


class NewForm(NotedForm):
    """A barrier or resource with its first state."""

    state = SelectField(_l("Stand"), [CHOSEN])
    noted_on = GermanDateField(_l("Erfasst am"), [REQUIRED])


class StateForm(Versioned):
    """Another state from a day on."""

    state = SelectField(_l("Neuer Stand"), [CHOSEN])
    from_day = GermanDateField(_l("Gilt ab"), [REQUIRED])


class ValueForm(Versioned):
    """A value from a day on; `value` is added by the kind of the circumstance."""

    from_day = GermanDateField(_l("Gilt ab"), [REQUIRED])


def value_form(field: Field, data: dict[str, Any]) -> Any:
    """The form for a circumstance; a day holds from itself on and is the only entry."""
    label = labels.FIELD[field.key]
    asked: Any
    if field.kind == "number":
        asked = NumberField(label, [REQUIRED])
    elif field.kind == "day":
        asked = GermanDateField(label, [REQUIRED])
    else:
        asked = SelectField(label, [CHOSEN], choices=options(labels.VALUE[field.key], CHOOSE))

    class Asked(ValueForm):
        """With the value of this circumstance."""

        value = asked

    form = Asked(data=data)
    if field.kind == "day":
        del form.from_day
    return form
