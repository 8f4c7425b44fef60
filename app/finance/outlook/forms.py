"""Forms of the outlook; choices that come from the programme are filled in by the route."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import BooleanField, IntegerField, SelectField, StringField
from wtforms.validators import DataRequired, InputRequired, Length
from wtforms.widgets import HiddenInput

from app.fields import GermanDateField, MoneyField
from app.finance.outlook.labels import METHOD
from app.finance.outlook.rules import Method

MISSING = _l("Bitte ausfüllen.")


class ExpectationForm(FlaskForm):
    """Expenditure that somebody expects; `version` is that of the record shown, 0 for a new one."""

    position = SelectField(_l("Position"), [InputRequired(_l("Bitte wählen."))])
    day = GermanDateField(_l("Ein Tag des Monats"), [InputRequired(MISSING)])
    amount_cents = MoneyField(_l("Betrag"), [InputRequired(MISSING)])
    reason = StringField(_l("Wofür"), [DataRequired(MISSING), Length(max=200)])
    version = IntegerField(widget=HiddenInput(), default=0, validators=[InputRequired()])


class RemoveForm(FlaskForm):
    """The confirmation before an expectation is taken away."""

    version = IntegerField(widget=HiddenInput(), validators=[InputRequired()])
    confirmed = BooleanField(
        _l("Ja, die Erwartung wird entfernt."), [InputRequired(_l("Bitte bestätigen."))]
    )


class MethodsForm(FlaskForm):
    """The method of every position; the fields are made by `methods_form`."""


def methods_form(positions: Mapping[str, str], chosen: Mapping[str, Method]) -> MethodsForm:
    """A form with a choice for every position."""
    fields = {
        f"method_{code}": SelectField(
            f"{code} {title}".strip(),
            choices=[(str(method), label) for method, label in METHOD.items()],
            default=str(chosen[code]),
        )
        for code, title in positions.items()
    }
    made: type[MethodsForm] = type("MethodsFormOfPilot", (MethodsForm,), fields)
    return made()


def chosen_methods(form: MethodsForm, positions: Sequence[str]) -> dict[str, Method]:
    """What was chosen, by position."""
    return {code: Method(form[f"method_{code}"].data) for code in positions}
