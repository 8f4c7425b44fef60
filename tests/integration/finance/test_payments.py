"""Commitments paid as vouchers, in lines and in parts; reversed, matched, never counted twice."""

from __future__ import annotations

import random
from datetime import date, timedelta

import pytest
from flask import Flask

from app.errors import DomainError, Stale
from app.extensions import db
from app.finance.bank.services import matching as bank
from app.finance.commitments import listing, queries
from app.finance.commitments.rules import State
from app.finance.commitments.services import entry, life
from app.finance.commitments.services.payment import Payment, pay
from app.finance.queries import (
    budget_on,
    committed_by_position,
    lines_of_voucher,
    paid_by_position_and_year,
)
from app.finance.services.vouchers import compare, reverse
from app.finance.voucher_file import VoucherFile
from app.finance.vouchers.queries import BookingFilters, bookings, origin_of
from tests.factories import DAY, actor_as, gecko
from tests.integration.finance import books
from tests.integration.finance.books import draft, listed, share

MARCH = date(2024, 3, 1)


def state_of(number: int) -> State:
    return listing.one(queries.commitment(actor_as("finance").pilot_id, number), DAY).state


def committed() -> dict[str, int]:
    return committed_by_position(actor_as("finance").pilot_id, DAY)


def refusal(number: int, payment: Payment) -> str:
    finance = actor_as("finance")
    with pytest.raises(DomainError) as refused:
        pay(finance, number, payment, books.version_of(finance, number), DAY)
    return refused.value.key


def split() -> int:
    """119,00 with deductible tax, 60,00 for a post, 40,00 that the carrier bears itself."""
    return books.approved(
        draft(
            share(100_00, deductible_cents=19_00, vat_cents=19_00),
            share(60_00, "0843", post_key="coordination"),
            share(40_00, "0843", is_eligible=False, carrier_reason="nicht zuwendungsfähig"),
        )
    )


def test_paying_books_a_line_for_each_share_and_frees_the_commitment(web: Flask) -> None:
    pilot_id, number = actor_as("finance").pilot_id, split()
    assert committed() == {"0844": 100_00, "0843": 60_00}
    books.paid(number, " R-17 ", paid_on=MARCH)
    lines = lines_of_voucher(pilot_id, "R-17")
    assert [(one.position, one.amount_cents, one.deductible_cents) for one in lines] == [
        ("0844", 100_00, 19_00),
        ("0843", 60_00, 0),
        ("0843", 40_00, 0),
    ]
    assert [one.is_eligible for one in lines] == [True, True, False]
    assert (lines[1].post_key, lines[0].invoice_number, lines[0].bears_mark) == (
        "coordination",
        "RE-1",
        True,
    )
    assert origin_of(lines[0]).commitment_number == number
    assert committed() == {}
    assert paid_by_position_and_year(pilot_id, DAY) == {
        ("0844", 2024): 100_00,
        ("0843", 2024): 60_00,
    }
    assert state_of(number) is State.PAID


def test_the_list_shows_a_split_voucher_once_with_its_lines_and_the_carriers_part_apart(
    web: Flask,
) -> None:
    pilot_id = actor_as("finance").pilot_id
    books.paid(split(), "R-1")
    books.book(actor_as("finance"), listed("B1", 7_00, date(2024, 1, 2)))
    rows, sums = bookings(pilot_id, DAY, BookingFilters(), ("amount_cents", True), 1)
    assert [(row.source_number, len(row.lines), row.amount_cents) for row in rows] == [
        ("R-1", 3, 200_00),
        ("B1", 1, 7_00),
    ]
    assert (sums.count, sums.amount_cents, sums.carrier_cents) == (2, 167_00, 40_00)
    [only], sums = bookings(pilot_id, DAY, BookingFilters(position="0844"), ("paid_on", False), 1)
    assert (len(only.lines), sums.amount_cents, sums.carrier_cents) == (1, 100_00, 0)


def test_a_part_leaves_the_rest_committed_until_the_final_payment_frees_it(web: Flask) -> None:
    number = books.approved(draft(share(100_00)))
    books.paid(number, "R-1", {1: 30_00}, is_final=False)
    assert (committed(), state_of(number)) == ({"0844": 70_00}, State.APPROVED)
    books.paid(number, "R-2", {1: 50_00})
    assert (committed(), state_of(number)) == ({}, State.PAID)
    [line] = budget_on(actor_as("finance").pilot_id, DAY, ["0844"], [2024])
    assert (line.paid_cents, line.committed_cents) == (80_00, 0)


def test_a_part_that_pays_all_that_is_left_is_the_final_one(web: Flask) -> None:
    number = books.approved(draft(share(100_00)))
    books.paid(number, "R-1", {1: 30_00}, is_final=False)
    books.paid(number, "R-2", {1: 70_00}, is_final=False)
    assert state_of(number) is State.PAID


def test_after_a_part_nothing_more_may_be_owed(web: Flask) -> None:
    finance, number = actor_as("finance"), books.approved(draft(share(100_00)))
    books.paid(number, "R-1", {1: 30_00}, is_final=False)
    version = books.version_of(finance, number)
    with pytest.raises(DomainError):
        life.cancel(finance, number, "", version, DAY)
    life.close(finance, number, version, DAY)
    assert (committed(), state_of(number)) == ({}, State.PAID)


@pytest.mark.parametrize("asked", [{1: 100_01}, {1: -1}, {1: 0}, {}, {2: 1_00}])
def test_nothing_beyond_what_is_approved_is_paid(web: Flask, asked: dict[int, int]) -> None:
    number = books.approved(draft(share(100_00)))
    key = refusal(number, Payment("R-1", DAY, asked))
    assert key.startswith("commitment.")
    db.session.rollback()


def test_only_what_is_approved_is_paid_and_not_in_the_future(web: Flask) -> None:
    assert refusal(books.reserved(actor_as("finance")), Payment("R-1", DAY)) == (
        "commitment.not_now"
    )
    number = books.approved()
    assert refusal(number, Payment("R-1", date(2024, 7, 1))) == "house.future"
    assert state_of(number) is State.APPROVED


def test_a_voucher_number_that_is_taken_is_refused_at_its_field(web: Flask) -> None:
    number = books.approved()
    books.book(actor_as("finance"), listed("R-17"))
    assert refusal(number, Payment("R-17", DAY)) == "voucher.number_taken"


def test_two_clerks_with_the_same_page_pay_a_part_once(web: Flask) -> None:
    finance, number = actor_as("finance"), books.approved(draft(share(100_00)))
    seen = books.version_of(finance, number)
    pay(finance, number, Payment("R-1", DAY, {1: 30_00}, is_final=False), seen, DAY)
    with pytest.raises(Stale):
        pay(finance, number, Payment("R-2", DAY, {1: 30_00}, is_final=False), seen, DAY)


def test_a_booking_error_opens_the_commitment_again_and_a_refund_does_not(web: Flask) -> None:
    finance, number = actor_as("finance"), split()
    books.paid(number, "R-1", paid_on=MARCH)
    reverse(finance, "R-1", "falsches Konto", None, DAY)
    assert state_of(number) is State.APPROVED
    assert committed() == {"0844": 100_00, "0843": 60_00}
    assert sum(paid_by_position_and_year(finance.pilot_id, DAY).values()) == 0
    books.paid(number, "R-2", paid_on=MARCH)
    reverse(finance, "R-2", "Ware zurückgegeben", DAY, DAY)
    assert (state_of(number), committed()) == (State.PAID, {})


def test_a_listed_reversal_takes_all_lines_back_and_opens_the_commitment(web: Flask) -> None:
    finance, number = actor_as("finance"), split()
    books.paid(number, "R-1", paid_on=MARCH)
    books.book(finance, listed("B9", -219_00, MARCH, "0844", reverses="R-1"))
    lines = lines_of_voucher(finance.pilot_id, "B9")
    assert [(one.position, one.amount_cents, one.deductible_cents) for one in lines] == [
        ("0844", -100_00, -19_00),
        ("0843", -60_00, 0),
        ("0843", -40_00, 0),
    ]
    assert state_of(number) is State.APPROVED
    assert committed() == {"0844": 100_00, "0843": 60_00}


def test_a_split_voucher_that_comes_with_the_list_again_is_known_by_its_sum(web: Flask) -> None:
    finance = actor_as("finance")
    books.paid(split(), "R-1", paid_on=MARCH)
    books.paid(books.approved(draft(share(50_00)), "RE-2"), "R-2", paid_on=MARCH)
    file = VoucherFile(
        rows=[
            listed("R-1", 219_00, MARCH, "0844"),
            listed("R-2", 50_00, MARCH, "0843"),
            listed("B1", -219_00, MARCH, reverses="R-1"),
        ]
    )
    file.outcome.tally.read = file.outcome.tally.accepted = 3
    new = compare(finance, gecko().notice, file)
    tally = file.outcome.tally
    assert (tally.unchanged, tally.rejected) == (1, 1)
    assert [(row.source_number, row.reverses) for row in new] == [("B1", "R-1")]


def test_a_commitment_is_matched_once_the_bank_has_seen_every_payment(web: Flask) -> None:
    finance, number = actor_as("finance"), books.approved(draft(share(100_00)))
    books.paid(number, "R-1", {1: 60_00}, is_final=False)
    books.paid(number, "R-2", {1: 40_00})
    for reference, cents, voucher in (("E1", -60_00, "R-1"), ("E2", -40_00, "R-2")):
        assert state_of(number) is State.PAID
        books.receive_statement(finance, books.entry(reference, (cents, voucher), booked_on=DAY))
        [part_id] = books.part_ids(finance)
        paid = books.voucher(finance, voucher).id
        bank.match(finance, {part_id: cents}, {paid: -cents})
    assert state_of(number) is State.MATCHED


def test_a_payment_of_which_the_bank_has_seen_a_part_is_not_matched_yet(web: Flask) -> None:
    finance, number = actor_as("finance"), books.approved(draft(share(100_00)))
    books.paid(number, "R-1", {1: 100_00})
    books.receive_statement(finance, books.entry("E1", (-60_00, "R-1"), booked_on=DAY))
    [part_id] = books.part_ids(finance)
    bank.match(finance, {part_id: -60_00}, {books.voucher(finance, "R-1").id: 100_00})
    assert state_of(number) is State.PAID


PLAN = 10_000_00


class Walk:
    """Random acts on commitments; where the money went is told beside, euro by euro."""

    def __init__(self, seed: int) -> None:
        self.dice = random.Random(seed)
        self.gross: dict[int, int] = {}
        self.committed: dict[int, int] = {}
        self.paid: dict[int, int] = {}
        self.vouchers: dict[str, tuple[int, int]] = {}

    def enter(self) -> None:
        cents = self.dice.randint(1_00, 500_00)
        number = books.approved(draft(share(cents)), f"RE-{len(self.gross)}")
        self.gross[number] = self.committed[number] = cents
        self.paid[number] = 0

    def reserve(self) -> None:
        finance = actor_as("finance")
        day = DAY - timedelta(days=self.dice.randint(0, 1))
        cents = self.dice.randint(1_00, 500_00)
        number = entry.reserve(finance, draft(share(cents), expires_on=day))
        self.gross[number] = cents
        self.committed[number] = cents if day == DAY else 0
        self.paid[number] = 0

    def pay(self) -> None:
        open_ones = [one for one in self.gross if state_of(one) is State.APPROVED]
        if not open_ones:
            return
        number = self.dice.choice(open_ones)
        cents = self.dice.randint(1, self.committed[number])
        is_final = self.dice.random() < 0.5
        voucher = f"R-{len(self.vouchers)}"
        books.paid(number, voucher, {1: cents}, is_final)
        self.vouchers[voucher] = (number, cents)
        self.paid[number] += cents
        left = self.committed[number] - cents
        self.committed[number] = 0 if is_final else left

    def take_back(self) -> None:
        if not self.vouchers:
            return
        voucher = self.dice.choice(sorted(self.vouchers))
        number, cents = self.vouchers[voucher]
        if not cents:
            return
        reverse(actor_as("finance"), voucher, "Fehler", None, DAY)
        self.vouchers[voucher] = (number, 0)
        self.paid[number] -= cents
        self.committed[number] = self.gross[number] - self.paid[number]

    def cancel(self) -> None:
        finance, number = actor_as("finance"), self.dice.choice(sorted(self.gross))
        if state_of(number) in {State.PAID, State.CANCELLED} or self.paid[number]:
            return
        life.cancel(finance, number, "", books.version_of(finance, number), DAY)
        self.committed[number] = 0


@pytest.mark.parametrize("seed", [1, 2])
def test_over_random_histories_each_euro_is_in_one_place(web: Flask, seed: int) -> None:
    walk = Walk(seed)
    walk.enter()
    for _ in range(25):
        act = walk.dice.choice(
            [walk.enter, walk.reserve, walk.pay, walk.pay, walk.take_back, walk.cancel]
        )
        act()
        [line] = budget_on(actor_as("finance").pilot_id, DAY, ["0844"], [2024])
        assert line.committed_cents == sum(walk.committed.values())
        assert line.paid_cents == sum(walk.paid.values())
        for number, cents in walk.gross.items():
            assert 0 <= walk.committed[number] + walk.paid[number] <= cents
