"""Who is in the file of a half-year, and what each of its columns says about them. Pure."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from app.evaluation.monitoring.rules.life import HalfYear
from app.participants.rules import Move, stage_on
from app.periods import add_months, whole_years
from app.pilots.monitoring import (
    AFTER_EXIT,
    CONSTANT,
    DAY_FORMS,
    FIGURES,
    NUMBER,
    STAGE,
    MonitoringColumn,
    MonitoringSettings,
)


class Gap(StrEnum):
    """Why a value is missing."""

    NOT_ASKED = "not_asked"
    REFUSED = "refused"
    NOT_REACHED = "not_reached"
    LOST = "lost"
    NOT_APPLICABLE = "not_applicable"
    NOT_YET_DUE = "not_yet_due"
    UNKNOWN = "unknown"


TO_FILL = frozenset({Gap.NOT_ASKED, Gap.UNKNOWN})
"""Gaps that somebody can fill; the others say how it is."""
Value = str | int | date | Gap
Cell = str | int


class Agreed(NamedTuple):
    """A consent to programme monitoring, withdrawn or not."""

    given_on: date
    withdrawn_on: date | None


class Since(NamedTuple):
    """What holds from a day on."""

    from_day: date
    value: str


class Followed(NamedTuple):
    """What was told about the time after the exit: a status, or why there is none."""

    asked_on: date
    status: str | None
    missing: str | None


class Stay(NamedTuple):
    """A participation with all that a column can ask for; no name, no free text.

    `withdrawals` are the days on which the person withdrew this consent, in whatever stay.
    """

    person_id: int
    participation_id: int
    number: int
    admitted_on: date
    exited_on: date | None
    exit_reason: str | None
    outcome: str | None
    age_at_entry: int | None
    sex: str | None
    school: str | None
    vocational: str | None
    consents: Sequence[Agreed] = ()
    withdrawals: Sequence[date] = ()
    moves: Sequence[Move] = ()
    employment: Sequence[Since] = ()
    followed: Mapping[int, Followed] = {}


@dataclass(frozen=True)
class Members:
    """Who is in the file, and how many are not: never asked or never agreed, and withdrawn."""

    stays: Sequence[Stay]
    without_consent: int
    withdrawn: int

    @property
    def people(self) -> frozenset[int]:
        """The people in the file; who took part twice in the half-year has two rows."""
        return frozenset(stay.person_id for stay in self.stays)

    @property
    def numbers(self) -> list[int]:
        """The participant numbers in the file, in order."""
        return sorted(stay.number for stay in self.stays)


def members(stays: Iterable[Stay], half: HalfYear, day: date) -> Members:
    """In care in the half-year or exited in it, with a consent in force on the day of account."""
    found, without, withdrawn = [], 0, 0
    for stay in sorted(stays, key=lambda one: one.number):
        if not touches(stay, half):
            continue
        if agrees(stay.consents, stay.withdrawals, day):
            found.append(stay)
        elif stay.withdrawals:
            withdrawn += 1
        else:
            without += 1
    return Members(found, without, withdrawn)


def touches(stay: Stay, half: HalfYear) -> bool:
    """In care on a day of the half-year, or exited on one."""
    left = stay.exited_on
    return stay.admitted_on <= half.last and (left is None or left >= half.first)


def agrees(consents: Sequence[Agreed], withdrawals: Sequence[date], day: date) -> bool:
    """Whether a consent stands: given by the day, not withdrawn, and later than any withdrawal.

    A withdrawal in one stay of the person ends the consents of all (Art. 7 (3) GDPR).
    """
    return any(
        one.given_on <= day
        and one.withdrawn_on is None
        and all(one.given_on > ended for ended in withdrawals)
        for one in consents
    )


@dataclass(frozen=True)
class _View:
    """A stay as the last day of the half-year knows it."""

    stay: Stay
    half: HalfYear
    number: str | None

    @property
    def left_on(self) -> date | None:
        """The exit, if it was not later."""
        left = self.stay.exited_on
        return left if left is not None and left <= self.half.last else None

    @property
    def end(self) -> date:
        """The last day looked at: the exit, or the last day of the half-year."""
        return self.left_on or self.half.last


def value_of(
    column: MonitoringColumn, stay: Stay, half: HalfYear, number: str | None = None
) -> Value:
    """What a column says about a stay, in our own codes, or why it says nothing."""
    view = _View(stay, half, number)
    if column.source == CONSTANT:
        return column.value
    if column.source == AFTER_EXIT:
        return _after(view, column.months)
    return _READ[column.source](view)


def _known(value: str | int | None) -> Value:
    return Gap.UNKNOWN if value is None else value


def _once_left(view: _View, value: str | date | None) -> Value:
    if view.left_on is None:
        return Gap.NOT_YET_DUE
    return Gap.UNKNOWN if value is None else value


def _at_least(view: _View) -> int | Gap:
    """The birthday since is not known: at least as old as whole years since the entry tell."""
    age, entry = view.stay.age_at_entry, view.stay.admitted_on
    return Gap.UNKNOWN if age is None else age + whole_years(entry, max(entry, view.end))


def _employment(view: _View, on: date) -> str | Gap:
    told = [one for one in view.stay.employment if one.from_day <= on]
    return max(told, key=lambda one: one.from_day).value if told else Gap.NOT_ASKED


def _stage(view: _View) -> str | Gap:
    stage = stage_on(view.stay.moves, view.end)
    return Gap.UNKNOWN if stage is None else str(stage)


def _at_exit(view: _View) -> str | Gap:
    if view.left_on is None:
        return Gap.NOT_YET_DUE
    told = view.stay.followed.get(0)
    if view.stay.outcome is None and told is not None and told.missing is not None:
        return Gap(told.missing)
    return Gap.NOT_ASKED if view.stay.outcome is None else view.stay.outcome


def _after(view: _View, months: int) -> str | Gap:
    if view.left_on is None:
        return Gap.NOT_YET_DUE
    told = view.stay.followed.get(months)
    if told is not None and told.asked_on <= view.half.last:
        return told.status if told.status is not None else Gap(told.missing or Gap.UNKNOWN)
    is_due = add_months(view.left_on, months) <= view.half.last
    return Gap.NOT_ASKED if is_due else Gap.NOT_YET_DUE


_READ: Mapping[str, Callable[[_View], Value]] = {
    NUMBER: lambda view: Gap.NOT_ASKED if view.number is None else view.number,
    "participant_number": lambda view: view.stay.number,
    "period": lambda view: view.half.key,
    "period_from": lambda view: view.half.first,
    "period_until": lambda view: view.half.last,
    "age_at_entry": lambda view: _known(view.stay.age_at_entry),
    "age_at_least": _at_least,
    "sex": lambda view: _known(view.stay.sex),
    "school": lambda view: _known(view.stay.school),
    "vocational": lambda view: _known(view.stay.vocational),
    "employment_at_entry": lambda view: _employment(view, view.stay.admitted_on),
    "employment_at_end": lambda view: _employment(view, view.end),
    "entered_on": lambda view: view.stay.admitted_on,
    "exited_on": lambda view: _once_left(view, view.stay.exited_on),
    "exit_reason": lambda view: _once_left(view, view.stay.exit_reason),
    "status_at_exit": _at_exit,
    STAGE: _stage,
}
"""How each source is read; `status_after` and `constant` need their column."""


def cell_of(value: Value, column: MonitoringColumn, settings: MonitoringSettings) -> Cell:
    """A value as it stands in the file: translated, a gap by its code, a day in its form."""
    if isinstance(value, Gap):
        gap = settings.gap(value)
        is_figure = column.source in FIGURES and gap.removeprefix("-").isdecimal()
        return int(gap) if is_figure else gap
    if isinstance(value, date):
        return value.strftime(DAY_FORMS[settings.day_form])
    return value if isinstance(value, int) else column.codes.get(value, value)


def row_of(
    stay: Stay, half: HalfYear, settings: MonitoringSettings, number: str | None
) -> list[Cell]:
    """The row of a stay, in the order of the columns."""
    return [
        cell_of(value_of(column, stay, half, number), column, settings)
        for column in settings.columns
    ]


@dataclass(frozen=True)
class Lack:
    """What is missing about a participant that somebody could fill in, by source."""

    number: int
    sources: Sequence[str]


def lacks(
    stays: Iterable[Stay], half: HalfYear, settings: MonitoringSettings, known: Mapping[int, str]
) -> list[Lack]:
    """The gaps to fill, by participant; `known` gives something for each person with a number."""
    found = []
    for stay in stays:
        number = known.get(stay.person_id)
        missing = [
            column.source
            for column in settings.columns
            if value_of(column, stay, half, number) in TO_FILL
        ]
        if missing:
            found.append(Lack(stay.number, list(dict.fromkeys(missing))))
    return found


def fingerprint(
    stays: Iterable[Stay], half: HalfYear, settings: MonitoringSettings, marks: Mapping[int, str]
) -> str:
    """Names the content of a file; `marks` stand for the numbers, which nobody can read from it."""
    heads = [column.name for column in settings.columns]
    rows = [row_of(stay, half, settings, marks.get(stay.person_id)) for stay in stays]
    told = json.dumps([heads, rows, settings.separator], ensure_ascii=False)
    return hashlib.sha256(told.encode()).hexdigest()
