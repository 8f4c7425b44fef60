"""Decisions about commitments (Vormerkungen): their life, tax, four eyes, what they bind. Pure."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.errors import DomainError
from app.money import share


class State(StrEnum):
    """Where a commitment stands. EXPIRED and MATCHED follow from other facts: never stored."""

    RESERVED = "reserved"
    ORDERED = "ordered"
    INVOICED = "invoiced"
    CHECKED = "checked"
    APPROVED = "approved"
    PAID = "paid"
    CANCELLED = "cancelled"
    EXPIRED = "expired"
    MATCHED = "matched"


class Event(StrEnum):
    """What can happen to a commitment."""

    ORDER = "order"
    INVOICE = "invoice"
    REVISE = "revise_commitment"
    CHECK = "check"
    SEND_BACK = "send_back"
    APPROVE = "approve"
    PAY_PART = "pay_part"
    PAY = "pay"
    CLOSE = "close_commitment"
    REOPEN = "reopen_commitment"
    RENEW = "renew"
    CANCEL = "cancel"


TRANSITIONS: Mapping[tuple[State, Event], State] = {
    (State.RESERVED, Event.ORDER): State.ORDERED,
    (State.RESERVED, Event.INVOICE): State.INVOICED,
    (State.RESERVED, Event.REVISE): State.RESERVED,
    (State.RESERVED, Event.RENEW): State.RESERVED,
    (State.RESERVED, Event.CANCEL): State.CANCELLED,
    (State.ORDERED, Event.INVOICE): State.INVOICED,
    (State.ORDERED, Event.REVISE): State.ORDERED,
    (State.ORDERED, Event.RENEW): State.ORDERED,
    (State.ORDERED, Event.CANCEL): State.CANCELLED,
    (State.INVOICED, Event.CHECK): State.CHECKED,
    (State.INVOICED, Event.REVISE): State.INVOICED,
    (State.INVOICED, Event.CANCEL): State.CANCELLED,
    (State.CHECKED, Event.APPROVE): State.APPROVED,
    (State.CHECKED, Event.SEND_BACK): State.INVOICED,
    (State.CHECKED, Event.REVISE): State.INVOICED,
    (State.CHECKED, Event.CANCEL): State.CANCELLED,
    (State.APPROVED, Event.PAY_PART): State.APPROVED,
    (State.APPROVED, Event.PAY): State.PAID,
    (State.APPROVED, Event.CLOSE): State.PAID,
    (State.APPROVED, Event.CANCEL): State.CANCELLED,
    (State.PAID, Event.REOPEN): State.APPROVED,
}
"""The one table of transitions; what is not in it cannot happen. A change undoes the check."""

OPEN_STATES = frozenset(
    {State.RESERVED, State.ORDERED, State.INVOICED, State.CHECKED, State.APPROVED}
)
"""Money in these states is bound as far as it is not paid: it counts once, as commitment."""
MAY_EXPIRE = frozenset({State.RESERVED, State.ORDERED})
"""Until an invoice is there, a commitment binds no longer than to its day."""
_WHEN_EXPIRED = frozenset({Event.RENEW, Event.INVOICE, Event.CANCEL})


def is_expired(state: State, expires_on: date | None, on: date) -> bool:
    """Whether the commitment binds nothing any more; on its last day it still does."""
    return state in MAY_EXPIRE and expires_on is not None and expires_on < on


def standing(state: State, expires_on: date | None, is_matched: bool, on: date) -> State:
    """How a commitment stands on a day, with what follows from other facts."""
    if is_expired(state, expires_on, on):
        return State.EXPIRED
    return State.MATCHED if state is State.PAID and is_matched else state


def possible_events(state: State, expired: bool = False, paid_in_part: bool = False) -> list[Event]:
    """What can happen next.

    An expired one is renewed, invoiced or cancelled; one paid in part is closed, not cancelled.
    """
    barred = {Event.CANCEL} if paid_in_part else {Event.CLOSE}
    found = [event for (at, event) in TRANSITIONS if at == state and event not in barred]
    return [event for event in found if event in _WHEN_EXPIRED] if expired else found


def next_state(
    state: State, event: Event, expired: bool = False, paid_in_part: bool = False
) -> State:
    """The state after an event; DomainError if it cannot happen now."""
    if event not in possible_events(state, expired, paid_in_part):
        raise DomainError("commitment.not_now", state=str(state), event=str(event))
    return TRANSITIONS[state, event]


def bound_cents(state: State, expired: bool, amount_cents: int, settled_cents: int) -> int:
    """What a share still binds: its amount less what was paid for it, while it is open."""
    if state not in OPEN_STATES or expired:
        return 0
    return max(0, amount_cents - settled_cents)


@dataclass(frozen=True)
class ShareFacts:
    """A share of a commitment (Aufteilung); `amount_cents` is expenditure, without tax got back."""

    position: str
    expected_on: date
    amount_cents: int
    deductible_cents: int = 0
    vat_cents: int | None = None
    post_key: str | None = None
    is_eligible: bool = True
    carrier_reason: str | None = None

    @property
    def gross_cents(self) -> int:
        """What is to be paid."""
        return self.amount_cents + self.deductible_cents


def vat_within(gross_cents: int, percent: int) -> int:
    """The value added tax in a gross amount."""
    return share(gross_cents, percent, 100 + percent)


def taxed(gross_cents: int, vat_cents: int | None, is_deductible: bool) -> tuple[int, int]:
    """Expenditure and deductible input tax of a gross amount (deductible tax is no expenditure)."""
    if vat_cents is not None and not 0 <= vat_cents < max(1, gross_cents):
        raise DomainError("commitment.vat_out_of_bounds", "vat_cents")
    deductible = (vat_cents or 0) if is_deductible else 0
    return gross_cents - deductible, deductible


def check_shares(shares: Sequence[ShareFacts]) -> None:
    """A commitment has a share, each above 0; what the carrier bears itself has its reason."""
    if not shares:
        raise DomainError("commitment.no_share")
    if any(one.amount_cents <= 0 or one.deductible_cents < 0 for one in shares):
        raise DomainError("commitment.not_positive", "amount_cents")
    if any(not one.is_eligible and not (one.carrier_reason or "").strip() for one in shares):
        raise DomainError("voucher.carrier_reason", "carrier_reason")


@dataclass(frozen=True)
class Rest:
    """What of a share is not paid yet."""

    amount_cents: int
    deductible_cents: int
    vat_cents: int | None = None

    @property
    def gross_cents(self) -> int:
        """What may still be paid."""
        return self.amount_cents + self.deductible_cents


def part_of(rest: Rest, gross_cents: int) -> Rest:
    """The line of a payment (Abschlag): the rest as a whole, else tax in proportion.

    Refuses nothing, less than nothing, and more than is still approved.
    """
    if not 0 < gross_cents <= rest.gross_cents:
        raise DomainError("commitment.beyond_the_rest", "amounts", rest_cents=rest.gross_cents)
    if gross_cents == rest.gross_cents:
        return rest
    deductible = share(rest.deductible_cents, gross_cents, rest.gross_cents)
    vat = None if rest.vat_cents is None else share(rest.vat_cents, gross_cents, rest.gross_cents)
    if gross_cents == deductible:
        raise DomainError("commitment.beyond_the_rest", "amounts", rest_cents=rest.gross_cents)
    return Rest(gross_cents - deductible, deductible, vat)


def payee_of_participant(number: int) -> str:
    """Who takes part is a payee by number, never by name."""
    return f"TN {number}"


def check_payee(payee: str, participant_number: int | None) -> None:
    """Either a supplier or the number of somebody who takes part."""
    if bool(payee) == (participant_number is not None):
        raise DomainError("commitment.one_payee", "payee")


def invoice_key(payee: str, number: str | None) -> str | None:
    """What the same invoice is recognised by, however it is spelt; None without a number."""
    folded = _folded(number or "")
    return f"{_folded(payee)[:120]}/{folded[:79]}" if folded else None


def _folded(text: str) -> str:
    return "".join(sign for sign in text.casefold() if sign.isalnum())


def check_approver(user_id: int, *others: int) -> None:
    """Four eyes: whoever entered or last changed it does not approve it."""
    if user_id in others:
        raise DomainError("commitment.four_eyes")


def check_award(
    positions: Collection[str], need_award: Collection[str], has_award: bool, reason: str | None
) -> None:
    """A contract rests on a record of its award (Vergabevermerk), or on a written reason."""
    if not has_award and not (reason or "").strip() and set(positions) & set(need_award):
        raise DomainError("commitment.award_missing")


class Procedure(StrEnum):
    """How a contract was awarded (UVgO, VgV)."""

    DIRECT = "direct"
    NEGOTIATED = "negotiated"
    NEGOTIATED_AFTER_COMPETITION = "negotiated_after_competition"
    RESTRICTED = "restricted"
    RESTRICTED_AFTER_COMPETITION = "restricted_after_competition"
    OPEN = "open"
    FRAMEWORK = "framework"


def check_award_facts(offers: int, amount_cents: int, decided_on: date, today: date) -> None:
    """At least one offer was there, the amount is above 0, the decision has been taken."""
    if offers < 1:
        raise DomainError("award.no_offer", "offers")
    if amount_cents <= 0:
        raise DomainError("commitment.not_positive", "amount_cents")
    if decided_on > today:
        raise DomainError("house.future", "decided_on", day=decided_on, on=today)
