"""Entries and vouchers matched: proposals accepted, selections, receipts, rests, and undoing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app import audit
from app.access import Actor
from app.database import new_id
from app.errors import DomainError, NotFound
from app.extensions import db
from app.finance.bank import queries
from app.finance.bank.models import BankAct, BankMatch, BankRest, BankSetOff
from app.finance.bank.rules.allotment import Open, allot, check_bounds
from app.finance.bank.rules.proposals import propose
from app.finance.bank.rules.sides import (
    MatchRule,
    Part,
    Payable,
    Proposal,
    RestKind,
    certain_ones,
    fingerprint,
)
from app.finance.models import Receipt, Repayment
from app.finance.rules import RECEIPT_KINDS, REPAYMENT_KINDS
from app.pilots.queries import one_at_a_time

Seen = Mapping[int, int]
"""Rows as somebody saw them: what was open of each, by its id."""


@dataclass(frozen=True)
class Rest:
    """Why an amount belongs to no voucher."""

    kind: str
    reason: str


def accept_certain(
    actor: Actor, draw_down_words: Sequence[str], looked_at: str | None = None
) -> list[Proposal]:
    """Accepts every certain proposal as one act; returns them.

    `looked_at` is the fingerprint of what somebody saw before: anything else is refused.
    """
    one_at_a_time(actor.pilot_id)
    parts = queries.open_parts(actor.pilot_id)
    payables = queries.open_payables(actor.pilot_id)
    certain = certain_ones(propose(parts, payables, draw_down_words))
    if looked_at is not None and looked_at != fingerprint(certain):
        raise DomainError("bank.proposals_changed")
    if certain:
        act = _begin(actor, "certain")
        sides = {part.id: part for part in parts}, {one.id: one for one in payables}
        for proposal in certain:
            _settle(actor, act, proposal, *sides)
        db.session.flush()
        audit.record(actor, "reconcile", "bank_act", act.id)
    return certain


def accept(actor: Actor, draw_down_words: Sequence[str], key: str) -> int:
    """Accepts one proposal as it was shown (`Proposal.key`); returns the act.

    Refused when it is no longer proposed.
    """
    one_at_a_time(actor.pilot_id)
    parts = queries.open_parts(actor.pilot_id)
    payables = queries.open_payables(actor.pilot_id)
    for proposal in propose(parts, payables, draw_down_words):
        if proposal.key == key:
            act = _begin(actor, _kind_of(proposal))
            by_id = {part.id: part for part in parts}, {one.id: one for one in payables}
            _settle(actor, act, proposal, *by_id)
            db.session.flush()
            audit.record(actor, "match", "bank_act", act.id, ["part_id", "booking_id"])
            return act.id
    raise DomainError("bank.proposals_changed")


def _kind_of(proposal: Proposal) -> str:
    if proposal.rule is MatchRule.DRAW_DOWN:
        return "receive"
    return "match" if proposal.parts else "set_off"


def match(actor: Actor, parts: Seen, vouchers: Seen, rest: Rest | None = None) -> int:
    """Matches parts with vouchers, amounts allotted oldest first; returns the act.

    Parts alone, or vouchers alone, cancel out if they add up to zero. With a rest, what the
    entries pay less or more than the vouchers is booked as such; otherwise it stays open. Refused
    when somebody else has settled any of it meanwhile.
    """
    one_at_a_time(actor.pilot_id)
    chosen, owed = _unchanged(actor.pilot_id, parts, vouchers)
    if not chosen or not owed:
        return _set_off(actor, chosen, owed)
    act = _begin(actor, "match")
    over = sum(part.open_cents for part in chosen) + sum(one.open_cents for one in owed)
    paying = {part.id: part.open_cents for part in chosen}
    if rest is not None and over:
        largest = max(chosen, key=lambda part: abs(part.open_cents))
        _add_rest(actor, act, largest.id, over, rest)
        paying[largest.id] -= over
    _match(actor, act, paying, owed, MatchRule.BY_HAND)
    db.session.flush()
    _check_both_sides(actor.pilot_id, parts, vouchers)
    audit.record(actor, "match", "bank_act", act.id, ["part_id", "booking_id"])
    return act.id


def _unchanged(pilot_id: int, parts: Seen, vouchers: Seen) -> tuple[list[Part], list[Payable]]:
    """The rows as they stand; refused unless as much of each is open as was seen."""
    chosen = queries.parts_with(pilot_id, parts)
    owed = queries.payables_with(pilot_id, vouchers)
    if {part.id: part.open_cents for part in chosen} != dict(parts):
        raise DomainError("bank.taken")
    if {one.id: one.open_cents for one in owed} != dict(vouchers):
        raise DomainError("bank.taken")
    if not all((*parts.values(), *vouchers.values())):
        raise DomainError("bank.taken")
    if not chosen and not owed:
        raise DomainError("bank.nothing_selected")
    return chosen, owed


def _check_both_sides(pilot_id: int, parts: Seen, vouchers: Seen) -> None:
    """Nothing is settled beyond its amount; the allotment sees to it, this proves it."""
    for part in queries.parts_with(pilot_id, parts):
        check_bounds(part.amount_cents, part.open_cents)
    for one in queries.payables_with(pilot_id, vouchers):
        check_bounds(one.amount_cents, one.open_cents)


def _set_off(actor: Actor, parts: Sequence[Part], vouchers: Sequence[Payable]) -> int:
    total = sum(part.open_cents for part in parts) + sum(one.open_cents for one in vouchers)
    if total:
        raise DomainError("bank.one_side_only", sum_cents=total)
    act = _begin(actor, "set_off")
    _add_set_offs(actor, act, parts, vouchers)
    db.session.flush()
    audit.record(actor, "set_off", "bank_act", act.id, ["part_id", "booking_id"])
    return act.id


def receive(actor: Actor, part_id: int, kind: str) -> int:
    """Takes what is open of a credit as income of that kind; returns the act."""
    if kind not in RECEIPT_KINDS:
        raise DomainError("bank.unknown_kind", "kind")
    one_at_a_time(actor.pilot_id)
    part = _open_part(actor.pilot_id, part_id)
    act = _begin(actor, "receive")
    _receive(actor, act, part, kind)
    db.session.flush()
    audit.record(actor, "receive", "bank_act", act.id, ["kind"])
    return act.id


def repay(actor: Actor, part_id: int, kind: str) -> int:
    """Takes what is open of a payment as money that went back to the funder; returns the act."""
    if kind not in REPAYMENT_KINDS:
        raise DomainError("bank.unknown_kind", "kind")
    one_at_a_time(actor.pilot_id)
    part = _open_part(actor.pilot_id, part_id)
    if part.open_cents > 0:
        raise DomainError("bank.no_debit")
    _check_not_by_hand(part)
    if queries.is_repaid(actor.pilot_id, part_id):
        raise DomainError("bank.taken")
    act = _begin(actor, "repay")
    db.session.add(
        Repayment(
            pilot_id=actor.pilot_id,
            id=new_id(),
            kind=kind,
            paid_on=part.booked_on,
            reason=part.purpose[:300],
            amount_cents=-part.open_cents,
            bank_part_id=part.id,
            bank_act_id=act.id,
            recorded_by=actor.user_id,
        )
    )
    db.session.flush()
    audit.record(actor, "repay", "bank_act", act.id, ["kind"])
    return act.id


def book_rest(actor: Actor, part_id: int, seen_cents: int, rest: Rest) -> int:
    """Books what is open of a part as a rest with its reason; returns the act.

    `seen_cents` is what somebody saw open: another amount is refused.
    """
    one_at_a_time(actor.pilot_id)
    part = _open_part(actor.pilot_id, part_id)
    if part.open_cents != seen_cents:
        raise DomainError("bank.taken")
    act = _begin(actor, "rest")
    _add_rest(actor, act, part.id, part.open_cents, rest)
    db.session.flush()
    audit.record(actor, "book_rest", "bank_act", act.id, ["kind", "reason"])
    return act.id


def _open_part(pilot_id: int, part_id: int) -> Part:
    found = queries.parts_with(pilot_id, [part_id])
    if not found:
        raise NotFound
    if not found[0].open_cents:
        raise DomainError("bank.taken")
    return found[0]


def _begin(actor: Actor, kind: str) -> BankAct:
    act = BankAct(pilot_id=actor.pilot_id, id=new_id(), kind=kind, done_by=actor.user_id)
    db.session.add(act)
    db.session.flush()
    return act


def _settle(
    actor: Actor,
    act: BankAct,
    proposal: Proposal,
    parts: Mapping[int, Part],
    payables: Mapping[int, Payable],
) -> None:
    """Writes what a proposal says."""
    chosen = [parts[each] for each in proposal.parts]
    owed = [payables[each] for each in proposal.vouchers]
    if proposal.rule is MatchRule.DRAW_DOWN:
        _receive(actor, act, chosen[0], "draw_down")
    elif chosen:
        paying = {part.id: part.open_cents for part in chosen}
        _match(actor, act, paying, owed, proposal.rule)
    else:
        _add_set_offs(actor, act, [], owed)


def _match(
    actor: Actor,
    act: BankAct,
    paying: Mapping[int, int],
    owed: Sequence[Payable],
    rule: MatchRule,
) -> None:
    sides = (
        [Open(*each) for each in paying.items()],
        [Open(one.id, -one.open_cents) for one in owed],
    )
    db.session.add_all(
        BankMatch(
            pilot_id=actor.pilot_id,
            id=new_id(),
            act_id=act.id,
            part_id=each.part_id,
            booking_id=each.booking_id,
            amount_cents=each.cents,
            rule=rule,
        )
        for each in allot(*sides)
    )


def _add_set_offs(
    actor: Actor, act: BankAct, parts: Sequence[Part], vouchers: Sequence[Payable]
) -> None:
    sides = [(part.id, None, part.open_cents) for part in parts]
    sides_of_books = [(None, one.id, -one.open_cents) for one in vouchers]
    for part_id, booking_id, cents in (*sides, *sides_of_books):
        db.session.add(
            BankSetOff(
                pilot_id=actor.pilot_id,
                id=new_id(),
                act_id=act.id,
                part_id=part_id,
                booking_id=booking_id,
                amount_cents=cents,
            )
        )


def _add_rest(actor: Actor, act: BankAct, part_id: int, cents: int, rest: Rest) -> None:
    if rest.kind not in tuple(RestKind):
        raise DomainError("bank.unknown_rest", "kind")
    if not rest.reason.strip():
        raise DomainError("bank.rest_needs_reason", "reason")
    db.session.add(
        BankRest(
            pilot_id=actor.pilot_id,
            id=new_id(),
            act_id=act.id,
            part_id=part_id,
            amount_cents=cents,
            kind=rest.kind,
            reason=rest.reason.strip(),
        )
    )


def _check_not_by_hand(part: Part) -> None:
    """Money that was recorded by hand before its entry came gets the entry, and counts once."""
    if part.is_known_by_hand:
        cents = abs(part.open_cents)
        raise DomainError("bank.known_by_hand", day=part.booked_on, amount_cents=cents)


def _receive(actor: Actor, act: BankAct, part: Part, kind: str) -> None:
    if part.open_cents <= 0:
        raise DomainError("bank.no_credit")
    _check_not_by_hand(part)
    if queries.is_received(actor.pilot_id, part.id):
        raise DomainError("bank.taken")
    db.session.add(
        Receipt(
            pilot_id=actor.pilot_id,
            id=new_id(),
            kind=kind,
            received_on=part.booked_on,
            payer=part.counterparty,
            reason=part.purpose[:300],
            amount_cents=part.open_cents,
            bank_part_id=part.id,
            bank_act_id=act.id,
            recorded_by=actor.user_id,
        )
    )
