"""Forms of milestones and work packages; choices from what is there are filled in by the route."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import BooleanField, IntegerField, SelectField, StringField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange, Optional
from wtforms.widgets import HiddenInput

from app.fields import GermanDateField, NumberField
from app.milestones.labels import EVIDENCE, FIELD

REQUIRED = _l("Bitte ausfüllen.")
FILLED = DataRequired(REQUIRED)
GIVEN = InputRequired(REQUIRED)


def _number(value: str | int | None) -> int | None:
    """An id chosen from a list; the empty choice is none."""
    return int(value) if value and str(value).isdigit() and int(value) < 2**63 else None


def _word(value: str | None) -> str | None:
    return value or None


class NarrowForm(FlaskForm):
    """Which milestones are shown; part of the address."""

    class Meta:
        """The address carries no token."""

        csrf = False

    state = SelectField(
        _l("Stand"),
        choices=[("", _l("alle")), ("open", _l("noch nicht erreicht"))],
        default="",
        validate_choice=False,
    )
    package = SelectField(FIELD["package_id"], default="", validate_choice=False)


class FilterForm(NarrowForm):
    """What the list is narrowed to, and how it is put in order."""

    view = SelectField(
        _l("Anordnung"),
        choices=[("", _l("nach Arbeitspaketen")), ("flat", _l("eine Liste"))],
        default="",
        validate_choice=False,
    )


class MilestoneForm(FlaskForm):
    """Everything about a milestone; `version` is that of the milestone shown, 0 if new."""

    title = StringField(FIELD["title"], [FILLED, Length(max=200)])
    title_en = StringField(FIELD["title_en"], [Length(max=200)])
    package_id = SelectField(FIELD["package_id"], coerce=_number, default="")
    owner_id = SelectField(FIELD["owner_id"], coerce=_number, default="")
    baseline_on = GermanDateField(FIELD["baseline_on"], [GIVEN])
    evidence_kind = SelectField(
        FIELD["evidence_kind"],
        choices=[("", _l("keine Angabe")), *((str(k), word) for k, word in EVIDENCE.items())],
        coerce=_word,
        default="",
    )
    evidence = StringField(FIELD["evidence"], [Length(max=500)])
    measure = SelectField(FIELD["measure"], coerce=_word, default="")
    at_least = NumberField(FIELD["at_least"], [Optional()])
    remark = TextAreaField(FIELD["remark"], [Length(max=500)])


class ReviseForm(MilestoneForm):
    """A milestone that is there: also what is expected now, and why it changes."""

    expected_on = GermanDateField(FIELD["expected_on"], [Optional()])
    reason = TextAreaField(_l("Grund der Verschiebung"), [Length(max=300)])
    actual_on = GermanDateField(FIELD["actual_on"], [Optional()])
    baseline_reason = TextAreaField(FIELD["baseline_reason"], [Length(max=300)])
    version = IntegerField(widget=HiddenInput(), validators=[InputRequired()])


class DropForm(FlaskForm):
    """The confirmation before a milestone is removed."""

    confirmed = BooleanField(
        _l("Ja, der Meilenstein wurde irrtümlich geplant."),
        [InputRequired(_l("Bitte bestätigen Sie die Löschung."))],
    )
    version = IntegerField(widget=HiddenInput(), validators=[InputRequired()])


class DropPackageForm(DropForm):
    """The confirmation before a work package is removed."""

    confirmed = BooleanField(
        _l("Ja, das Arbeitspaket wurde irrtümlich angelegt."),
        [InputRequired(_l("Bitte bestätigen Sie die Löschung."))],
    )


class NeedForm(FlaskForm):
    """A milestone that is needed, and the days between."""

    needs_id = SelectField(_l("Braucht zuvor"), [GIVEN], coerce=_number)
    lag_days = NumberField(
        _l("Abstand in Tagen"),
        [
            Optional(),
            NumberRange(0, 3650, _l("Bitte eine Zahl von 0 bis 3.650 angeben.")),
        ],
        default=0,
    )


class PackageForm(FlaskForm):
    """A work package; `version` is that of the package shown, 0 if new."""

    code = StringField(
        FIELD["code"], [FILLED, Length(max=20)], description=_l("Zum Beispiel AP 2.")
    )
    title = StringField(FIELD["title"], [FILLED, Length(max=200)])
    title_en = StringField(FIELD["title_en"], [Length(max=200)])
    starts_on = GermanDateField(FIELD["starts_on"], [GIVEN])
    ends_on = GermanDateField(FIELD["ends_on"], [GIVEN])
    expected_start_on = GermanDateField(FIELD["expected_start_on"], [Optional()])
    expected_end_on = GermanDateField(FIELD["expected_end_on"], [Optional()])
    owner_id = SelectField(FIELD["owner_id"], coerce=_number, default="")
    remark = TextAreaField(FIELD["remark"], [Length(max=500)])
    version = IntegerField(widget=HiddenInput(), default=0)
