"""Commitments entered, changed, checked and approved: four eyes, two at once, awards."""

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
from app.finance.commitments import listing, queries
from app.finance.commitments.listing import CommitmentFilters
from app.finance.commitments.models import Commitment
from app.finance.commitments.rules import State
from app.finance.commitments.services import entry, life
from app.finance.commitments.services.entry import Invoice
from app.finance.queries import bound_shares, committed_by_position, user_name
from tests.factories import DAY, actor_as, release_connections
from tests.integration.finance import books

OLD = date(2024, 6, 29)
"""The day before the day of account."""


def state_of(actor: Actor, number: int, on: date = DAY) -> State:
    return listing.one(queries.commitment(actor.pilot_id, number), on).state


def refusal(act: object, *arguments: object) -> str:
    with pytest.raises(DomainError) as refused:
        act(*arguments)  # type: ignore[operator]
    return refused.value.key


def test_a_second_person_approves(web: Flask) -> None:
    finance, approver = actor_as("finance"), actor_as("approver")
    number = books.approved()
    row = queries.commitment(finance.pilot_id, number)
    assert (row.state, row.entered_by, row.checked_by, row.approved_by) == (
        State.APPROVED,
        finance.user_id,
        finance.user_id,
        approver.user_id,
    )


def test_whoever_entered_or_last_changed_it_does_not_approve_it(web: Flask, actor: Actor) -> None:
    own = books.checked(actor)
    assert refusal(life.approve, actor, own, 2, DAY) == "commitment.four_eyes"
    changed = books.invoiced(actor_as("finance"), number="RE-2")
    entry.revise(actor, changed, books.intent(999_00), 1, DAY)
    life.check(actor_as("finance"), changed, 2, DAY)
    assert refusal(life.approve, actor, changed, 3, DAY) == "commitment.four_eyes"


def test_whoever_entered_it_does_not_approve_it_after_somebody_else_changed_it(
    web: Flask, actor: Actor
) -> None:
    number = books.invoiced(actor)
    finance = actor_as("finance")
    entry.revise(finance, number, books.intent(999_00), 1, DAY)
    life.check(finance, number, 2, DAY)
    assert refusal(life.approve, actor, number, 3, DAY) == "commitment.four_eyes"


def test_keeping_books_is_not_approving(web: Flask, actor: Actor) -> None:
    number = books.checked(actor)
    finance = actor_as("finance")
    assert refusal(life.approve, finance, number, 2, DAY) == "house.not_allowed"
    assert refusal(life.send_back, finance, number, "falsch", 2, DAY) == "house.not_allowed"


def test_the_database_refuses_one_person_in_both_places(actor: Actor) -> None:
    number = books.reserved(actor)
    own = update(Commitment).where(Commitment.number == number)
    with pytest.raises(IntegrityError):
        db.session.execute(own.values(approved_by=Commitment.entered_by))
    db.session.rollback()


def test_the_database_refuses_an_approval_by_nobody(actor: Actor) -> None:
    books.reserved(actor)
    with pytest.raises(IntegrityError):
        db.session.execute(update(Commitment).values(state="approved"))
    db.session.rollback()


def test_what_is_not_in_the_table_changes_nothing(actor: Actor) -> None:
    number = books.reserved(actor)
    for act in (life.approve, life.check, life.close):
        assert refusal(act, actor, number, 1, DAY) == "commitment.not_now"
        db.session.rollback()
        number = books.reserved(actor)
    assert state_of(actor, number) is State.RESERVED


def test_a_change_after_the_check_asks_for_it_again(web: Flask) -> None:
    finance = actor_as("finance")
    number = books.checked(finance)
    entry.revise(finance, number, books.intent(130_00), 2, DAY)
    row = queries.commitment(finance.pilot_id, number)
    assert (row.state, row.checked_by) == (State.INVOICED, None)


def test_what_is_sent_back_says_why_until_it_is_checked_again(web: Flask) -> None:
    finance, approver = actor_as("finance"), actor_as("approver")
    number = books.checked(finance)
    life.send_back(approver, number, "Skonto fehlt", 2, DAY)
    row = queries.commitment(finance.pilot_id, number)
    assert (row.state, row.note, row.checked_by) == (State.INVOICED, "Skonto fehlt", None)
    life.check(finance, number, 3, DAY)
    assert queries.commitment(finance.pilot_id, number).note is None


def test_an_approved_commitment_is_fixed(web: Flask) -> None:
    number = books.approved()
    finance = actor_as("finance")
    assert refusal(entry.revise, finance, number, books.intent(1), 3, DAY) == "commitment.fixed"


def test_an_expired_order_frees_the_money_and_a_new_day_binds_it_again(web: Flask) -> None:
    finance = actor_as("finance")
    number = entry.reserve(finance, books.draft(expires_on=OLD))
    pilot_id = finance.pilot_id
    assert committed_by_position(pilot_id, OLD) == {"0844": 120_00}
    assert committed_by_position(pilot_id, DAY) == {}
    assert (state_of(finance, number, OLD), state_of(finance, number)) == (
        State.RESERVED,
        State.EXPIRED,
    )
    assert refusal(life.order, finance, number, 1, DAY) == "commitment.not_now"
    assert refusal(life.renew, finance, number, OLD, "", 1, DAY) == (
        "commitment.renewed_into_the_past"
    )
    life.renew(finance, number, DAY, "Lieferung verspätet", 1, DAY)
    assert committed_by_position(pilot_id, DAY) == {"0844": 120_00}
    assert state_of(finance, number) is State.RESERVED


def test_an_invoice_binds_an_expired_order_again(web: Flask) -> None:
    finance = actor_as("finance")
    number = entry.reserve(finance, books.draft(expires_on=OLD))
    entry.invoice(finance, number, Invoice(DAY, "RE-9"), 1, DAY)
    assert committed_by_position(finance.pilot_id, DAY) == {"0844": 120_00}


def test_a_cancelled_one_frees_all_of_it(actor: Actor) -> None:
    number = books.reserved(actor)
    life.cancel(actor, number, "zu teuer", 1, DAY)
    assert committed_by_position(actor.pilot_id, DAY) == {}
    assert state_of(actor, number) is State.CANCELLED


def test_shares_bind_by_position_and_the_carriers_own_binds_nothing(actor: Actor) -> None:
    own = books.share(70_00, "0843", is_eligible=False, carrier_reason="nicht zuwendungsfähig")
    entry.reserve(
        actor,
        books.draft(
            books.share(30_00),
            books.share(20_00, "0843", deductible_cents=3_80, vat_cents=3_80),
            books.share(10_00, expected_on=date(2025, 1, 31), post_key="coordination"),
            own,
        ),
    )
    assert committed_by_position(actor.pilot_id, DAY) == {"0844": 40_00, "0843": 20_00}
    bound = bound_shares(actor.pilot_id, DAY)
    assert [(one.expected_on.year, one.position, one.amount_cents) for one in bound] == [
        (2024, "0844", 30_00),
        (2024, "0843", 20_00),
        (2025, "0844", 10_00),
    ]


@pytest.mark.parametrize("cents", [0, -1])
def test_only_amounts_above_nothing_are_bound(actor: Actor, cents: int) -> None:
    assert refusal(books.reserved, actor, cents) == "commitment.not_positive"


def test_a_participant_is_a_payee_by_number_only(actor: Actor) -> None:
    number = entry.reserve(actor, books.draft(payee="", participant_number=17))
    assert queries.commitment(actor.pilot_id, number).payee == "TN 17"
    both = books.draft(payee="Kim Muster", participant_number=17)
    assert refusal(entry.reserve, actor, both) == "commitment.one_payee"


def test_an_invoice_lies_not_after_the_day_of_account(actor: Actor) -> None:
    came = Invoice(date(2024, 7, 1))
    with pytest.raises(DomainError) as refused:
        entry.invoice(actor, books.reserved(actor), came, 1, DAY)
    assert refused.value.field == "invoiced_on"


def test_the_same_invoice_twice_must_be_confirmed_and_is_listed(web: Flask) -> None:
    finance = actor_as("finance")
    first = books.invoiced(finance, number="RE 2024/17")
    again = books.draft(payee="INSTITUT E.V.")
    came = Invoice(DAY, "re-2024-17", True)
    with pytest.raises(DomainError) as refused:
        entry.enter_invoice(finance, again, came, DAY)
    assert (refused.value.key, refused.value.field, refused.value.params["count"]) == (
        "commitment.invoice_twice",
        "is_no_duplicate",
        1,
    )
    db.session.rollback()
    first = books.invoiced(finance, number="RE 2024/17")
    confirmed = Invoice(DAY, "re-2024-17", True, is_no_duplicate=True)
    second = entry.enter_invoice(finance, again, confirmed, DAY)
    row = queries.commitment(finance.pilot_id, second)
    assert row.is_no_duplicate
    assert [twin.commitment_number for twin in queries.twins_of(row)] == [first]
    life.cancel(finance, first, "", 1, DAY)
    assert queries.twins_of(row) == []


def test_a_contract_is_approved_only_with_its_award_or_a_reason(web: Flask) -> None:
    contract = books.share(position="0835")
    with pytest.raises(DomainError) as refused:
        books.approved(books.draft(contract))
    assert refused.value.key == "commitment.award_missing"
    award = books.awarded(actor_as("finance"))
    books.approved(books.draft(contract, award_number=award), "RE-2")
    books.approved(books.draft(contract, no_award_reason="Fortsetzung"), "RE-3")
    [row] = queries.awards(actor_as("finance").pilot_id)
    assert (row.commitments, row.bound_cents) == (1, 120_00)


def test_an_award_that_is_not_there_is_refused(actor: Actor) -> None:
    assert refusal(entry.reserve, actor, books.draft(award_number=9)) == "award.unknown"


def test_who_saves_second_is_told(actor: Actor) -> None:
    number = books.reserved(actor)
    entry.revise(actor, number, books.intent(200_00), 1, DAY)
    with pytest.raises(Stale):
        entry.revise(actor, number, books.intent(300_00), 1, DAY)
    with pytest.raises(Stale):
        life.cancel(actor, number, "", 1, DAY)
    [share] = queries.shares_of(queries.commitment(actor.pilot_id, number))
    assert share.amount_cents == 200_00


def test_a_number_that_does_not_exist_is_not_found(actor: Actor) -> None:
    with pytest.raises(NotFound):
        life.order(actor, 99, 1, DAY)


def test_the_history_names_who_changed_which_line_from_what_to_what(web: Flask) -> None:
    finance = actor_as("finance")
    number = books.reserved(finance)
    db.session.commit()
    more = books.draft(books.share(200_00), books.share(5_00, "0843"))
    entry.revise(finance, number, more, 1, DAY)
    db.session.commit()
    changes = queries.changes_of(queries.commitment(finance.pilot_id, number))
    changed = [change for change in changes if "amount_cents" in change.values]
    assert [change.values["amount_cents"] for change in changed if not change.is_first] == [
        (120_00, 200_00)
    ]
    assert changed[-1].values["amount_cents"] == (None, 5_00)
    assert user_name(changed[-1].user_id) == "finance"


def test_the_list_finds_by_state_turn_position_and_text(web: Flask) -> None:
    finance, approver = actor_as("finance"), actor_as("approver")
    books.reserved(finance)
    expired = entry.reserve(finance, books.draft(books.share(position="0843"), expires_on=OLD))
    waiting = books.checked(finance, books.draft(payee="Bahn"), "RE-1")
    paid = books.approved(number="RE-2")
    books.paid(paid)

    def found(**filters: object) -> list[int]:
        wanted = CommitmentFilters(**filters)  # type: ignore[arg-type]
        rows, total, _cents = listing.commitments(finance.pilot_id, DAY, wanted, 1)
        assert total == len(rows)
        return [row.record.number for row in rows]

    assert found() == [4, 3, 2, 1]
    assert found(only_open=True) == [3, 2, 1]
    assert found(state=State.EXPIRED) == [expired]
    assert found(state=State.RESERVED) == [1]
    assert found(state=State.PAID) == [paid]
    assert found(state=State.MATCHED) == []
    assert found(position="0843") == [expired]
    assert found(text="bahn") == [waiting]
    assert found(text="re-2") == [paid]
    assert found(text=str(paid)) == [paid]
    assert found(waits_for=approver) == [waiting]
    assert found(waits_for=finance) == [expired]
    _rows, _total, bound = listing.commitments(finance.pilot_id, DAY, CommitmentFilters(), 1)
    assert bound == sum(committed_by_position(finance.pilot_id, DAY).values()) == 240_00


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
