"""Half-years, and the life of a delivery: prepared, approved by another, handed over. Pure."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from re import ASCII, fullmatch

from app.errors import DomainError
from app.periods import day_of_year

LONGEST_NOTE = 500


@dataclass(frozen=True, order=True)
class HalfYear:
    """Half of a calendar year: 1 from January to June, 2 from July to December."""

    year: int
    half: int

    @property
    def key(self) -> str:
        """As addresses and the file write it: 2023-2."""
        return f"{self.year}-{self.half}"

    @property
    def first(self) -> date:
        """Its first day."""
        return date(self.year, 1 if self.half == 1 else 7, 1)

    @property
    def last(self) -> date:
        """Its last day."""
        return date(self.year, 6, 30) if self.half == 1 else date(self.year, 12, 31)

    def due_on(self, days: Sequence[str]) -> date | None:
        """The first of the programme's days (MM-DD) after it; None where it names none."""
        start = self.last + timedelta(days=1)
        found = (day_of_year(year, day) for year in (start.year, start.year + 1) for day in days)
        return min((day for day in found if day >= start), default=None)


def half_of(day: date) -> HalfYear:
    """The half-year that a day lies in."""
    return HalfYear(day.year, 1 if day.month <= 6 else 2)


def read_half(text: str) -> HalfYear | None:
    """A half-year written as 2023-2; None for anything else."""
    found = fullmatch(r"([12][0-9]{3})-([12])", text, ASCII)
    return HalfYear(int(found[1]), int(found[2])) if found else None


def halves(starts_on: date, ends_on: date, day: date) -> list[HalfYear]:
    """The half-years of the funding period that are over on the day, the latest first."""
    found, half, last = [], half_of(starts_on), half_of(ends_on)
    while half <= last and half.last < day:
        found.append(half)
        half = half_of(half.last + timedelta(days=1))
    return found[::-1]


class State(StrEnum):
    """Where a delivery stands."""

    OPEN = "open"
    SUBMITTED = "submitted"
    APPROVED = "approved"
    MADE = "made"
    HANDED_OVER = "handed_over"
    GIVEN_UP = "given_up"


class Act(StrEnum):
    """What happens to a delivery; it lapses where a person or a number went out of it."""

    BEGIN = "begin"
    SUBMIT = "submit"
    APPROVE = "approve"
    SEND_BACK = "send_back"
    LAPSE = "lapse"
    MAKE = "make"
    DOWNLOAD = "download"
    HAND_OVER = "hand_over"
    GIVE_UP = "give_up"


TRANSITIONS: Mapping[tuple[State, Act], State] = {
    (State.OPEN, Act.SUBMIT): State.SUBMITTED,
    (State.SUBMITTED, Act.APPROVE): State.APPROVED,
    (State.APPROVED, Act.MAKE): State.MADE,
    # a passphrase that was not written down: the file is made anew, under another
    (State.MADE, Act.MAKE): State.MADE,
    (State.MADE, Act.DOWNLOAD): State.MADE,
    (State.MADE, Act.HAND_OVER): State.HANDED_OVER,
    **{
        (state, act): State.OPEN
        for state in (State.SUBMITTED, State.APPROVED, State.MADE)
        for act in (Act.SEND_BACK, Act.LAPSE)
    },
    (State.OPEN, Act.LAPSE): State.OPEN,
    **{
        (state, Act.GIVE_UP): State.GIVEN_UP
        for state in (State.OPEN, State.SUBMITTED, State.APPROVED, State.MADE)
    },
}
"""The one table of transitions; what is not in it cannot happen."""
CLOSED = (State.HANDED_OVER, State.GIVEN_UP)
STEPS: Sequence[State] = (
    State.OPEN,
    State.SUBMITTED,
    State.APPROVED,
    State.MADE,
    State.HANDED_OVER,
)
"""The way of a delivery, as its page shows it."""


def next_state(state: State, act: Act) -> State:
    """The state after an act; DomainError if it cannot be done now."""
    try:
        return TRANSITIONS[state, act]
    except KeyError as error:
        raise DomainError(f"monitoring.not_{act}") from error


def can(state: State, act: Act) -> bool:
    """Whether an act can be done in a state."""
    return (state, act) in TRANSITIONS


def check_open(state: State) -> None:
    """Numbers are entered and removed while a delivery is being prepared."""
    if state is not State.OPEN:
        raise DomainError("monitoring.not_open")


def check_second_person(user_id: int, before: Collection[int | None]) -> None:
    """Who approves has neither begun, nor submitted, nor entered a number."""
    if user_id in before:
        raise DomainError("monitoring.second_person")


def check_gaps(missing_numbers: int, *, accepted: bool) -> None:
    """Whoever lacks a number goes without one only if somebody says so."""
    if missing_numbers and not accepted:
        raise DomainError("monitoring.numbers_missing", "accepted", count=missing_numbers)


def needed(text: str, field: str) -> str:
    """A written text without blanks around it; DomainError for none, or for one too long."""
    found = text.strip()
    if not found:
        raise DomainError("monitoring.text_missing", field)
    if len(found) > LONGEST_NOTE:
        raise DomainError("monitoring.text_too_long", field, limit=LONGEST_NOTE)
    return found


def check_handed_on(on: date, made_on: date, today: date) -> None:
    """Handed over on a day from the making of the file up to today."""
    if on > today:
        raise DomainError("house.future", "on", day=on, on=today)
    if on < made_on:
        raise DomainError("monitoring.before_file", "on", made_on=made_on)
