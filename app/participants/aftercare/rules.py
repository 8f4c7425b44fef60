"""Decisions about what becomes of people after the exit: follow-ups and returns. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from itertools import pairwise

from app.errors import DomainError
from app.periods import add_months
from app.pilots.preset import Preset

FOLLOW_UP_CONSENT = "follow_up"
AT_EXIT = 0
"""Months after the exit under which the status at the exit itself is kept."""
PERSPECTIVES = (
    "employment_search",
    "training",
    "rehabilitation",
    "treatment",
    "pension_application",
    "case_management",
    "none",
    "other",
)
AIMS = ("medical_rehab", "vocational_rehab", "em_pension", "integration_aid", "social_assistance")
"""The aims of the programme: rehabilitation instead of pensions and assistance (DOMAIN §1)."""
AIM_STATES = ("not_applied", "applied", "granted", "rejected", "receiving")
MISSING = ("not_asked", "refused", "not_reached", "lost", "not_applicable")


class Standing(StrEnum):
    """How a follow-up stands on a day."""

    NOT_YET = "not_yet"
    DUE = "due"
    OVERDUE = "overdue"
    DONE = "done"
    MISSING = "missing"
    NO_CONSENT = "no_consent"


@dataclass(frozen=True)
class Answer:
    """What is on record for a point in time: a known status, or the reason why it is missing."""

    asked_on: date
    is_known: bool


@dataclass(frozen=True)
class FollowUp:
    """A follow-up so many months after the exit; its window includes both days."""

    months: int
    due_on: date
    from_day: date
    until_day: date
    standing: Standing
    is_after_final: bool
    """Due after the final statement is: counted apart, not as a gap."""
    is_outside_window: bool = False

    @property
    def is_open(self) -> bool:
        """Nothing is on record and the person may be asked, now or later."""
        return self.standing in (Standing.NOT_YET, Standing.DUE, Standing.OVERDUE)

    @property
    def may_be_asked(self) -> bool:
        """Open and inside or behind its window."""
        return self.standing in (Standing.DUE, Standing.OVERDUE)


def final_statement_due(preset: Preset) -> date:
    """The day by which the final statement (Verwendungsnachweis) is filed (ANBest-P 6.1)."""
    return add_months(preset.notice.ends_on, preset.rule_set.final_statement_months)


def window(exited_on: date, months: int, tolerance_weeks: int) -> tuple[date, date, date]:
    """First day, due day and last day of a follow-up."""
    due_on, tolerance = add_months(exited_on, months), timedelta(weeks=tolerance_weeks)
    return due_on - tolerance, due_on, due_on + tolerance


def follow_up(
    preset: Preset,
    exited_on: date,
    months: int,
    answer: Answer | None,
    has_consent: bool,
    day: date,
) -> FollowUp:
    """How a follow-up stands on a day; `has_consent`: to being asked, in force on the day."""
    first, due_on, last = window(exited_on, months, preset.measurement.tolerance_weeks)
    if answer is not None:
        standing = Standing.DONE if answer.is_known else Standing.MISSING
    elif not has_consent:
        standing = Standing.NO_CONSENT
    elif day < first:
        standing = Standing.NOT_YET
    else:
        standing = Standing.DUE if day <= last else Standing.OVERDUE
    return FollowUp(
        months,
        due_on,
        first,
        last,
        standing,
        is_after_final=due_on > final_statement_due(preset),
        is_outside_window=answer is not None
        and answer.is_known
        and not first <= answer.asked_on <= last,
    )


def follow_ups(
    preset: Preset,
    exited_on: date,
    answers: Mapping[int, Answer],
    has_consent: bool,
    day: date,
) -> list[FollowUp]:
    """All follow-ups of a stay that the preset wants, by months."""
    return [
        follow_up(preset, exited_on, months, answers.get(months), has_consent, day)
        for months in preset.measurement.after_exit_months
    ]


OPEN, NOT_YET, AFTER_FINAL, NO_CONSENT = "open", "not_yet", "after_final", "no_consent"
UNKNOWN = "unknown"
"""The status of somebody of whom nothing is known: no answer, as figures count."""
UNANSWERED = ("not_asked", "refused", "not_reached", "lost", UNKNOWN, NO_CONSENT, OPEN)
"""Codes that count against the response rate."""
APART = ("not_applicable", NOT_YET, AFTER_FINAL)
"""Codes that do not: there is nothing to be asked, or not yet."""


@dataclass(frozen=True)
class Outcome:
    """Where a stay stands at a point in time: a status, why there is none, or a gap."""

    number: int
    code: str
    aims: Mapping[str, str]


@dataclass(frozen=True)
class Point:
    """All stays that have ended, at a point in time: their numbers by code, and by aim and state.

    Every stay has one code, so the counts of all codes add up to the exits.
    """

    months: int
    by_code: Mapping[str, Sequence[int]]
    by_aim: Mapping[tuple[str, str], Sequence[int]]

    def count(self, *codes: str) -> int:
        """How many stays have one of the codes."""
        return sum(len(self.by_code.get(code, ())) for code in codes)

    @property
    def exits(self) -> int:
        """All stays that have ended."""
        return self.count(*self.by_code)

    @property
    def base(self) -> int:
        """Those who could be asked by the day: the response rate is a share of them."""
        return self.exits - self.count(*APART)

    @property
    def known(self) -> int:
        """Those whose status is known."""
        return self.base - self.count(*UNANSWERED)

    @property
    def response_rate(self) -> float | None:
        """The share of those who could be asked whose status is known; None without any."""
        return self.known / self.base if self.base else None

    def aim_untold(self, aim: str) -> int:
        """Answers that say nothing about an aim."""
        told = sum(len(found) for (of, _state), found in self.by_aim.items() if of == aim)
        return self.known + self.count(UNKNOWN) - told


def code_of(recorded: str | None, one: FollowUp, day: date) -> str:
    """The code of a follow-up: what is on record, or why nothing is."""
    if recorded is not None:
        return recorded
    if one.is_after_final:
        return AFTER_FINAL
    if day < one.from_day:
        return NOT_YET
    return NO_CONSENT if one.standing is Standing.NO_CONSENT else OPEN


def point(months: int, outcomes: Iterable[Outcome]) -> Point:
    """The stays by code, and by aim and state."""
    by_code: dict[str, list[int]] = {}
    by_aim: dict[tuple[str, str], list[int]] = {}
    for one in outcomes:
        by_code.setdefault(one.code, []).append(one.number)
        for aim in one.aims.items():
            by_aim.setdefault(aim, []).append(one.number)
    return Point(months, by_code, by_aim)


def check_asked(
    preset: Preset,
    admitted_on: date,
    exited_on: date,
    months: int,
    answer: Answer,
    consents: Sequence[Collection[str]],
    today: date,
) -> None:
    """Asked in time order, not before the window opens, and only who agreed to be asked.

    `consents` are those in force on each of the days that matter: of asking, and of recording.
    """
    on = answer.asked_on
    if on > today:
        raise DomainError("house.future", "asked_on", day=on, on=today)
    if months == AT_EXIT:
        if on < admitted_on:
            raise DomainError("aftercare.before_entry", "asked_on", admitted_on=admitted_on)
        return
    if not all(FOLLOW_UP_CONSENT in in_force for in_force in consents):
        raise DomainError("aftercare.no_consent", "asked_on", day=on)
    if on < exited_on:
        raise DomainError("aftercare.before_exit", "asked_on", exited_on=exited_on)
    first, _due_on, _last = window(exited_on, months, preset.measurement.tolerance_weeks)
    if answer.is_known and on < first:
        raise DomainError("aftercare.too_early", "asked_on", first=first)


def check_codes(
    status: str | None, missing: str | None, perspective: str | None, aims: Mapping[str, str]
) -> None:
    """A known status or the reason why it is missing, never both; aims only with a status."""
    if (status is None) == (missing is None):
        key = "status_missing" if status is None else "known_and_missing"
        raise DomainError(f"aftercare.{key}", "status")
    if missing is not None and missing not in MISSING:
        raise DomainError("aftercare.unknown_code", "status")
    if missing is not None and (aims or perspective is not None):
        raise DomainError("aftercare.nothing_known", "status")
    if perspective is not None and perspective not in PERSPECTIVES:
        raise DomainError("aftercare.unknown_code", "perspective")
    for aim, state in aims.items():
        if aim not in AIMS or state not in AIM_STATES:
            raise DomainError("aftercare.unknown_code", f"aim_{aim}")


@dataclass(frozen=True)
class Stay:
    """A stay of a person, as returns look at it."""

    person_id: int
    number: int
    admitted_on: date
    exited_on: date | None


@dataclass(frozen=True)
class Return:
    """A return after an exit (revolving door): from which stay into which, after how many days."""

    person_id: int
    from_number: int
    to_number: int
    exited_on: date
    returned_on: date

    @property
    def days(self) -> int:
        """Days out of the pilot: 0 for who returns on the day of the exit."""
        return (self.returned_on - self.exited_on).days


@dataclass(frozen=True)
class Returns:
    """People with more than one stay, and each of their returns, in time order."""

    people: int
    returns: Sequence[Return]

    @property
    def median_days(self) -> float | None:
        """The median of days between exit and return; None without any."""
        ordered = sorted(one.days for one in self.returns)
        if not ordered:
            return None
        middle = len(ordered) // 2
        is_odd = len(ordered) % 2
        return ordered[middle] if is_odd else (ordered[middle - 1] + ordered[middle]) / 2


def returns_of(stays: Iterable[Stay]) -> list[Return]:
    """Each return from one stay of a person into the next, in time order."""
    ordered = sorted(stays, key=lambda one: (one.person_id, one.admitted_on, one.number))
    found = [
        Return(after.person_id, before.number, after.number, before.exited_on, after.admitted_on)
        for before, after in pairwise(ordered)
        if before.person_id == after.person_id and before.exited_on is not None
    ]
    return sorted(found, key=lambda one: (one.returned_on, one.to_number))
