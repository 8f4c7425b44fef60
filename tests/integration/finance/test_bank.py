"""The bank: proposals accepted as they were shown, each side once, matches taken back."""

from __future__ import annotations

import pytest
from sqlalchemy.exc import IntegrityError

from app.access import Actor
from app.database import new_id
from app.errors import DomainError, NotFound
from app.extensions import db
from app.finance import queries as finance
from app.finance.bank import queries
from app.finance.bank.models import BankMatch
from app.finance.bank.rules import certain_ones, fingerprint
from app.finance.bank.services import matching as services
from tests.factories import DAY
from tests.integration.finance import books
from tests.integration.finance.books import PAID, WORDS, entry, listed


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
    match = queries.match_of(actor.pilot_id, books.voucher(actor, "B3").id)
    assert match is not None
    assert (match.part.amount_cents, match.rule) == (-30_00, "number_and_amount")


def test_an_entry_with_one_open_part_is_open(actor: Actor) -> None:
    books.book(actor, listed("B2", 70_00))
    books.receive_statement(actor, entry("E2", (-70_00, "B2"), (-30_00, "B3")))
    services.accept_certain(actor, WORDS)
    [found], total = queries.entries(actor.pilot_id, DAY, "open", None, 1)
    assert (total, found.is_matched) == (1, False)
    assert [part.voucher for part in found.parts] == ["B2", None]
    assert queries.entries(actor.pilot_id, DAY, "matched", None, 1) == ([], 0)


def test_the_text_of_a_part_finds_its_entry(actor: Actor) -> None:
    books.receive_statement(
        actor, entry("E2", (-70_00, "B2"), (-30_00, "Miete Mai")), entry("E3", (-1_00, "Porto"))
    )
    [found], total = queries.entries(actor.pilot_id, DAY, None, "miete", 1)
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


def test_a_possible_proposal_is_accepted_one_by_one_with_its_reason(actor: Actor) -> None:
    books.book(actor, listed("B1"))
    books.receive_statement(actor, entry("E1", (-500_00, "Papier")))
    [part_id], row = books.part_ids(actor), books.voucher(actor, "B1")
    assert services.accept_certain(actor, WORDS) == []
    services.accept(actor, WORDS, part_id, row.id)
    match = queries.match_of(actor.pilot_id, row.id)
    assert match is not None
    assert match.rule == "amount_and_day"
    with pytest.raises(DomainError) as refused:
        services.accept(actor, WORDS, part_id, row.id)
    assert refused.value.key == "bank.proposals_changed"


def test_by_hand_the_amounts_must_agree_to_the_cent(actor: Actor) -> None:
    books.book(actor, listed("B1"), listed("B2", 499_99))
    books.receive_statement(actor, entry("E1", (-500_00, "Papier")))
    [part_id] = books.part_ids(actor)
    for number, key in (("B2", "bank.other_amount"), ("B9", "bank.no_such_voucher")):
        with pytest.raises(DomainError) as refused:
            services.match(actor, part_id, number)
        assert (refused.value.key, refused.value.field) == (key, "source_number")
    services.match(actor, part_id, " B1 ")
    assert queries.part_state(actor.pilot_id, part_id).voucher == "B1"


def test_each_side_is_matched_once(actor: Actor) -> None:
    books.book(actor, listed("B1"))
    books.receive_statement(
        actor, entry("E1", (-500_00, "Papier")), entry("E2", (-500_00, "Papier"))
    )
    first, second = books.part_ids(actor)
    services.match(actor, first, "B1")
    for part_id in (first, second):
        with pytest.raises(DomainError) as refused:
            services.match(actor, part_id, "B1")
        assert refused.value.key == "bank.taken"
    row = BankMatch(
        pilot_id=actor.pilot_id,
        id=new_id(),
        part_id=second,
        booking_id=books.voucher(actor, "B1").id,
        rule="by_hand",
        accepted_by=actor.user_id,
    )
    db.session.add(row)
    with pytest.raises(IntegrityError):
        db.session.flush()
    db.session.rollback()


def test_a_credit_is_income_of_a_kind_and_a_payment_is_none(actor: Actor) -> None:
    books.receive_statement(
        actor, entry("E1", (80_00, "Gutschrift")), entry("E2", (-80_00, "Papier"))
    )
    credit, payment = books.part_ids(actor)
    services.receive(actor, credit, "refund")
    assert queries.part_state(actor.pilot_id, credit).receipt_kind == "refund"
    for part_id, kind, key in (
        (payment, "other", "bank.no_credit"),
        (credit, "other", "bank.taken"),
        (payment, "gift", "bank.unknown_kind"),
    ):
        with pytest.raises(DomainError) as refused:
            services.receive(actor, part_id, kind)
        assert refused.value.key == key


def test_a_released_match_leaves_both_sides_open(actor: Actor) -> None:
    books.book(actor, listed("B1"))
    books.receive_statement(actor, entry("E1", (-500_00, "B1")), entry("E2", (9_00, "Mittelabruf")))
    ids = books.part_ids(actor)
    services.accept_certain(actor, WORDS)
    for part_id in ids:
        services.release(actor, part_id)
        with pytest.raises(NotFound):
            services.release(actor, part_id)
    assert books.part_ids(actor) == ids
    assert [one.source_number for one in queries.open_payables(actor.pilot_id)] == ["B1"]
    assert len(services.accept_certain(actor, WORDS)) == 2
