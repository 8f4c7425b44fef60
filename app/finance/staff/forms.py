"""Forms of staff costs; choices that come from the programme are filled in by the route."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import Form, IntegerField, SelectField, StringField
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange, Optional
from wtforms.widgets import HiddenInput

from app.fields import GermanDateField, MoneyField, NumberField
from app.finance.staff.labels import KIND
from app.finance.staff.rules import HIGHEST_STEP

MISSING = _l("Bitte ausfüllen.")
PERCENT = NumberRange(0, 100, _l("Bitte eine Zahl von 0 bis 100 eingeben."))

STEP = NumberRange(1, HIGHEST_STEP, _l("Bitte eine Stufe von 1 bis 6 eingeben."))


class YearForm(Form):
    """The calendar year, by address."""

    year = SelectField(_l("Jahr"), validate_choice=False)


class TermsForm(FlaskForm):
    """What a post is paid by; `version` is that of the record shown, 0 for a new one."""

    valid_from = GermanDateField(_l("Gilt ab"), [InputRequired(MISSING)])
    pay_group = StringField(_l("Entgeltgruppe"), [DataRequired(MISSING), Length(max=20)])
    step = NumberField(_l("Stufe"), [Optional(), STEP])
    fte_percent = NumberField(_l("Stellenanteil in Prozent"), [InputRequired(MISSING), PERCENT])
    pilot_percent = NumberField(
        _l("davon für das Vorhaben in Prozent"), [InputRequired(MISSING), PERCENT]
    )
    monthly_cents = MoneyField(
        _l("Arbeitgeberkosten je Monat bei Vollzeit"), [InputRequired(MISSING)]
    )
    special_cents = MoneyField(_l("Jahressonderzahlung bei Vollzeit (November)"), [Optional()])
    position = SelectField(_l("Position"), [InputRequired(_l("Bitte wählen."))])
    version = IntegerField(widget=HiddenInput(), default=0, validators=[InputRequired()])


class PayForm(FlaskForm):
    """A line of the payroll."""

    day = GermanDateField(_l("Ein Tag des Monats"), [InputRequired(MISSING)])
    kind = SelectField(_l("Art"), choices=[(str(key), word) for key, word in KIND.items()])
    amount_cents = MoneyField(_l("Arbeitgeberkosten, gesamt"), [InputRequired(MISSING)])
    remark = StringField(_l("Bemerkung"), [Length(max=200)])


class ReverseForm(FlaskForm):
    """Why a line is taken back."""

    reason = StringField(_l("Begründung"), [DataRequired(MISSING), Length(max=200)])
