"""Forms of the plan; the amounts of a draft are a table of fields made by `draft_form`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import BooleanField, Form, IntegerField, SelectField, StringField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length
from wtforms.widgets import HiddenInput

from app.fields import GermanDateField, MoneyField

MISSING = _l("Bitte ausfüllen.")


class CompareForm(Form):
    """Two versions by their place; the choices are filled in by the route."""

    before = SelectField(_l("Ausgang"), coerce=int, validate_choice=False)
    after = SelectField(_l("verglichen mit"), coerce=int, validate_choice=False)


class VersionForm(FlaskForm):
    """`version` is that of the record shown, 0 for a new one."""

    version = IntegerField(widget=HiddenInput(), default=0, validators=[InputRequired()])


class DraftForm(VersionForm):
    """A draft: what for, and why."""

    title = StringField(_l("Bezeichnung"), [DataRequired(MISSING), Length(max=120)])
    reason = TextAreaField(_l("Begründung"), [DataRequired(MISSING), Length(max=500)])


class NoticeForm(VersionForm):
    """The notice that a version rests on."""

    reference = StringField(_l("Bescheid"), [DataRequired(MISSING), Length(max=200)])
    issued_on = GermanDateField(_l("Bescheid vom"), [InputRequired(MISSING)])
    valid_from = GermanDateField(_l("Gültig ab"), [InputRequired(MISSING)])


class DropForm(VersionForm):
    """The confirmation before a draft is dropped."""

    confirmed = BooleanField(
        _l("Ja, der Entwurf wird verworfen."),
        [InputRequired(_l("Bitte bestätigen Sie das Verwerfen."))],
    )


def field_name(position: str, year: int) -> str:
    """The name of the field of an amount."""
    return f"amount_{position}_{year}"


def draft_form(
    positions: Sequence[str], years: Sequence[int], amounts: Mapping[tuple[str, int], int]
) -> DraftForm:
    """The form of a draft with a field for every position and year; empty counts as 0."""
    fields = {
        field_name(position, year): MoneyField(
            _l("%(position)s im Jahr %(year)s", position=position, year=year),
            default=amounts.get((position, year), 0),
        )
        for position in positions
        for year in years
    }
    made: type[DraftForm] = type("DraftFormOfPilot", (DraftForm,), fields)
    return made()


def entered_amounts(
    form: DraftForm, positions: Sequence[str], years: Sequence[int]
) -> dict[tuple[str, int], int]:
    """The amounts of a form in cents by position and year."""
    return {
        (position, year): form[field_name(position, year)].data or 0
        for position in positions
        for year in years
    }
