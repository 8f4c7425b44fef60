"""Forms of draw-downs, of money by hand, and of base rates."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import BooleanField, HiddenField, IntegerField, RadioField, StringField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length, Optional
from wtforms.widgets import HiddenInput

from app.fields import GermanDateField, MoneyField
from app.finance.forms import MISSING, EventForm
from app.finance.labels import RECEIPT_KIND, REPAYMENT_KIND

CHOOSE = _l("Bitte wählen.")


class DraftForm(FlaskForm):
    """What is to be asked; `for_positions` adds a field for each position."""

    over_reason = TextAreaField(
        _l("Begründung, falls mehr gebraucht wird"), [Optional(), Length(max=500)]
    )

    @property
    def amounts(self) -> dict[str, int]:
        """What was entered, by position; an empty field is nothing."""
        return {
            field.name.removeprefix("position_"): field.data or 0
            for field in self
            if field.name.startswith("position_")
        }

    @property
    def position_fields(self) -> list[MoneyField]:
        """The fields of the positions in their order."""
        return [field for field in self if field.name.startswith("position_")]


def for_positions(titles: Mapping[str, str], proposed: Mapping[str, int]) -> DraftForm:
    """The form with a field for each position, filled with what is proposed."""
    fields: dict[str, Any] = {
        f"position_{code}": MoneyField(f"{code} {title}", [Optional()])
        for code, title in titles.items()
    }
    form: DraftForm = type("PositionsForm", (DraftForm,), fields)(
        data={f"position_{code}": cents for code, cents in proposed.items()}
    )
    return form


class SendForm(EventForm):
    """The request has gone out."""

    sent_on = GermanDateField(_l("Gesendet am"), [InputRequired(MISSING)])


class WithdrawForm(EventForm):
    """Nothing more is awaited."""

    reason = TextAreaField(_l("Grund der Rücknahme"), [DataRequired(MISSING), Length(max=500)])


class LinkForm(FlaskForm):
    """A receipt, or an entry of the bank, as it was shown."""

    chosen = HiddenField(validators=[InputRequired()])


class IncomeForm(FlaskForm):
    """Money that came in and is on no statement of account yet."""

    kind = RadioField(
        _l("Was ist das für eine Einnahme?"),
        [InputRequired(CHOOSE)],
        choices=list(RECEIPT_KIND.items()),
    )
    received_on = GermanDateField(_l("Eingegangen am"), [InputRequired(MISSING)])
    amount_cents = MoneyField(_l("Betrag"), [InputRequired(MISSING)])
    payer = StringField(_l("Einzahler"), [DataRequired(MISSING), Length(max=200)])
    reason = StringField(_l("Verwendungszweck"), [DataRequired(MISSING), Length(max=300)])
    by_hand_reason = StringField(
        _l("Warum ohne Bankumsatz?"),
        [DataRequired(MISSING), Length(max=300)],
        description=_l("Zum Beispiel: Auszug liegt noch nicht vor"),
    )


class RepaymentForm(FlaskForm):
    """Money that went back to the funder."""

    kind = RadioField(
        _l("Was wurde zurückgezahlt?"),
        [InputRequired(CHOOSE)],
        choices=list(REPAYMENT_KIND.items()),
    )
    paid_on = GermanDateField(_l("Gezahlt am"), [InputRequired(MISSING)])
    amount_cents = MoneyField(_l("Betrag"), [InputRequired(MISSING)])
    reason = StringField(_l("Anlass"), [DataRequired(MISSING), Length(max=300)])


class CancelForm(FlaskForm):
    """Taking back what was recorded by mistake."""

    reason = StringField(_l("Begründung"), [DataRequired(MISSING), Length(max=300)])
    confirmed = BooleanField(
        _l("Ja, der Eintrag wird storniert. Das lässt sich nicht zurücknehmen."),
        [InputRequired(_l("Bitte bestätigen Sie das Storno."))],
    )


class PercentField(MoneyField):
    """Percent with two decimals; `data` is hundredths of a percent."""

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Hundredths of a percent, or a sentence saying how to write them."""
        try:
            super().process_formdata(valuelist)
        except ValueError as error:
            raise ValueError(
                _("Das ist kein Prozentsatz. Bitte zum Beispiel 3,62 eingeben.")
            ) from error


class RateForm(FlaskForm):
    """The base rate of a half-year; `version` is that of the entry shown, 0 for none."""

    basis_points = PercentField(_l("Basiszinssatz"), [InputRequired(MISSING)])
    source = StringField(
        _l("Quelle"),
        [DataRequired(MISSING), Length(max=200)],
        description=_l("Zum Beispiel: Bekanntmachung der Bundesbank im Bundesanzeiger"),
    )
    is_confirmed = BooleanField(_l("Bestätigt: die Bekanntmachung wurde eingesehen"))
    version = IntegerField(widget=HiddenInput(), default=0, validators=[InputRequired()])
