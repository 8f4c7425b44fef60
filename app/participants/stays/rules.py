"""Decisions about interruptions and consents of a stay. Pure, without a clock."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date

from app.errors import DomainError
from app.participants.rules import Episode, dwell_days
from app.periods import Interval, add_months
from app.pilots.preset import Consents, ConsentText

HEALTH_KINDS = frozenset({"hospital", "rehabilitation"})
"""Kinds of interruption that say something about health."""
KINDS = ("hospital", "rehabilitation", "parental_leave", "custody", "other")


def paused_dwell_days(
    admitted_on: date, exited_on: date | None, on: date, interruptions: Iterable[Interval]
) -> int:
    """Days of the stay, as far as it lasted until the day, on which it paused.

    A day that lies in two interruptions counts once; days outside the stay count not at all.
    """
    last = on if exited_on is None or exited_on > on else exited_on
    paused, counted_until = 0, admitted_on
    for pause in sorted(interruptions, key=lambda one: one.start):
        start = max(pause.start, counted_until)
        end = last if pause.end is None else min(pause.end, last)
        if end > start:
            paused += (end - start).days
            counted_until = end
    return paused


def net_dwell_days(
    admitted_on: date, exited_on: date | None, on: date, interruptions: Iterable[Interval]
) -> int:
    """Days in the pilot without those on which the stay paused; the gross ones are `dwell_days`."""
    gross = dwell_days(admitted_on, exited_on, on)
    return gross - paused_dwell_days(admitted_on, exited_on, on, interruptions)


def days_by_stage(episodes: Sequence[Episode], on: date) -> dict[int, int]:
    """Days in each stage until the day, all episodes of a stage together, by stage."""
    found: dict[int, int] = defaultdict(int)
    for episode in episodes:
        found[episode.stage] += episode.interval.days(on)
    return dict(sorted(found.items()))


def check_interruption(
    from_day: date,
    until_day: date | None,
    *,
    admitted_on: date,
    exited_on: date | None,
    others: Iterable[Interval],
    today: date,
) -> None:
    """An interruption lies within the stay, not in the future, and beside the others.

    `until_day` is the first day on which the person takes part again.
    """
    for name, day in (("from_day", from_day), ("until_day", until_day)):
        if day is not None and day > today:
            raise DomainError("house.future", name, day=day, on=today)
    if until_day is not None and until_day <= from_day:
        raise DomainError("stays.until_before_from", "until_day", from_day=from_day)
    if from_day < admitted_on:
        raise DomainError("stays.before_entry", "from_day", admitted_on=admitted_on)
    if exited_on is not None and from_day >= exited_on:
        raise DomainError("stays.after_exit", "from_day", exited_on=exited_on)
    if exited_on is not None and (until_day is None or until_day > exited_on):
        raise DomainError("stays.after_exit", "until_day", exited_on=exited_on)
    ours = Interval(from_day, until_day)
    for other in others:
        if ours.overlaps(other):
            raise _overlap(other)


def _overlap(other: Interval) -> DomainError:
    if other.end is None:
        return DomainError("stays.interrupted_already", "from_day", since=other.start)
    return DomainError(
        "stays.interruptions_overlap", "from_day", since=other.start, until=other.end
    )


def check_exit_after_interruptions(exited_on: date, interruptions: Iterable[Interval]) -> None:
    """An exit is not earlier than what is recorded about interruptions; an open one it closes."""
    for pause in interruptions:
        last = pause.end or pause.start
        if exited_on < last:
            raise DomainError("stays.exit_before_interruption", "exited_on", latest=last)


def newer_text(
    consents: Consents, purpose: str, signed_version: str | None, on: date
) -> ConsentText | None:
    """The text in force on a day if another version was signed; None if it is the signed one.

    Where no version is noted (older lists) nothing can be said.
    """
    text = consents.text(purpose, on)
    return text if text and signed_version and text.version != signed_version else None


def check_days_of_consent(
    given_on: date,
    withdrawn_on: date | None,
    *,
    admitted_on: date,
    is_required: bool,
    today: date,
) -> None:
    """A consent is given by today, before its withdrawal, and a required one by the entry."""
    if given_on > today:
        raise DomainError("house.future", "given_on", day=given_on, on=today)
    if withdrawn_on is not None and given_on > withdrawn_on:
        raise DomainError("stays.given_after_withdrawal", "given_on", withdrawn_on=withdrawn_on)
    if is_required and given_on > admitted_on:
        raise DomainError("stays.required_after_entry", "given_on", admitted_on=admitted_on)


def check_signature(signed_by: str, representative: str) -> None:
    """A representative (Betreuung, parent) is named; the person needs no further name."""
    if signed_by == "representative" and not representative.strip():
        raise DomainError("stays.representative_missing", "representative")


def latest_end(admitted_on: date, maximum_months: int, period_ends_on: date) -> tuple[date, bool]:
    """The last day of a stay; True where the funding period ends it before the maximum does."""
    by_maximum = add_months(admitted_on, maximum_months)
    return min(by_maximum, period_ends_on), period_ends_on < by_maximum
