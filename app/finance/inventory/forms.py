"""Forms of the inventory; choices that come from what is there are filled in by the route."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import (
    Form,
    IntegerField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.validators import DataRequired, InputRequired, Length, Optional
from wtforms.widgets import HiddenInput

from app.fields import GermanDateField, MoneyField
from app.finance.inventory.labels import CONDITION, DISPOSAL, FIELD, WHEREABOUTS
from app.finance.inventory.rules import Event, Kind
from app.forms import Versioned

MISSING = _l("Bitte ausfüllen.")
CHOOSE = _l("Bitte wählen.")
FILLED = DataRequired(MISSING)
GIVEN = InputRequired(MISSING)
NO_NAME = _l("Stelle oder Amt, kein Name.")
CONDITIONS = [(str(key), word) for key, word in CONDITION.items()]


class DayForm(Form):
    """The day for which the list is asked, by address."""

    day = GermanDateField(_l("Stichtag"), [Optional()])


class FilterForm(Form):
    """What the list of items is narrowed to, by address."""

    text = StringField(_l("Suche"), [Length(max=100)])
    state = SelectField(
        _l("Stand"),
        choices=[
            ("", _l("im Bestand")),
            ("undecided", _l("im Bestand, Verbleib offen")),
            ("gone", _l("abgegangen")),
            ("all", _l("alle")),
        ],
        default="",
        validate_choice=False,
    )
    place = SelectField(FIELD["place"], default="", validate_choice=False)
    condition = SelectField(
        FIELD["condition"],
        choices=[("", _l("alle")), *CONDITIONS],
        default="",
        validate_choice=False,
    )


class ItemForm(Versioned):
    """An item as it was when it was acquired; `version` is that of the item shown, 0 if new."""

    description = StringField(FIELD["description"], [FILLED, Length(max=200)])
    serial_number = StringField(FIELD["serial_number"], [Length(max=120)])
    supplier = StringField(FIELD["supplier"], [FILLED, Length(max=200)])
    source_number = StringField(
        FIELD["source_number"],
        [Length(max=40)],
        description=_l("Mehrere Gegenstände können aus einem Beleg kommen."),
    )
    no_voucher_reason = StringField(
        FIELD["no_voucher_reason"],
        [Length(max=300)],
        description=_l("Nur nötig, wenn oben keine Belegnummer steht."),
    )
    acquired_on = GermanDateField(FIELD["acquired_on"], [GIVEN])
    net_cents = MoneyField(FIELD["net_cents"], [GIVEN])
    gross_cents = MoneyField(FIELD["gross_cents"], [GIVEN])
    place = StringField(FIELD["place"], [FILLED, Length(max=120)])
    used_for = StringField(FIELD["used_for"], [FILLED, Length(max=200)])
    condition = SelectField(FIELD["condition"], [InputRequired(CHOOSE)], choices=CONDITIONS)
    responsible = StringField(FIELD["responsible"], [FILLED, Length(max=120)], description=NO_NAME)
    retained_until = GermanDateField(FIELD["retained_until"], [GIVEN])
    version = IntegerField(widget=HiddenInput(), default=0, validators=[InputRequired()])


class EventForm(FlaskForm):
    """Something that happened to an item on a day."""

    kind: Kind
    happened_on = GermanDateField(_l("Am"), [GIVEN])

    def event(self) -> Event:
        """What was entered, as the rules take it; blank texts are none."""
        given: dict[str, Any] = {
            name: value.strip() or None if isinstance(value, str) else value
            for name, value in self.data.items()
            if name not in {"csrf_token", "happened_on", "kind_of"}
        }
        return Event(kind=self.happened(), on=self.data["happened_on"], **given)

    def happened(self) -> Kind:
        """What kind of event it is."""
        return self.kind


class MovedForm(EventForm):
    """To another place, or into other hands."""

    kind = Kind.MOVED
    place = StringField(_l("Neuer Standort"), [FILLED, Length(max=120)])
    responsible = StringField(
        _l("Neue verantwortliche Stelle"), [Length(max=120)], description=NO_NAME
    )


class ConditionForm(EventForm):
    """In another condition."""

    kind = Kind.CONDITION
    condition = SelectField(_l("Neuer Zustand"), [InputRequired(CHOOSE)], choices=CONDITIONS)
    reason = StringField(_l("Anmerkung"), [Length(max=300)])


class UseForm(EventForm):
    """Used for something else."""

    kind = Kind.USE
    used_for = StringField(_l("Neue Verwendung"), [FILLED, Length(max=200)])
    is_intended = RadioField(
        _l("Dient der Gegenstand weiter dem Zweck des Vorhabens?"),
        [InputRequired(CHOOSE)],
        choices=[("yes", _l("ja")), ("no", _l("nein, oder er wird nicht mehr gebraucht"))],
    )

    def event(self) -> Event:
        """The answer as yes or no."""
        return Event(
            Kind.USE,
            self.data["happened_on"],
            used_for=(self.used_for.data or "").strip(),
            is_intended=self.is_intended.data == "yes",
        )


class SeenForm(EventForm):
    """Seen at a stock-taking."""

    kind = Kind.SEEN


class WhereaboutsForm(EventForm):
    """What becomes of the item at the end of funding."""

    kind = Kind.WHEREABOUTS
    decision = RadioField(
        _l("Was geschieht mit dem Gegenstand am Ende der Förderung?"),
        [InputRequired(CHOOSE)],
        choices=[(str(key), word) for key, word in WHEREABOUTS.items()],
    )
    recipient = StringField(
        _l("An wen"), [Length(max=200)], description=_l("Nur bei Abgabe an eine andere Stelle.")
    )
    reason = StringField(_l("Anmerkung"), [Length(max=300)])


class GoneForm(EventForm):
    """The item is no longer there."""

    kind_of = RadioField(
        _l("Was ist geschehen?"),
        [InputRequired(CHOOSE)],
        choices=[(str(key), word) for key, word in DISPOSAL.items()],
    )
    recipient = StringField(
        _l("An wen"), [Length(max=200)], description=_l("Bei Verkauf, Abgabe oder Rückgabe.")
    )
    proceeds_cents = MoneyField(_l("Erlös"), [Optional()], description=_l("Nur bei Verkauf."))
    reason = TextAreaField(
        _l("Grund"), [Length(max=300)], description=_l("Bei Verlust oder Diebstahl nötig.")
    )

    def event(self) -> Event:
        """How it went; there are proceeds only of a sale."""
        found = super().event()
        return found if found.kind is Kind.SOLD else replace(found, proceeds_cents=None)

    def happened(self) -> Kind:
        """How it went."""
        return Kind(self.kind_of.data)


class NotifiedForm(EventForm):
    """The funder was told."""

    kind = Kind.NOTIFIED
    reason = StringField(_l("Aktenzeichen oder Schreiben"), [Length(max=300)])


EVENT_FORMS: dict[str, type[EventForm]] = {
    "moved": MovedForm,
    "condition": ConditionForm,
    "use": UseForm,
    "seen": SeenForm,
    "whereabouts": WhereaboutsForm,
    "gone": GoneForm,
    "notified": NotifiedForm,
}


class ReasonForm(FlaskForm):
    """Why an event is taken back, or why a voucher needs no item."""

    reason = TextAreaField(_l("Begründung"), [FILLED, Length(max=300)])


class StocktakingForm(FlaskForm):
    """Which items were seen on a day; the choices are numbers of items."""

    happened_on = GermanDateField(_l("Tag der Inventur"), [GIVEN])
    seen = SelectMultipleField(_l("Gesehene Gegenstände"), coerce=int, validate_choice=False)
