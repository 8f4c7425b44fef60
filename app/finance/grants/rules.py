"""The life of a draw-down (Mittelabruf), its split over positions, and what it fits to. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TypeVar

from app.errors import DomainError

K = TypeVar("K", str, date)


class State(StrEnum):
    """Where a draw-down stands by what people did; what was received is seen from receipts."""

    DRAFTED = "drafted"
    APPROVED = "approved"
    SENT = "sent"
    WITHDRAWN = "withdrawn"


class Event(StrEnum):
    """What can happen to a draw-down."""

    APPROVE = "approve"
    SEND = "send"
    WITHDRAW = "withdraw"


TRANSITIONS: Mapping[tuple[State, Event], State] = {
    (State.DRAFTED, Event.APPROVE): State.APPROVED,
    (State.DRAFTED, Event.WITHDRAW): State.WITHDRAWN,
    (State.APPROVED, Event.SEND): State.SENT,
    (State.APPROVED, Event.WITHDRAW): State.WITHDRAWN,
    (State.SENT, Event.WITHDRAW): State.WITHDRAWN,
}
"""The one table of transitions; what is not in it cannot happen."""

OPEN_STATES = frozenset({State.DRAFTED, State.APPROVED, State.SENT})
"""Money asked in these states may still come: it is not asked a second time."""


def next_state(state: State, event: Event) -> State:
    """The state after an event; DomainError if it cannot happen now."""
    try:
        return TRANSITIONS[state, event]
    except KeyError as error:
        raise DomainError("grants.not_now") from error


class Standing(StrEnum):
    """A draw-down as people see it: its state, and how much of it has come."""

    DRAFTED = "drafted"
    APPROVED = "approved"
    SENT = "sent"
    PARTLY_RECEIVED = "partly_received"
    RECEIVED = "received"
    WITHDRAWN = "withdrawn"
    CUT_SHORT = "cut_short"


def standing(state: State, amount_cents: int, received_cents: int) -> Standing:
    """The state together with what has come: all, a part, or nothing of it."""
    if received_cents >= amount_cents:
        return Standing.RECEIVED
    if received_cents:
        return Standing.CUT_SHORT if state is State.WITHDRAWN else Standing.PARTLY_RECEIVED
    return Standing(state)


def check_amounts(by_position: Mapping[str, int], allowed_cents: int, over_reason: str) -> int:
    """The sum of a draft; more than may be asked needs a written reason (ANBest-P 1.4)."""
    if any(cents < 0 for cents in by_position.values()):
        raise DomainError("grants.negative_part")
    total = sum(by_position.values())
    if total <= 0:
        raise DomainError("grants.not_positive")
    if total > allowed_cents and not over_reason:
        raise DomainError(
            "grants.more_than_allowed",
            "over_reason",
            amount_cents=total,
            allowed_cents=allowed_cents,
        )
    return total


def split(total_cents: int, weights: Mapping[K, int]) -> dict[K, int]:
    """A total divided by weights to the cent (largest remainder); empty without a weight."""
    whole = sum(weight for weight in weights.values() if weight > 0)
    if whole <= 0 or total_cents <= 0:
        return {}
    shares = {key: divmod(total_cents * weight, whole) for key, weight in weights.items() if weight}
    found = {key: quotient for key, (quotient, _rest) in shares.items()}
    by_rest = sorted(sorted(shares), key=lambda key: -shares[key][1])
    for key in by_rest[: total_cents - sum(found.values())]:
        found[key] += 1
    return {key: cents for key, cents in found.items() if cents}


@dataclass(frozen=True)
class Arrival:
    """A receipt that belongs to no draw-down yet."""

    id: int
    received_on: date
    amount_cents: int
    text: str


class Reason(StrEnum):
    """Why a receipt and a draw-down belong together."""

    NUMBER = "number"
    AMOUNT = "amount"
    PART = "part"


@dataclass(frozen=True)
class Fit:
    """A receipt proposed for a draw-down, with every reason for it; the best come first."""

    arrival: Arrival
    reasons: tuple[Reason, ...]


def fitting(
    arrivals: Iterable[Arrival], number: int, rest_cents: int, sent_on: date, words: Sequence[str]
) -> list[Fit]:
    """Receipts that may be the answer: come since it was sent, and not more than is awaited.

    The number counts only beside a word for draw-downs ("Mittelabruf Nr. 7", "7. Mittelabruf"): a
    number alone may mean anything.
    """
    named = _naming(number, words)
    found = []
    for arrival in arrivals:
        if arrival.received_on < sent_on or arrival.amount_cents > rest_cents:
            continue
        reasons = [Reason.NUMBER] if named and named.search(arrival.text) else []
        is_whole = arrival.amount_cents == rest_cents
        reasons.append(Reason.AMOUNT if is_whole else Reason.PART)
        found.append(Fit(arrival, tuple(reasons)))
    return sorted(found, key=lambda fit: (*_rank(fit.reasons), fit.arrival.received_on))


def _rank(reasons: Sequence[Reason]) -> tuple[bool, bool]:
    return Reason.NUMBER not in reasons, Reason.AMOUNT not in reasons


def _naming(number: int, words: Sequence[str]) -> re.Pattern[str] | None:
    if not words:
        return None
    word = "|".join(re.escape(each) for each in words)
    behind = rf"(?:{word})\w*\s*(?:nr\.?|nummer|no\.?)?\s*0*{number}(?!\d|\.\d)"
    before = rf"(?<!\d)0*{number}\.?\s*(?:{word})"
    return re.compile(f"{behind}|{before}", re.IGNORECASE)


def full_funding_cents(grant_cents: int, expenditure_cents: int, income_cents: int) -> int:
    """The grant that is due: full funding bears what other income does not, up to the grant.

    Expenditure is net of refunds (ANBest-P 1.2 and 2: income is used before the grant).
    """
    return max(0, min(grant_cents, expenditure_cents - income_cents))


def check_cancel(*, reverses: bool, is_cancelled: bool, has_bank_entry: bool) -> None:
    """Only what stands in the books alone is cancelled: at the bank the match is released first."""
    if reverses:
        raise DomainError("grants.is_cancellation")
    if is_cancelled:
        raise DomainError("grants.already_cancelled")
    if has_bank_entry:
        raise DomainError("grants.has_bank_entry")


def check_reason(reason: str, field: str = "reason") -> str:
    """A written reason without blanks around it; DomainError for none."""
    found = reason.strip()
    if not found:
        raise DomainError("grants.reason_missing", field)
    return found
