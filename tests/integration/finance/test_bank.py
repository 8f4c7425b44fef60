"""The bank: proposals accepted as they were shown, matches in parts, rests, and the way back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError

from app.access import Actor
from app.database import new_id
from app.errors import DomainError, NotFound
from app.extensions import db
from app.finance import queries as finance
from app.finance.bank import queries
from app.finance.bank.models import BankAct, BankMatch, BankRest
from app.finance.bank.queries import Narrowed
from app.finance.bank.rules.sides import certain_ones, fingerprint
from app.finance.bank.services import matching as services
from app.finance.bank.services import statements
from app.finance.bank.services.matching import Rest
from app.finance.bank.services.undoing import release, undo
from app.finance.services import vouchers
from app.finance.services.booking import Line, Voucher, book
from app.finance.services.vouchers import reverse
from tests.factories import DAY
from tests.integration.finance import books
from tests.integration.finance.books import PAID, WORDS, entry, listed

LATE = timedelta(days=4)
"""Later than what is certain by amount and payee."""


def test_certain_proposals_are_accepted_and_the_rest_stays_open(actor: Actor) -> None:
    books.book(actor, listed("B1"), listed("B2", 70_00), listed("B3", 30_00))
    books.receive_statement(
        actor,
        entry("E1", (-500_00, "B1")),
        entry("E2", (-70_00, "B2"), (-30_00, "B3")),
        entry("E3", (9000_00, "1. Mittelabruf")),
        entry("E4", (-5_00, "Kontoführung")),
    )
    accepted = services.accept_certain(actor, WORDS)
    assert len(accepted) == 4
    assert services.accept_certain(actor, WORDS) == []
    standing = queries.reconciliation(actor.pilot_id, DAY)
    assert (standing.entries, standing.matched, standing.unmatched) == (4, 3, 1)
    [receipt] = finance.receipts_between(actor.pilot_id, PAID, PAID)
    assert (receipt.kind, receipt.amount_cents) == ("draw_down", 9000_00)
    [match] = queries.matches_of(actor.pilot_id, books.voucher(actor, "B3").id)
    assert (match.part.amount_cents, match.rule) == (-30_00, "number_and_amount")


def test_an_entry_with_one_open_part_is_open(actor: Actor) -> None:
    books.book(actor, listed("B2", 70_00))
    books.receive_statement(actor, entry("E2", (-70_00, "B2"), (-30_00, "B3")))
    services.accept_certain(actor, WORDS)
    [found], total = queries.entries(actor.pilot_id, DAY, Narrowed("open"), 1)
    assert (total, found.is_matched) == (1, False)
    assert [[one.number for one in part.settled] for part in found.parts] == [["B2"], []]
    assert queries.entries(actor.pilot_id, DAY, Narrowed("matched"), 1) == ([], 0)


def test_the_text_of_a_part_finds_its_entry(actor: Actor) -> None:
    books.receive_statement(
        actor, entry("E2", (-70_00, "B2"), (-30_00, "Miete Mai")), entry("E3", (-1_00, "Porto"))
    )
    [found], total = queries.entries(actor.pilot_id, DAY, Narrowed(text="miete"), 1)
    assert (total, found.amount_cents) == (1, -100_00)


def test_only_what_was_looked_at_is_accepted(actor: Actor) -> None:
    books.book(actor, listed("B1"), listed("B2", 70_00))
    books.receive_statement(actor, entry("E1", (-500_00, "B1")))
    seen = fingerprint(certain_ones(queries.proposals(actor.pilot_id, WORDS)))
    books.receive_statement(actor, entry("E2", (-70_00, "B2")))
    with pytest.raises(DomainError) as refused:
        services.accept_certain(actor, WORDS, seen)
    assert refused.value.key == "bank.proposals_changed"
    seen = fingerprint(certain_ones(queries.proposals(actor.pilot_id, WORDS)))
    assert len(services.accept_certain(actor, WORDS, seen)) == 2


def key_of(actor: Actor) -> str:
    """The key of the one proposal there is."""
    [proposal] = queries.proposals(actor.pilot_id, WORDS)
    return proposal.key


def seen(actor: Actor, *numbers: str) -> dict[int, int]:
    """Vouchers as they stand, by their numbers."""
    found = [queries.payable_numbered(actor.pilot_id, number) for number in numbers]
    return {one.id: one.open_cents for one in found if one is not None}


def seen_parts(actor: Actor, *places: int) -> dict[int, int]:
    """Open parts as they stand, by their place in the order of the bank."""
    parts = queries.open_parts(actor.pilot_id)
    return {parts[at].id: parts[at].open_cents for at in places}


def left_open(actor: Actor) -> tuple[list[int], dict[str, int]]:
    """What is open of parts and of vouchers."""
    return (
        [part.open_cents for part in queries.open_parts(actor.pilot_id)],
        {one.source_number: one.open_cents for one in queries.open_payables(actor.pilot_id)},
    )


def refused(key: str, act: Callable[..., object], *given: object) -> None:
    with pytest.raises(DomainError) as refusal:
        act(*given)
    assert refusal.value.key == key


def test_a_possible_proposal_is_accepted_one_by_one_with_its_reason(actor: Actor) -> None:
    books.book(actor, listed("B1"))
    books.receive_statement(actor, entry("E1", (-500_00, "Papier"), booked_on=PAID + LATE))
    key = key_of(actor)
    assert services.accept_certain(actor, WORDS) == []
    services.accept(actor, WORDS, key)
    [match] = queries.matches_of(actor.pilot_id, books.voucher(actor, "B1").id)
    assert match.rule == "amount_payee_days"
    refused("bank.proposals_changed", services.accept, actor, WORDS, key)


def test_one_entry_pays_several_vouchers_and_a_credit_note(actor: Actor) -> None:
    books.book(actor, listed("B1"), listed("B2", 70_00), listed("B3", -30_00))
    books.receive_statement(actor, entry("E1", (-540_00, "Sammelzahlung")))
    services.match(actor, seen_parts(actor, 0), seen(actor, "B1", "B2", "B3"))
    assert left_open(actor) == ([], {})
    refused("bank.taken", services.match, actor, {1: -1}, seen(actor, "B1"))


def test_instalments_leave_the_rest_of_the_voucher_visible(actor: Actor) -> None:
    books.book(actor, listed("B1"))
    books.receive_statement(actor, entry("E1", (-200_00, "x")), entry("E2", (-180_00, "y")))
    services.match(actor, seen_parts(actor, 0), seen(actor, "B1"))
    assert left_open(actor) == ([-180_00], {"B1": 300_00})
    services.match(actor, seen_parts(actor, 0), seen(actor, "B1"))
    assert left_open(actor) == ([], {"B1": 120_00})
    voucher = books.voucher(actor, "B1")
    amounts = [match.amount_cents for match in queries.matches_of(actor.pilot_id, voucher.id)]
    assert amounts == [-200_00, -180_00]


def test_a_split_rest_is_booked_with_its_reason(actor: Actor) -> None:
    books.book(actor, listed("B1"), listed("B2", 70_00))
    books.receive_statement(actor, entry("E1", (-505_00, "x")), entry("E2", (-68_60, "Skonto")))
    fee, discount = Rest("fee", "Auslandszahlung"), Rest("difference", " 2 % Skonto ")
    services.match(actor, seen_parts(actor, 0), seen(actor, "B1"), fee)
    services.match(actor, seen_parts(actor, 0), seen(actor, "B2"), discount)
    assert left_open(actor) == ([], {})
    rests = db.session.scalars(select(BankRest).order_by(BankRest.kind))
    assert [(rest.kind, rest.amount_cents, rest.reason) for rest in rests] == [
        ("difference", 1_40, "2 % Skonto"),
        ("fee", -5_00, "Auslandszahlung"),
    ]


def test_a_rest_needs_a_kind_and_a_reason_and_what_was_seen(actor: Actor) -> None:
    books.receive_statement(actor, entry("E1", (-5_00, "Unbekannt")))
    [part_id] = books.part_ids(actor)
    for rest, key in (
        (Rest("foreign", " "), "bank.rest_needs_reason"),
        (Rest("gift", "x"), "bank.unknown_rest"),
    ):
        refused(key, services.book_rest, actor, part_id, -5_00, rest)
    foreign = Rest("foreign", "Fehlbuchung der Kasse")
    refused("bank.taken", services.book_rest, actor, part_id, -4_00, foreign)
    services.book_rest(actor, part_id, -5_00, foreign)
    [settled] = queries.part_state(actor.pilot_id, part_id).settled
    assert (settled.by, settled.kind, settled.cents) == ("rest", "foreign", -5_00)


def test_sides_of_opposite_direction_are_refused(actor: Actor) -> None:
    books.book(actor, listed("B1"))
    books.receive_statement(actor, entry("E1", (500_00, "Gutschrift")))
    sides = seen_parts(actor, 0), seen(actor, "B1")
    refused("bank.opposite_directions", services.match, actor, *sides)
    refused("bank.nothing_selected", services.match, actor, {}, {})


def test_what_cancels_out_is_open_no_more(actor: Actor) -> None:
    books.book(actor, listed("B1"), listed("B2", 70_00))
    reverse(actor, "B1", "doppelt erfasst", None, DAY)
    books.receive_statement(actor, entry("E1", (-44_00, "Miete")), entry("E2", (44_00, "Rückgabe")))
    refused("bank.one_side_only", services.match, actor, {}, seen(actor, "B2"))
    [proposal] = services.accept_certain(actor, WORDS)
    assert proposal.rule == "reversal"
    services.match(actor, seen_parts(actor, 0, 1), {})
    assert left_open(actor) == ([], {"B2": 70_00})
    assert queries.cancels_out(actor.pilot_id, books.voucher(actor, "B1").id) == ["S-B1"]


def test_a_voucher_in_lines_is_paid_as_a_whole_with_its_input_tax(actor: Actor) -> None:
    lines = (Line("0831", 100_00, deductible_cents=19_00), Line("0843", 50_00))
    book(actor, Voucher("B1", PAID, PAID, "Bürobedarf GmbH", "Papier", lines))
    books.receive_statement(actor, entry("E1", (-169_00, "B1")))
    [proposal] = services.accept_certain(actor, WORDS)
    assert proposal.rule == "number_and_amount"
    assert left_open(actor) == ([], {})


def test_each_pair_is_matched_once_and_the_database_sees_to_it(actor: Actor) -> None:
    books.book(actor, listed("B1"))
    books.receive_statement(
        actor, entry("E1", (-500_00, "Papier")), entry("E2", (-500_00, "Papier"))
    )
    first, second, voucher = seen_parts(actor, 0), seen_parts(actor, 1), seen(actor, "B1")
    services.match(actor, first, voucher)
    for parts in (first, second):
        refused("bank.taken", services.match, actor, parts, voucher)
    [kept] = db.session.scalars(select(BankMatch))
    values = {name: getattr(kept, name) for name in ("act_id", "part_id", "booking_id", "rule")}
    db.session.add(BankMatch(pilot_id=kept.pilot_id, id=new_id(), amount_cents=-1, **values))
    with pytest.raises(IntegrityError):
        db.session.flush()
    db.session.rollback()


def test_a_credit_is_income_of_a_kind_and_a_payment_is_none(actor: Actor) -> None:
    books.receive_statement(
        actor, entry("E1", (80_00, "Gutschrift")), entry("E2", (-80_00, "Papier"))
    )
    credit, payment = books.part_ids(actor)
    services.receive(actor, credit, "refund")
    [settled] = queries.part_state(actor.pilot_id, credit).settled
    assert (settled.by, settled.kind) == ("receipt", "refund")
    for part_id, kind, key in (
        (payment, "other", "bank.no_credit"),
        (credit, "other", "bank.taken"),
        (payment, "gift", "bank.unknown_kind"),
    ):
        refused(key, services.receive, actor, part_id, kind)


def test_money_that_went_back_to_the_funder_is_a_repayment(actor: Actor) -> None:
    books.receive_statement(
        actor, entry("E1", (-80_00, "Rückzahlung")), entry("E2", (80_00, "Gutschrift"))
    )
    payment, credit = books.part_ids(actor)
    services.repay(actor, payment, "unspent")
    [row] = finance.repayments_between(actor.pilot_id, PAID, PAID)
    assert (row.kind, row.amount_cents, row.paid_on) == ("unspent", 80_00, PAID)
    refused("bank.no_debit", services.repay, actor, credit, "unspent")
    refused("bank.unknown_kind", services.repay, actor, credit, "gift")


def test_a_released_match_leaves_both_sides_open(actor: Actor) -> None:
    books.book(actor, listed("B1"))
    books.receive_statement(actor, entry("E1", (-500_00, "B1")), entry("E2", (9_00, "Mittelabruf")))
    ids = books.part_ids(actor)
    services.accept_certain(actor, WORDS)
    for part_id in ids:
        release(actor, part_id)
        with pytest.raises(NotFound):
            release(actor, part_id)
    assert books.part_ids(actor) == ids
    assert [one.source_number for one in queries.open_payables(actor.pilot_id)] == ["B1"]
    assert queries.last_acts(actor.pilot_id) == []
    assert len(services.accept_certain(actor, WORDS)) == 2


def test_releasing_one_instalment_releases_what_its_amount_rests_on_and_no_more(
    actor: Actor,
) -> None:
    books.book(actor, listed("B1"), listed("B2", 70_00))
    books.receive_statement(
        actor,
        entry("E1", (-200_00, "B1")),
        entry("E2", (-300_00, "B1")),
        entry("E3", (-70_00, "B2")),
    )
    assert len(services.accept_certain(actor, WORDS)) == 2
    first = queries.matches_of(actor.pilot_id, books.voucher(actor, "B1").id)[0].part.id
    release(actor, first)
    assert left_open(actor) == ([-200_00, -300_00], {"B1": 500_00})
    [act] = queries.last_acts(actor.pilot_id)
    assert (act.kind, act.parts, act.vouchers, act.cents) == ("certain", 1, 1, -70_00)


def test_an_act_is_undone_as_a_whole_and_exactly(actor: Actor) -> None:
    books.book(actor, listed("B1"), listed("B2", 70_00), listed("B3", 20_00))
    books.receive_statement(
        actor, entry("E1", (-560_00, "x")), entry("E2", (-44_00, "y")), entry("E3", (9_00, "z"))
    )
    before = left_open(actor)
    parts = books.part_ids(actor)
    acts = [
        services.match(
            actor, seen_parts(actor, 0), seen(actor, "B1", "B2"), Rest("difference", "a")
        ),
        services.book_rest(actor, parts[1], -44_00, Rest("foreign", "b")),
        services.receive(actor, parts[2], "other"),
    ]
    assert [row.id for row in queries.last_acts(actor.pilot_id)] == acts[::-1]
    assert left_open(actor) == ([], {"B3": 20_00})
    for act_id in acts:
        undo(actor, act_id)
    assert left_open(actor) == before
    assert db.session.scalar(select(func.count(BankAct.id))) == 0
    with pytest.raises(NotFound):
        undo(actor, acts[0])


def test_no_import_is_undone_while_anything_settled_builds_on_it(actor: Actor) -> None:
    vouchers_import = books.book(actor, listed("B1"))
    reverse(actor, "B1", "doppelt", None, DAY)
    bank_import = books.receive_statement(actor, entry("E1", (-5_00, "x")))
    services.accept_certain(actor, WORDS)
    services.book_rest(actor, books.part_ids(actor)[0], -5_00, Rest("fee", "Kontoführung"))
    refused("voucher.matched", vouchers.check_undo, actor, vouchers_import)
    refused("bank.matched", statements.check_undo, actor, bank_import)
