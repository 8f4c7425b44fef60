"""What a stay still lacks that reports ask for. Pure; the day is given."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from app.participants.aftercare.rules import AT_EXIT, Answer, FollowUp, Standing, follow_ups
from app.participants.rules import is_in_care
from app.pilots.preset import Preset


class Lack(StrEnum):
    """What may be missing; the code in addresses."""

    OUTCOME = "outcome"
    EXIT_REASON = "exit_reason"
    OVERRIDE_REASON = "override_reason"
    STAGE = "stage"
    COACH = "coach"
    CONSENT = "consent"
    FOLLOW_UP = "follow_up"


class Looked(NamedTuple):
    """A stay as it is looked at: stage and coach on the last day of the period asked about, `post`
    the one that has or last had it today, `answers` by months after the exit."""

    id: int
    number: int
    admitted_on: date
    exited_on: date | None
    exit_reason: str | None
    outcome: str | None
    against_criteria: bool
    has_reason: bool
    stage: int | None
    has_coach: bool
    has_consents: bool
    may_be_followed: bool
    post: int | None
    answers: Mapping[int, Answer]


@dataclass(frozen=True)
class Period:
    """Which rows are asked about: up to `last`; `by`: the day on which the report is due; `day`:
    the day of account."""

    last: date
    by: date
    day: date


@dataclass(frozen=True)
class FollowUps:
    """The follow-ups of a stay: told (or coded as missing), untold, and counted apart.

    `later` fall due after the report, `coming` before it, but may not be asked yet. Who does not
    agree to be asked lacks nothing.
    """

    told: int = 0
    untold: tuple[FollowUp, ...] = ()
    coming: int = 0
    later: int = 0


def asked_of(stay: Looked, last: date) -> frozenset[Lack]:
    """What is asked of a stay that began by the last day, whether it is there or not."""
    found = {Lack.CONSENT}
    if stay.against_criteria:
        found.add(Lack.OVERRIDE_REASON)
    if stay.exited_on is not None and stay.exited_on <= last:
        found |= {Lack.OUTCOME, Lack.EXIT_REASON}
    elif is_in_care(stay.admitted_on, stay.exited_on, last):
        found |= {Lack.STAGE, Lack.COACH}
    return frozenset(found)


def lacking(stay: Looked, last: date) -> frozenset[Lack]:
    """What is asked of a stay and not there; follow-ups apart."""
    there = {
        Lack.CONSENT: stay.has_consents,
        Lack.OVERRIDE_REASON: stay.has_reason,
        Lack.OUTCOME: stay.outcome is not None or AT_EXIT in stay.answers,
        Lack.EXIT_REASON: stay.exit_reason is not None,
        Lack.STAGE: stay.stage is not None,
        Lack.COACH: stay.has_coach,
    }
    return frozenset(lack for lack in asked_of(stay, last) if not there[lack])


def follow_ups_of(preset: Preset, stay: Looked, period: Period) -> FollowUps:
    """Where the follow-ups of a stay stand that ended by the last day of the period."""
    if stay.exited_on is None or stay.exited_on > period.last:
        return FollowUps()
    found = follow_ups(preset, stay.exited_on, stay.answers, stay.may_be_followed, period.day)
    told = sum(one.standing in (Standing.DONE, Standing.MISSING) for one in found)
    still_open = [one for one in found if one.is_open]
    later = [one for one in still_open if one.is_after_final or one.due_on > period.by]
    due = [one for one in still_open if one not in later]
    untold = tuple(one for one in due if one.may_be_asked)
    return FollowUps(told, untold, len(due) - len(untold), len(later))


def has_lack(preset: Preset, stay: Looked, lack: Lack, period: Period) -> bool:
    """Whether a stay lacks this."""
    if lack is Lack.FOLLOW_UP:
        return bool(follow_ups_of(preset, stay, period).untold)
    return lack in lacking(stay, period.last)


def ids_lacking(
    preset: Preset, stays: Collection[Looked], lack: Lack, period: Period
) -> frozenset[int]:
    """The participations that lack this."""
    return frozenset(stay.id for stay in stays if has_lack(preset, stay, lack, period))
