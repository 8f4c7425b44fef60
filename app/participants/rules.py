"""Decisions about people in the pilot: criteria, stages, dwell, caseload. Pure, without a clock."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from app.errors import DomainError, NotFound
from app.periods import Interval, add_months, whole_years, years_and_days
from app.pilots.preset import Criterion, Stage


class Answer(StrEnum):
    """How a criterion of admission is answered."""

    MET = "met"
    NOT_MET = "not_met"
    UNKNOWN = "unknown"
    WANTED_BUT_MISSING = "wanted_but_missing"


@dataclass(frozen=True)
class Facts:
    """What the criteria look at, on the day of entry."""

    entry: date
    birth_date: date | None = None
    health_restriction: bool | None = None
    addiction: bool | None = None
    school: str | None = None
    vocational: str | None = None
    children: int | None = None
    stated: Mapping[str, bool] | None = None


@dataclass(frozen=True)
class Checked:
    """A criterion with its answer and the figures it rests on."""

    criterion: Criterion
    answer: Answer
    figures: Mapping[str, object]

    @property
    def blocks(self) -> bool:
        """A required criterion that is not met, or not known, needs a written reason."""
        return self.criterion.required and self.answer in (Answer.NOT_MET, Answer.UNKNOWN)


def check_criteria(criteria: Sequence[Criterion], facts: Facts) -> list[Checked]:
    """Answers every criterion of the pilot's preset on the day of entry (DOMAIN §1)."""
    return [_check(criterion, facts) for criterion in criteria]


def _check(criterion: Criterion, facts: Facts) -> Checked:
    holds, figures = _HOLDS[criterion.kind](criterion, facts)
    if holds is None:
        answer = Answer.UNKNOWN
    elif holds:
        answer = Answer.MET
    else:
        answer = Answer.NOT_MET if criterion.required else Answer.WANTED_BUT_MISSING
    return Checked(criterion, answer, figures)


_Held = tuple[bool | None, dict[str, object]]


def _stated(criterion: Criterion, facts: Facts) -> _Held:
    given = (facts.stated or {}).get(criterion.key)
    return (criterion.assumed or None) if given is None else given, {}


def _health_or_addiction(_criterion: Criterion, facts: Facts) -> _Held:
    if facts.health_restriction or facts.addiction:
        return True, {}
    if facts.health_restriction is None or facts.addiction is None:
        return None, {}
    return False, {}


def _age_below(criterion: Criterion, facts: Facts) -> _Held:
    """Whoever turns the limit on the day of entry is no longer below it."""
    if facts.birth_date is None or criterion.limit is None:
        return None, {}
    years, days = years_and_days(facts.birth_date, facts.entry)
    return years < criterion.limit, {"years": years, "days": days, "on": facts.entry}


def _qualification(criterion: Criterion, facts: Facts) -> _Held:
    """Completed vocational training, or a school-leaving certificate below the age limit."""
    if facts.vocational is None:
        return None, {}
    if facts.vocational != "none":
        return True, {}
    if facts.birth_date is None or criterion.limit is None:
        return None, {}
    age = whole_years(facts.birth_date, facts.entry)
    if age >= criterion.limit:
        return False, {"years": age}
    if facts.school is None:
        return None, {"years": age}
    return facts.school != "none", {"years": age}


def _children(criterion: Criterion, facts: Facts) -> _Held:
    if facts.children is None:
        return None, {}
    return facts.children >= (criterion.limit or 0), {"children": facts.children}


_HOLDS = {
    "stated": _stated,
    "health_or_addiction": _health_or_addiction,
    "age_below": _age_below,
    "qualification": _qualification,
    "children_at_least": _children,
}


@dataclass(frozen=True)
class Move:
    """An entry into a stage that still stands (reversed ones are left out)."""

    stage: int
    entered_on: date


@dataclass(frozen=True)
class Episode:
    """The days spent in one stage; an open one has no end."""

    stage: int
    interval: Interval


def episodes(moves: Sequence[Move], exited_on: date | None) -> list[Episode]:
    """The stage episodes in time order: each lasts until the next move or the exit.

    A move on or after the exit opens no episode: who has left is in no stage.
    """
    standing = [m for m in moves if exited_on is None or m.entered_on < exited_on]
    ends: list[date | None] = [m.entered_on for m in standing[1:]]
    ends.append(exited_on)
    return [
        Episode(move.stage, Interval(move.entered_on, end))
        for move, end in zip(standing, ends, strict=False)
        if end is None or end > move.entered_on
    ]


def stage_on(moves: Sequence[Move], on: date) -> int | None:
    """The stage that was entered last on or before the day; among equals the later recorded."""
    entered = [move for move in moves if move.entered_on <= on]
    return (
        max(enumerate(entered), key=lambda item: (item[1].entered_on, item[0]))[1].stage
        if entered
        else None
    )


def is_in_care(admitted_on: date, exited_on: date | None, on: date) -> bool:
    """In care on a day: entry ≤ day < exit (ARCHITECTURE, conventions of time)."""
    return Interval(admitted_on, exited_on).contains(on) if exited_on != admitted_on else False


def dwell_days(admitted_on: date, exited_on: date | None, on: date) -> int:
    """Days in the pilot: exit − entry, or so far on the day of account."""
    return Interval(admitted_on, exited_on).days(on)


def exceeds(admitted_on: date, exited_on: date | None, on: date, months: int) -> bool:
    """Whether a stay lasts, or lasted, longer than that many months."""
    until = exited_on if exited_on is not None and exited_on <= on else on
    return until > add_months(admitted_on, months)


def latest_entry(on: date, months: int) -> date:
    """The last day of entry from which that many months have passed on a day."""
    # Days are lost at the ends of short months: 31.08. and 28.02. are six months apart.
    day = add_months(on, -months) + timedelta(3)
    while add_months(day, months) > on:
        day -= timedelta(1)
    return day


def mean(values: Sequence[int]) -> float | None:
    """The arithmetic mean; None for no values."""
    return sum(values) / len(values) if values else None


def places(ratio: int, fte_percent: int) -> int:
    """Whole places of a post at 1 : ratio for a full one."""
    return ratio * fte_percent // 100


def load(in_care: int, ratio: int, fte_percent: int) -> float | None:
    """Share of the places of a post that are taken: 1.0 is full (1 : ratio for a full post).

    No verdict (None) on a post that is not filled.
    """
    return in_care * 100 / (ratio * fte_percent) if fte_percent else None


def check_exit(admitted_on: date, exited_on: date, today: date) -> None:
    """An exit lies on or after the entry and not in the future."""
    if exited_on < admitted_on:
        raise DomainError("participant.exit_before_entry", "exited_on", admitted_on=admitted_on)
    if exited_on > today:
        raise DomainError("house.future", "exited_on", day=exited_on, on=today)


def check_move(
    stage: Stage | None,
    entered_on: date,
    *,
    current: int | None,
    admitted_on: date,
    exited_on: date | None,
    latest: date | None,
    reason: str,
    today: date,
) -> None:
    """A move goes to another stage, in time order, backwards only with a reason."""
    if stage is None:
        raise DomainError("participant.unknown_stage", "stage")
    if entered_on > today:
        raise DomainError("house.future", "entered_on", day=entered_on, on=today)
    if stage.number == current:
        raise DomainError("participant.same_stage", "stage", stage=stage.number)
    if stage.number > 1 and entered_on < admitted_on:
        raise DomainError("participant.move_before_entry", "entered_on", admitted_on=admitted_on)
    if exited_on is not None and entered_on >= exited_on:
        raise DomainError("participant.move_after_exit", "entered_on", exited_on=exited_on)
    if latest is not None and entered_on < latest:
        raise DomainError("participant.move_out_of_order", "entered_on", latest=latest)
    if current is not None and stage.number < current and not reason.strip():
        raise DomainError("participant.reason_for_moving_back", "reason")


def present_for_gates(
    consents: frozenset[str],
    *,
    has_coach: bool,
    has_baseline: bool = False,
    has_plan: bool = False,
) -> frozenset[str]:
    """What a case has of all that a stage can demand, in the words of the gates."""
    facts = {"coach": has_coach, "baseline": has_baseline, "plan": has_plan}
    return frozenset(
        {f"consent_{purpose}" for purpose in consents}
        | {key for key, is_so in facts.items() if is_so}
    )


def open_gates(stage: Stage, present: frozenset[str]) -> list[str]:
    """The gates of a stage that are not passed yet, in the order of the preset."""
    return [gate for gate in stage.gates if gate not in present]


HEALTH_FIELDS = ("health_restriction", "addiction")
"""Characteristics that say something about health (Art. 9 GDPR)."""


def check_health_change(changed: Mapping[str, object], *, has_consent: bool) -> None:
    """Without consent to health data nothing about health is newly recorded; clearing is possible.

    `changed` holds the new values; None is unknown (§ 67b (2) SGB X).
    """
    if has_consent:
        return
    for name in HEALTH_FIELDS:
        if changed.get(name) is not None:
            raise DomainError("participant.no_health_consent", name)


class HiddenCase(NotFound):
    """A case of the pilot that the actor may not see: answered as absent (404), and recorded."""

    def __init__(self, participation_id: int) -> None:
        super().__init__()
        self.participation_id = participation_id
