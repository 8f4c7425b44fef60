"""The life of a report to the funder: for which periods, from draft to filed. Pure."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from app.errors import DomainError
from app.milestones.rules import duties
from app.pilots.preset import Preset
from app.pilots.rule_set import Kind as RuleKind
from app.pilots.rule_set import Rule
from app.reporting.figures.rules import Scope, year_scope

MAX_TEXT = 50_000
"""Characters of a chapter's text."""


class Kind(StrEnum):
    """What is reported: a calendar year, or the whole funding."""

    INTERIM = "interim"
    FINAL = "final"


class State(StrEnum):
    """Where a report stands."""

    DRAFT = "draft"
    CHECKED = "checked"
    APPROVED = "approved"
    CERTIFIED = "certified"
    FILED = "filed"


class Act(StrEnum):
    """What can be done with a report."""

    BEGIN = "begin"
    CHECK = "check"
    APPROVE = "approve"
    CERTIFY = "certify"
    OBJECT = "object"
    SEND_BACK = "send_back"
    FILE = "file"


TRANSITIONS: Mapping[tuple[State, Act], State] = {
    (State.DRAFT, Act.CHECK): State.CHECKED,
    (State.CHECKED, Act.APPROVE): State.APPROVED,
    (State.CHECKED, Act.SEND_BACK): State.DRAFT,
    (State.APPROVED, Act.SEND_BACK): State.DRAFT,
    (State.APPROVED, Act.CERTIFY): State.CERTIFIED,
    # the audit office does not certify it as it is
    (State.APPROVED, Act.OBJECT): State.DRAFT,
    # only where nobody demands a certificate (`check_certificate`)
    (State.APPROVED, Act.FILE): State.FILED,
    # what is certified is void once a figure has changed
    (State.CERTIFIED, Act.SEND_BACK): State.DRAFT,
    (State.CERTIFIED, Act.FILE): State.FILED,
}
"""The one table of transitions; what is not in it cannot happen. Nothing follows upon filed."""


def next_state(state: State, act: Act) -> State:
    """The state after an act; DomainError if it cannot be done now."""
    try:
        return TRANSITIONS[state, act]
    except KeyError as error:
        raise DomainError(f"reports.not_{act}") from error


def can(state: State, act: Act) -> bool:
    """Whether an act can be done in a state."""
    return (state, act) in TRANSITIONS


@dataclass(frozen=True)
class Period:
    """A period that a report is due for, and until when; `year`: of a final one the last."""

    kind: Kind
    year: int
    scope: Scope
    due_on: date
    is_confirmed: bool

    @property
    def last(self) -> date:
        """The day after which the report can be checked."""
        return self.scope.last


def periods(preset: Preset) -> list[Period]:
    """Every period that the rule set asks a report for, the earliest first.

    The final statement covers the whole funding with the days on which its invoices may still be
    paid.
    """
    notice, found = preset.notice, []
    for duty in duties(preset, notice.starts_on):
        kind = duty.key.removeprefix("milestone.duty_")
        if kind == Kind.INTERIM:
            year = int(str(duty.params["year"]))
            scope = year_scope(notice, year)
            found.append(Period(Kind.INTERIM, year, scope, duty.due_on, duty.is_confirmed))
        elif kind == Kind.FINAL:
            last = notice.ends_on + timedelta(days=preset.voucherwork.grace_days)
            scope = Scope(notice.starts_on, last)
            found.append(
                Period(Kind.FINAL, notice.ends_on.year, scope, duty.due_on, duty.is_confirmed)
            )
    return found


def period(preset: Preset, kind: str, year: int) -> Period:
    """The period of that kind and year; DomainError where the rule set asks for no such report."""
    if kind == Kind.INTERIM:
        year_scope(preset.notice, year)
    for one in periods(preset):
        if (one.kind, one.year) == (kind, year):
            return one
    raise DomainError("reports.not_asked", "period", year=year)


def check_begin(wanted: Period, day: date) -> None:
    """A report is begun once its period has."""
    if day < wanted.scope.first:
        raise DomainError("reports.not_begun_yet", "period", on=wanted.scope.first)


def check_anew(state: State, reason: str) -> str:
    """The reason for filing anew; only what is filed is filed anew."""
    if state is not State.FILED:
        raise DomainError("reports.edition_open")
    return needed(reason, "reports.reason_anew")


def check_over(last: date, day: date) -> None:
    """A report is checked only when its period is over: its figures still grow until then."""
    if day <= last:
        raise DomainError("reports.not_over", last=last)


def needed(text: str, key: str, field: str = "reason") -> str:
    """A written text without blanks around it; DomainError for none."""
    found = text.strip()
    if not found:
        raise DomainError(key, field)
    return found


def check_text(state: State, text: str) -> None:
    """A text is written while the report is a draft, and has up to MAX_TEXT characters."""
    if state is not State.DRAFT:
        raise DomainError("reports.text_fixed")
    if len(text) > MAX_TEXT:
        raise DomainError("reports.text_too_long", "text", limit=MAX_TEXT, length=len(text))


def check_second_person(user_id: int, before: Collection[int | None]) -> None:
    """Who approves has neither begun, nor written, nor checked the report."""
    if user_id in before:
        raise DomainError("reports.second_person")


class Certification(StrEnum):
    """Whether the recipient's audit office certifies a report before it is filed (ANBest-P 7.2)."""

    DEMANDED = "demanded"
    OFFERED = "offered"
    UNKNOWN_TO_RULES = "none"


def certification(rule: Rule | None) -> Certification:
    """By the rule set: a rule that is not confirmed demands nothing."""
    if rule is None:
        return Certification.UNKNOWN_TO_RULES
    return Certification.DEMANDED if rule.confirmed else Certification.OFFERED


def certification_in(preset: Preset) -> Certification:
    """Whether the rule set in force demands a certificate."""
    return certification(preset.rule_set.rule(RuleKind.CERTIFICATION))


def check_certificate(state: State, asked: Certification, why_not: str) -> str:
    """Why there is no certificate; empty where there is one, or where the rules know of none."""
    if state is State.CERTIFIED or asked is Certification.UNKNOWN_TO_RULES:
        return ""
    if asked is Certification.DEMANDED:
        raise DomainError("reports.certificate_demanded")
    return needed(why_not, "reports.why_no_certificate", "why_not")


class Result(StrEnum):
    """What the audit office found."""

    CLEAN = "clean"
    REMARKS = "remarks"
    OBJECTED = "objected"

    @property
    def act(self) -> Act:
        """What the finding does to the report."""
        return Act.OBJECT if self is Result.OBJECTED else Act.CERTIFY


@dataclass(frozen=True)
class Certificate:
    """What the audit office says of a report: office, result, day, its reference, its remarks."""

    office: str
    result: Result
    on: date
    reference: str
    remarks: str


def check_certified(given: Certificate, last: date, day: date) -> None:
    """A certificate names its office; it comes after the period and not from the future."""
    needed(given.office, "reports.office_missing", "office")
    check_day(given.on, last, day)
    if given.result is not Result.CLEAN:
        needed(given.remarks, "reports.remarks_missing", "remarks")


def check_day(on: date, last: date, day: date, field: str = "on") -> None:
    """A day after the period reported on, up to the day of account."""
    if on > day:
        raise DomainError("house.future", field, day=on, on=day)
    if on <= last:
        raise DomainError("reports.before_end", field, day=on, last=last)


STEPS: Sequence[State] = (
    State.DRAFT,
    State.CHECKED,
    State.APPROVED,
    State.CERTIFIED,
    State.FILED,
)
"""The way of a report, as its page shows it."""


def place(state: State) -> int:
    """At which step a report stands, counted from 1: the one that comes next is to be done."""
    return len(STEPS) if state is State.FILED else STEPS.index(state) + 1
