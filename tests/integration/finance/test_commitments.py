"""Commitments: four eyes, one state after the other, two people at once, payment as voucher."""

from __future__ import annotations

import threading
from datetime import date

import pytest
from flask import Flask
from sqlalchemy import update
from sqlalchemy.exc import IntegrityError

from app.access import Actor
from app.database import writing
from app.errors import DomainError, NotFound, Stale
from app.extensions import db
from app.finance import queries
from app.finance.models import Commitment
from app.finance.rules import Event, State
from app.finance.services import commitments
from tests.factories import DAY, actor_as, release_connections
from tests.integration.finance import books


def state_of(actor: Actor, number: int) -> State:
    return State(queries.commitment(actor.pilot_id, number).state)


def invoiced(actor: Actor) -> int:
    """A commitment whose invoice waits for approval; version 2."""
    number = books.reserved(actor)
    commitments.invoice(actor, number, DAY, 1, DAY)
    return number


def approved() -> int:
    """A commitment ready to be paid; version 3."""
    number = invoiced(actor_as("finance"))
    commitments.advance(actor_as("approver"), number, Event.APPROVE, 2)
    return number


def test_a_second_person_approves(web: Flask) -> None:
    finance, approver = actor_as("finance"), actor_as("approver")
    number = invoiced(finance)
    commitments.advance(approver, number, Event.APPROVE, 2)
    row = queries.commitment(finance.pilot_id, number)
    assert (row.state, row.entered_by, row.approved_by) == (
        State.APPROVED,
        finance.user_id,
        approver.user_id,
    )


def test_whoever_entered_it_does_not_approve_it(actor: Actor) -> None:
    number = invoiced(actor)
    with pytest.raises(DomainError) as refused:
        commitments.advance(actor, number, Event.APPROVE, 2)
    assert refused.value.key == "commitment.four_eyes"


def test_whoever_changed_the_amount_does_not_approve_it(actor: Actor) -> None:
    number = invoiced(actor_as("finance"))
    commitments.revise(actor, number, books.intent(999_00), 2)
    with pytest.raises(DomainError) as refused:
        commitments.advance(actor, number, Event.APPROVE, 3)
    assert refused.value.key == "commitment.four_eyes"


def test_keeping_books_is_not_approving(web: Flask, actor: Actor) -> None:
    number = invoiced(actor)
    with pytest.raises(DomainError) as refused:
        commitments.advance(actor_as("finance"), number, Event.APPROVE, 2)
    assert refused.value.key == "house.not_allowed"


def test_the_database_refuses_one_person_in_both_places(actor: Actor) -> None:
    number = books.reserved(actor)
    own = update(Commitment).where(Commitment.number == number)
    with pytest.raises(IntegrityError):
        db.session.execute(own.values(approved_by=Commitment.entered_by))
    db.session.rollback()


def test_what_is_not_in_the_table_changes_nothing(actor: Actor) -> None:
    number = books.reserved(actor)
    for event in (Event.APPROVE, Event.PAY, Event.INVOICE):
        with pytest.raises(DomainError) as refused:
            commitments.advance(actor, number, event, 1)
        assert refused.value.key == "commitment.not_now"
    with pytest.raises(DomainError):
        commitments.pay(actor, number, "R-1", DAY, 1, DAY)
    assert state_of(actor, number) is State.RESERVED
    assert queries.booking_numbered(actor.pilot_id, "R-1") is None


def test_paying_books_the_voucher_and_frees_the_commitment(web: Flask) -> None:
    finance, number = actor_as("finance"), approved()
    assert queries.committed_by_position(finance.pilot_id) == {"0835": 120_00}
    commitments.pay(finance, number, " R-17 ", date(2024, 6, 3), 3, DAY)
    booked = books.voucher(finance, "R-17")
    assert (booked.amount_cents, booked.position, booked.paid_on) == (
        120_00,
        "0835",
        date(2024, 6, 3),
    )
    assert (booked.voucher_year, booked.voucher_number) == (2024, 1)
    assert queries.origin_of(booked).commitment_number == number
    assert queries.committed_by_position(finance.pilot_id) == {}
    [line] = queries.budget_on(finance.pilot_id, DAY, ["0835"], [2024])
    assert (line.paid_cents, line.committed_cents, line.remaining_cents) == (120_00, 0, -120_00)


def test_a_payment_lies_not_after_the_day_of_account(web: Flask) -> None:
    number = approved()
    with pytest.raises(DomainError) as refused:
        commitments.pay(actor_as("finance"), number, "R-17", date(2024, 7, 1), 3, DAY)
    assert (refused.value.key, refused.value.field) == ("house.future", "paid_on")
    assert state_of(actor_as("finance"), number) is State.APPROVED


def test_an_invoice_lies_not_after_the_day_of_account(actor: Actor) -> None:
    with pytest.raises(DomainError) as refused:
        commitments.invoice(actor, books.reserved(actor), date(2024, 7, 1), 1, DAY)
    assert refused.value.field == "invoiced_on"


def test_a_voucher_number_that_is_taken_is_refused_at_its_field(web: Flask) -> None:
    finance, number = actor_as("finance"), approved()
    books.book(finance, books.listed("R-17"))
    with pytest.raises(DomainError) as refused:
        commitments.pay(finance, number, "R-17", DAY, 3, DAY)
    assert (refused.value.key, refused.value.field) == ("voucher.number_taken", "source_number")


def test_an_approved_commitment_is_fixed(web: Flask) -> None:
    number = approved()
    with pytest.raises(DomainError) as refused:
        commitments.revise(actor_as("finance"), number, books.intent(1), 3)
    assert refused.value.key == "commitment.fixed"


@pytest.mark.parametrize("cents", [0, -1])
def test_only_amounts_above_nothing_are_bound(actor: Actor, cents: int) -> None:
    with pytest.raises(DomainError) as refused:
        books.reserved(actor, cents)
    assert refused.value.field == "amount_cents"


def test_who_saves_second_is_told(actor: Actor) -> None:
    number = books.reserved(actor)
    commitments.revise(actor, number, books.intent(200_00), 1)
    with pytest.raises(Stale):
        commitments.revise(actor, number, books.intent(300_00), 1)
    with pytest.raises(Stale):
        commitments.advance(actor, number, Event.CANCEL, 1)
    assert queries.commitment(actor.pilot_id, number).amount_cents == 200_00


def test_a_number_that_does_not_exist_is_not_found(actor: Actor) -> None:
    with pytest.raises(NotFound):
        commitments.advance(actor, 99, Event.ORDER, 1)


def test_the_history_names_who_did_what(web: Flask) -> None:
    finance = actor_as("finance")
    number = books.reserved(finance)
    db.session.commit()
    commitments.revise(finance, number, books.intent(200_00), 1)
    db.session.commit()
    row = queries.commitment(finance.pilot_id, number)
    first, second = queries.commitment_changes(finance.pilot_id, row.id)
    assert first.is_first
    assert second.values["amount_cents"] == (120_00, 200_00)
    assert queries.user_name(second.user_id) == "finance"


def test_two_people_at_once_get_different_numbers(web: Flask) -> None:
    finance, numbers = actor_as("finance"), []
    db.session.commit()

    def enter() -> None:
        with web.app_context(), writing():
            db.session.info["actor_id"] = finance.user_id
            numbers.append(books.reserved(finance))
            db.session.commit()
            db.session.remove()

    threads = [threading.Thread(target=enter) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    release_connections()
    assert sorted(numbers) == [1, 2, 3, 4]
