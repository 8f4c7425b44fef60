"""Which months of the books are closed, and the figures a month is closed with. Pure; cents."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from enum import StrEnum
from re import ASCII, fullmatch
from typing import Any

from app.errors import DomainError
from app.finance.journal.lines import BookedLine, Movement
from app.periods import add_months, month_starts


class Act(StrEnum):
    """What can be done with a month of the books."""

    CLOSE = "close"
    ASK = "ask"
    DECLINE = "decline"
    REOPEN = "reopen"


class State(StrEnum):
    """Where a month stands; one whose reopening is asked for is still closed."""

    OPEN = "open"
    CLOSED = "closed"
    ASKED = "asked"


TRANSITIONS: Mapping[tuple[State, Act], State] = {
    (State.OPEN, Act.CLOSE): State.CLOSED,
    (State.CLOSED, Act.ASK): State.ASKED,
    (State.ASKED, Act.DECLINE): State.CLOSED,
    (State.ASKED, Act.REOPEN): State.OPEN,
    # with an earlier month, all that were closed after it open as well
    (State.CLOSED, Act.REOPEN): State.OPEN,
}
"""The one table of transitions; what is not in it cannot happen."""


def next_state(state: State, act: Act) -> State:
    """The state after an act; DomainError if it cannot be done now."""
    try:
        return TRANSITIONS[state, act]
    except KeyError as error:
        raise DomainError(f"closing.not_{act}") from error


@dataclass(frozen=True)
class Recorded:
    """An act as it was recorded; `turn` counts the acts of a month from 1."""

    month: date
    turn: int
    act: Act


def states(acts: Iterable[Recorded]) -> dict[date, State]:
    """The state of each month that anything was done with, from its acts in their order."""
    found: dict[date, State] = {}
    for one in sorted(acts, key=lambda one: (one.month, one.turn)):
        found[one.month] = next_state(found.get(one.month, State.OPEN), one.act)
    return found


def last_closed(standing: Mapping[date, State]) -> date | None:
    """The latest closed month; every month before it is closed as well."""
    return max(
        (month for month, state in standing.items() if state is not State.OPEN), default=None
    )


def month_of_books(paid_on: date, closed_until: date | None) -> date:
    """The month that a payment is booked in: its own, or the first open one after the closed."""
    month = paid_on.replace(day=1)
    if closed_until is None or month > closed_until:
        return month
    return add_months(closed_until, 1)


def read_month(text: str) -> date | None:
    """The first day of a month written as in addresses ("2023-05"); None for anything else."""
    found = fullmatch(r"([12][0-9]{3})-(0[1-9]|1[0-2])", text, ASCII)
    return date(int(found[1]), int(found[2]), 1) if found else None


def months_of_books(first: date, day: date) -> list[date]:
    """All months from the first of the books to that of the day of account."""
    return list(month_starts(first, day))


def next_to_close(first: date, closed_until: date | None) -> date:
    """The month that comes next: months are closed in order, without gaps."""
    return first if closed_until is None else add_months(closed_until, 1)


def check_close(month: date, first: date, closed_until: date | None, day: date) -> None:
    """Refuses a month out of turn, and one that has not ended before the day of account."""
    following = next_to_close(first, closed_until)
    if month < following:
        raise DomainError("closing.not_close")
    if month > following:
        raise DomainError("closing.out_of_turn", month=f"{following:%m/%Y}")
    if day < add_months(month, 1):
        raise DomainError("closing.not_over", on=add_months(month, 1))


def reopened_with(month: date, closed_until: date) -> list[date]:
    """The months that open with one, the latest first: no closed month stands after an open one."""
    return list(month_starts(month, closed_until))[::-1]


@dataclass(frozen=True)
class Tally:
    """How many, and their sum."""

    count: int = 0
    amount_cents: int = 0


@dataclass(frozen=True)
class Figures:
    """What stands in the books of a month.

    Vouchers are counted once however many lines they have. `spent` is expenditure of the grant,
    `cumulated_cents` that of all months up to and with this one. `digest` is a hash of every line.
    """

    positions: Mapping[str, Tally]
    spent: Tally
    cumulated_cents: int
    carrier: Tally
    deductible_cents: int
    received: Tally
    repaid: Tally
    digest: str


def figures_of(
    lines: Sequence[BookedLine], movements: Iterable[Movement], before_cents: int
) -> Figures:
    """The figures of a month; `before_cents` is the expenditure of all months before it."""
    eligible = [line for line in lines if line.is_eligible]
    codes = sorted({line.position for line in eligible})
    spent = _tally(eligible)
    moved = list(movements)
    return Figures(
        {code: _tally([line for line in eligible if line.position == code]) for code in codes},
        spent,
        before_cents + spent.amount_cents,
        _tally([line for line in lines if not line.is_eligible]),
        sum(line.deductible_cents for line in lines),
        _moved([one.amount_cents for one in moved if one.amount_cents > 0]),
        _moved([-one.amount_cents for one in moved if one.amount_cents < 0]),
        digest(lines),
    )


def _tally(lines: Sequence[BookedLine]) -> Tally:
    vouchers = {(line.voucher_year, line.voucher_number) for line in lines}
    return Tally(len(vouchers), sum(line.amount_cents for line in lines))


def _moved(amounts: Sequence[int]) -> Tally:
    return Tally(len(amounts), sum(amounts))


def digest(lines: Iterable[BookedLine]) -> str:
    """SHA-256 over every field of every line, in the order of voucher and line."""
    found = hashlib.sha256()
    for line in sorted(lines, key=lambda one: (one.voucher_year, one.voucher_number, one.line)):
        found.update(json.dumps(line, default=str, ensure_ascii=False).encode())
        found.update(b"\n")
    return found.hexdigest()


def as_json(figures: Figures) -> dict[str, Any]:
    """The figures as they are kept with the closing."""
    return asdict(figures)


def from_json(kept: Mapping[str, Any]) -> Figures:
    """The figures that a closing was made with."""
    tallies = {name: Tally(**kept[name]) for name in ("spent", "carrier", "received", "repaid")}
    return Figures(
        positions={code: Tally(**values) for code, values in kept["positions"].items()},
        cumulated_cents=kept["cumulated_cents"],
        deductible_cents=kept["deductible_cents"],
        digest=kept["digest"],
        **tallies,
    )


@dataclass(frozen=True)
class Difference:
    """A figure that is no longer what it was at the closing; of one position, or of the whole."""

    figure: str
    position: str | None
    before: Tally
    now: Tally


def differences(before: Figures, now: Figures) -> list[Difference]:
    """What differs between two sets of figures, by position first."""
    none = Tally()
    pairs: list[tuple[str, str | None, Tally, Tally]] = [
        ("position", code, before.positions.get(code, none), now.positions.get(code, none))
        for code in sorted({*before.positions, *now.positions})
    ]
    pairs += [
        (name, None, getattr(before, name), getattr(now, name))
        for name in ("spent", "carrier", "received", "repaid")
    ]
    pairs += [
        (name, None, Tally(0, getattr(before, name)), Tally(0, getattr(now, name)))
        for name in ("deductible_cents", "cumulated_cents")
    ]
    return [Difference(*pair) for pair in pairs if pair[2] != pair[3]]
