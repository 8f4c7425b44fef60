"""Which reports fall due when, and what is known to be met. Pure; the day is given."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from enum import StrEnum

from app.periods import add_months, day_of_year
from app.pilots.preset import Preset
from app.pilots.rule_set import Kind, Rule

SOON_DAYS = 42
"""Six weeks before a report falls due it asks for attention."""
NEXT_MONTHS = 12
"""Reports due within these months are the next ones."""


class Urgency(StrEnum):
    """How near a duty is; `past` says nothing about whether it was met."""

    PAST = "past"
    NEXT = "next"
    LATER = "later"


class DutyState(StrEnum):
    """Where a duty stands; `uncertain`: its day has passed, but nobody has confirmed the day."""

    OVERDUE = "overdue"
    DUE = "due"
    UNCERTAIN = "uncertain"
    MET = "met"


class DutyKind(StrEnum):
    """What a programme and its funder ask for."""

    INTERIM = "interim"
    FINAL = "final"
    CERTIFICATION = "certification"
    MONITORING = "monitoring"
    TRANSFER = "transfer"
    RETENTION = "retention"


@dataclass(frozen=True)
class Met:
    """When a duty was met: as a record of ours says, or as somebody noted by hand, and who.

    Implied: it had to happen before something that has happened, so its own day is not known.
    """

    on: date
    reference: str = ""
    note: str = ""
    by: str = ""
    is_by_hand: bool = False
    is_implied: bool = False


@dataclass(frozen=True)
class Known:
    """What is known beside the preset: what was met, by code, and years with money to transfer."""

    met: Mapping[str, Met] = field(default_factory=dict)
    transfers: frozenset[int] = frozenset()


NOTHING_KNOWN = Known()


@dataclass(frozen=True)
class Duty:
    """A report or deadline of the funding; `key` and `params` name it in `app.messages`.

    `code` is the same whatever day it falls on. `days` until due on the day asked about, negative
    when past. A provisional day moves when what it is counted from happens. Without `norm` it is
    the programme's practice, not a written rule.
    """

    kind: DutyKind
    code: str
    key: str
    due_on: date
    days: int
    urgency: Urgency
    norm: str | None = None
    is_provisional: bool = False
    is_confirmed: bool = True
    params: Mapping[str, object] = field(default_factory=dict)
    met: Met | None = None

    @property
    def state(self) -> DutyState:
        """Due up to the end of its day; a day that nobody has confirmed is never overdue."""
        if self.met is not None:
            return DutyState.MET
        if self.days >= 0:
            return DutyState.DUE
        return DutyState.OVERDUE if self.is_confirmed else DutyState.UNCERTAIN

    @property
    def is_soon(self) -> bool:
        """Whether it falls due within six weeks."""
        return 0 <= self.days <= SOON_DAYS

    @property
    def is_demanded(self) -> bool:
        """Whether anybody has to see to it: a certification only where the notice asks for one."""
        is_sure = self.is_confirmed or self.kind is not DutyKind.CERTIFICATION
        return is_sure and self.state in {DutyState.DUE, DutyState.OVERDUE}

    @property
    def days_late(self) -> int:
        """How many days after its day it was met; 0 in time, not met or where nobody knows."""
        if self.met is None or self.met.is_implied or not self.is_confirmed:
            return 0
        return max(0, (self.met.on - self.due_on).days)


def final_statement_due(preset: Preset) -> date:
    """The last day for the final statement, counted in months from the end of the period."""
    return add_months(preset.notice.ends_on, preset.rule_set.final_statement_months)


def duties(preset: Preset, on: date, known: Known = NOTHING_KNOWN) -> list[Duty]:
    """All duties of the funding period, by day; under a rule set that asks for none there are none.

    A year needs no interim statement when the final statement is due no later than it would be.
    What was met after the day is not met on it.
    """
    met = {code: one for code, one in known.met.items() if one.on <= on}
    found = [*_monitoring(preset, on), *_transfers(preset, on, known.transfers)]
    for statement in _statements(preset, on):
        found += [statement, *_certification(preset, statement, on)]
        # what was filed needs no certification any more
        if statement.code in met:
            implied = Met(met[statement.code].on, is_implied=True)
            met.setdefault(certification_code(statement.code), implied)
    found += _retention(preset, on, met.get(DutyKind.FINAL))
    told = [replace(each, met=met.get(each.code)) for each in found]
    return sorted(told, key=lambda each: (each.due_on, each.key))


def statement_code(kind: str, year: int) -> str:
    """The code of the duty that a statement meets; of final statements there is one."""
    return str(DutyKind.FINAL) if kind == DutyKind.FINAL else f"{DutyKind.INTERIM}-{year}"


def certification_code(statement: str) -> str:
    """The code of the certification that comes before a statement."""
    return f"{DutyKind.CERTIFICATION}-{statement.removeprefix('interim-')}"


def _statements(preset: Preset, on: date) -> Iterator[Duty]:
    interim = preset.rule_set.rule(Kind.INTERIM_STATEMENT)
    final = preset.rule_set.rule(Kind.FINAL_STATEMENT)
    final_on = final_statement_due(preset)
    if interim:
        for year in preset.years:
            due_on = day_of_year(year + 1, interim.word("due"))
            if due_on < final_on or final is None:
                code = statement_code(DutyKind.INTERIM, year)
                yield _duty(DutyKind.INTERIM, code, due_on, on, interim, year=year)
    if final:
        yield _duty(DutyKind.FINAL, str(DutyKind.FINAL), final_on, on, final)


def _certification(preset: Preset, statement: Duty, on: date) -> Iterator[Duty]:
    """The last day on which the audit office gets a statement to certify it in time."""
    rule = preset.rule_set.rule(Kind.CERTIFICATION)
    if rule is None:
        return
    due_on = statement.due_on - timedelta(days=rule.number("lead_days"))
    code = certification_code(statement.code)
    found = _duty(DutyKind.CERTIFICATION, code, due_on, on, rule, **statement.params)
    is_sure = found.is_confirmed and statement.is_confirmed
    key = f"{found.key}_final" if statement.kind is DutyKind.FINAL else found.key
    yield replace(found, key=key, is_confirmed=is_sure)


def _retention(preset: Preset, on: date, filed: Met | None) -> Iterator[Duty]:
    """Kept from the day on which the final statement was filed, before that from its last day."""
    rule = preset.rule_set.rule(Kind.RETENTION)
    if rule is None:
        return
    since = filed.on if filed else final_statement_due(preset)
    until = add_months(since, 12 * rule.number("years"))
    found = _duty(DutyKind.RETENTION, str(DutyKind.RETENTION), until, on, rule)
    yield replace(found, is_provisional=filed is None)


def _transfers(preset: Preset, on: date, years: frozenset[int]) -> Iterator[Duty]:
    """Money that a year will leave over is asked for in the next one by a day of that year."""
    for year in sorted(years):
        due_on = day_of_year(year, preset.outlook.transfer_request)
        yield _duty(DutyKind.TRANSFER, f"{DutyKind.TRANSFER}-{year}", due_on, on, year=year)


def _duty(
    kind: DutyKind, code: str, due_on: date, on: date, rule: Rule | None = None, **params: object
) -> Duty:
    return Duty(
        kind,
        code,
        f"milestone.duty_{kind}",
        due_on,
        (due_on - on).days,
        _urgency(due_on, on),
        (rule.norm or None) if rule else None,
        is_confirmed=rule is None or rule.confirmed,
        params=params,
    )


def next_duties(preset: Preset, on: date, limit: int = 3) -> Sequence[Duty]:
    """The first duties to come that somebody has to see to."""
    coming = (duty for duty in duties(preset, on) if duty.urgency is not Urgency.PAST)
    return [duty for duty in coming if duty.is_demanded][:limit]


def _urgency(due_on: date, on: date) -> Urgency:
    if due_on < on:
        return Urgency.PAST
    return Urgency.NEXT if due_on <= add_months(on, NEXT_MONTHS) else Urgency.LATER


def monitoring_code(year: int, place: int) -> str:
    """The code of the monitoring due in a year; `place` counts its days from 1."""
    return f"{DutyKind.MONITORING}-{year}-{place}"


def monitoring_codes(preset: Preset) -> dict[date, str]:
    """The codes of all monitoring duties by the day on which each is due."""
    return {duty.due_on: duty.code for duty in _monitoring(preset, preset.notice.starts_on)}


def _monitoring(preset: Preset, on: date) -> Iterator[Duty]:
    """The monitoring days after the start and up to the last day of the period."""
    starts_on, ends_on = preset.notice.starts_on, preset.notice.ends_on
    for year in preset.years:
        for place, day in enumerate(preset.reports.monitoring_due, start=1):
            due_on = day_of_year(year, day)
            if starts_on < due_on <= ends_on:
                yield _duty(DutyKind.MONITORING, monitoring_code(year, place), due_on, on)
