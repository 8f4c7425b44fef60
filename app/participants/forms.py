"""Forms of participants; choices come from the route."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import (
    BooleanField,
    Form,
    HiddenField,
    IntegerField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange, Optional
from wtforms.widgets import CheckboxInput, ListWidget

from app.fields import GermanDateField, NumberField
from app.forms import Versioned
from app.participants import labels
from app.participants.labels import FIELD, options
from app.pilots.preset import Criterion, Preset

REQUIRED = InputRequired(_l("Bitte ausfüllen."))
FILLED = DataRequired(_l("Bitte ausfüllen."))
CHOSEN = InputRequired(_l("Bitte wählen."))
UNKNOWN = _l("nicht bekannt")
TRUTHS = {"yes": _l("ja"), "no": _l("nein")}


def truth(value: str | None) -> bool | None:
    """yes, no or nothing of a choice as a truth."""
    return None if not value else value == "yes"


def chosen(value: bool | None) -> str:
    """The choice that shows a truth."""
    return "" if value is None else "yes" if value else "no"


class FilterForm(Form):
    """What the list is narrowed to, by address."""

    number = NumberField(_l("Nummer"), [Optional()])
    state = SelectField(_l("Stand"), choices=list(labels.STATE.items()))
    stage = SelectField(_l("Baustein"), validate_choice=False)
    post = SelectField(_l("Stelle"), validate_choice=False)
    due = SelectField(_l("Fällig"), validate_choice=False)
    dwell = SelectField(_l("Verweildauer"), validate_choice=False)
    criterion = SelectField(_l("Voraussetzung nicht erfüllt oder unklar"), validate_choice=False)
    gap = SelectField(_l("Fehlende Angabe"), validate_choice=False)
    last = HiddenField()
    """The last day that a missing statement is about, and `by` when it is needed; as 2023-12-31."""
    by = HiddenField()
    columns = SelectMultipleField(
        _l("Spalten"),
        validate_choice=False,
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
    )


class SearchForm(FlaskForm):
    """Search by name or customer number; posted, so that nothing personal enters an address."""

    wanted = StringField(_l("Name oder Kundennummer"), [REQUIRED, Length(max=120)])


class CharacteristicsForm(FlaskForm):
    """What is asked of everybody at entry."""

    sex = SelectField(FIELD["sex"], choices=options(labels.SEX, UNKNOWN))
    school = SelectField(FIELD["school"], choices=options(labels.SCHOOL, UNKNOWN))
    vocational = SelectField(FIELD["vocational"], choices=options(labels.VOCATIONAL, UNKNOWN))
    children = IntegerField(
        FIELD["children"],
        [Optional(), NumberRange(0, 20, _l("Bitte eine Zahl von 0 bis 20 eingeben."))],
    )
    health_restriction = SelectField(FIELD["health_restriction"], choices=options(TRUTHS, UNKNOWN))
    addiction = SelectField(FIELD["addiction"], choices=options(TRUTHS, UNKNOWN))
    remark = TextAreaField(FIELD["remark"], [Optional(), Length(max=4000)])


class IdentityForm(FlaskForm):
    """Who somebody is."""

    family_name = StringField(FIELD["family_name"], [FILLED, Length(max=100)])
    given_name = StringField(FIELD["given_name"], [FILLED, Length(max=100)])
    birth_date = GermanDateField(FIELD["birth_date"], [REQUIRED])
    customer_number = StringField(FIELD["customer_number"], [FILLED, Length(max=40)])


class CorrectionForm(CharacteristicsForm, Versioned):
    """Corrected characteristics and remark, and why somebody is in against a criterion."""

    override_reason = TextAreaField(FIELD["reason_sealed"], [Optional(), Length(max=2000)])


class IdentityCorrectionForm(IdentityForm, Versioned):
    """A corrected identity."""


class RatioForm(FlaskForm):
    """Why a post takes a case beyond the ratio."""

    ratio_reason = TextAreaField(
        _l("Begründung über dem Fallzahlschlüssel"),
        [Optional(), Length(max=2000)],
        description=_l("Nötig, wenn eine Stelle damit mehr Fälle als Plätze hat."),
    )


class AdmissionForm(IdentityForm, CharacteristicsForm, RatioForm):
    """A whole admission; consents and stated criteria are added by the programme."""

    referred_on = GermanDateField(FIELD["referred_on"], [Optional()])
    admitted_on = GermanDateField(FIELD["admitted_on"], [REQUIRED])
    post_id = SelectField(_l("Betreuende Stelle"), [CHOSEN])
    consent_form = RadioField(
        FIELD["form"], [CHOSEN], choices=options(labels.CONSENT_FORM), default="written"
    )
    override_reason = TextAreaField(FIELD["reason_sealed"], [Optional(), Length(max=2000)])

    def consent(self, purpose: str) -> tuple[Any, Any]:
        """Tick and day of the consent to a purpose."""
        return self[f"consent_{purpose}"], self[f"consent_{purpose}_on"]


def admission_form(preset: Preset, stated: list[tuple[Criterion, str]]) -> AdmissionForm:
    """The form for a programme: its purposes of consent, and the criteria that people state."""

    class Asked(AdmissionForm):
        """With the fields of this programme."""

    required = preset.consents.required_for_admission
    for purpose in preset.consents.purposes:
        label = labels.PURPOSE.get(purpose, purpose)
        if purpose in required:
            label = _l("%(purpose)s (für die Aufnahme nötig)", purpose=label)
        setattr(Asked, f"consent_{purpose}", BooleanField(label))
        on = _l("Erteilt am")
        setattr(Asked, f"consent_{purpose}_on", GermanDateField(on, [Optional()]))
    for criterion, title in stated:
        choices = options(TRUTHS, None if criterion.assumed else UNKNOWN)
        start = "yes" if criterion.assumed else ""
        asked = SelectField(title, choices=choices, default=start)
        setattr(Asked, f"stated_{criterion.key}", asked)
    return Asked()


class MoveForm(FlaskForm):
    """A move into another stage."""

    stage = SelectField(_l("Baustein"), [CHOSEN])
    entered_on = GermanDateField(_l("Wechsel am"), [REQUIRED])
    reason = TextAreaField(
        _l("Begründung"),
        [Optional(), Length(max=500)],
        description=_l("Nötig, wenn es in einen früheren Baustein zurückgeht. Bitte keine Namen."),
    )


class ReversalForm(FlaskForm):
    """Why a move is taken back."""

    reason = TextAreaField(
        _l("Begründung"), [REQUIRED, Length(max=500)], description=_l("Bitte keine Namen.")
    )


class CareForm(RatioForm):
    """Another post takes over."""

    post_id = SelectField(_l("Neue Stelle"), [CHOSEN])
    from_day = GermanDateField(_l("Ab"), [REQUIRED])


class ExitForm(Versioned):
    """The end of a stay."""

    exited_on = GermanDateField(
        FIELD["exited_on"],
        [REQUIRED],
        description=_l("TT.MM.JJJJ. Der erste Tag, an dem die Person nicht mehr dabei ist."),
    )
    exit_reason = SelectField(
        FIELD["exit_reason"], [CHOSEN], choices=options(labels.EXIT_REASON, _l("Bitte wählen"))
    )
    outcome = SelectField(FIELD["outcome"], choices=options(labels.OUTCOME, _l("noch offen")))


class WithdrawalForm(FlaskForm):
    """A consent ends."""

    withdrawn_on = GermanDateField(_l("Widerrufen am"), [REQUIRED])


class UndoForm(Versioned):
    """A recorded exit is taken back."""


class DayForm(Form):
    """The day of a figure, by address."""

    day = GermanDateField(_l("Stichtag"), [Optional()])


class EvidenceForm(Form):
    """Evidence about one participation."""

    number = NumberField(_l("Nummer"), [Optional()])
