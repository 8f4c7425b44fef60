"""Random ledgers matched in parts: the parts of both sides always add up to the whole."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.errors import DomainError
from app.finance.bank.rules.allotment import Allotted, Open, allot, check_bounds, group_around
from app.finance.bank.rules.proposals import propose
from app.finance.bank.rules.sides import MatchRule, Part, Payable
from app.finance.bank.rules.signing import Alone, AtBank, Facts, Link, Side, balance

DAY = date(2023, 5, 10)
CENTS = st.integers(-900_00, 900_00).filter(bool)


def opens(amounts: Sequence[int], first: int = 1) -> list[Open]:
    return [Open(key, cents) for key, cents in enumerate(amounts, start=first)]


def left(rows: Sequence[Open], found: Sequence[Allotted], side: str) -> list[int]:
    return [
        row.cents - sum(each.cents for each in found if getattr(each, side) == row.id)
        for row in rows
    ]


def test_amounts_are_allotted_oldest_first_and_the_rest_stays_on_the_last() -> None:
    found = allot(opens([-300, -200]), opens([-100, -350], first=7))
    assert found == [Allotted(1, 7, -100), Allotted(1, 8, -200), Allotted(2, 8, -150)]
    assert left(opens([-300, -200]), found, "part_id") == [0, -50]


def test_a_credit_note_raises_what_its_payment_covers() -> None:
    found = allot(opens([-480]), opens([-500, 20], first=7))
    assert set(found) == {Allotted(1, 8, 20), Allotted(1, 7, -500)}


def test_a_payment_that_came_back_is_part_of_how_the_voucher_was_paid() -> None:
    found = allot(opens([-500, 500, -500]), opens([-500], first=7))
    assert left(opens([-500, 500, -500]), found, "part_id") == [0, 0, 0]
    assert sum(each.cents for each in found) == -500


@pytest.mark.parametrize(("paid", "owed"), [(-500, 500), (500, -500), (0, -500)])
def test_opposite_directions_are_refused(paid: int, owed: int) -> None:
    parts = opens([paid]) if paid else opens([-1, 1])
    with pytest.raises(DomainError) as refused:
        allot(parts, opens([owed], first=7))
    assert refused.value.key == "bank.opposite_directions"


@pytest.mark.parametrize(
    ("whole", "rest", "fits"), [(-5, 0, True), (-5, -5, True), (-5, -6, False)]
)
def test_the_open_rest_lies_between_nothing_and_the_whole(
    whole: int, rest: int, fits: bool
) -> None:
    if fits:
        check_bounds(whole, rest)
    else:
        with pytest.raises(DomainError):
            check_bounds(whole, rest)
    with pytest.raises(DomainError):
        check_bounds(whole, 1)


def test_a_group_is_all_that_hangs_together() -> None:
    links = [(1, 7), (2, 7), (2, 8), (3, 9)]
    for part, parts, vouchers in ((1, {1, 2}, {7, 8}), (3, {3}, {9}), (4, {4}, set[int]())):
        assert group_around(part, links) == (frozenset(parts), frozenset(vouchers))


@settings(max_examples=300, deadline=None)
@given(st.lists(CENTS, min_size=1, max_size=6), st.lists(CENTS, min_size=1, max_size=6))
def test_matched_and_open_are_the_whole_on_both_sides(paid: list[int], owed: list[int]) -> None:
    parts, vouchers = opens(paid), opens(owed, first=100)
    if sum(paid) * sum(owed) <= 0:
        with pytest.raises(DomainError):
            allot(parts, vouchers)
        return
    found = allot(parts, vouchers)
    assert len({(each.part_id, each.booking_id) for each in found}) == len(found)
    assert all(each.cents for each in found)
    for rows, side in ((parts, "part_id"), (vouchers, "booking_id")):
        for row, rest in zip(rows, left(rows, found, side), strict=True):
            check_bounds(row.cents, rest)
    smaller = min(sum(paid), sum(owed), key=abs)
    assert sum(each.cents for each in found) == smaller


ENTRIES = st.lists(
    st.tuples(st.integers(-5, 3), st.integers(0, 25), st.sampled_from("ABC"), st.integers(1, 6)),
    max_size=10,
)


@settings(max_examples=1000, deadline=None)
@given(ENTRIES, ENTRIES, st.integers(0, 25))
def test_accepting_all_proposals_never_allots_too_much_and_balances_to_the_cent(
    at_bank: list[tuple[int, int, str, int]], paid: list[tuple[int, int, str, int]], until: int
) -> None:
    parts = [
        Part(key, DAY + timedelta(days=days), units * 100, f"B{number}", payee, units * 100)
        for key, (units, days, payee, number) in enumerate(at_bank, start=1)
        if units
    ]
    vouchers = [
        Payable(100 + at, f"B{at}", DAY + timedelta(days=days), -units * 100, -units * 100, payee)
        for at, (units, days, payee, _number) in enumerate(paid, start=1)
        if units
    ]
    found = allotted(parts, vouchers)
    booked = {part.id: part.booked_on for part in parts}
    days_of = {one.id: one.paid_on for one in vouchers}
    part_rows = [Open(part.id, part.amount_cents) for part in parts]
    voucher_rows = [Open(one.id, -one.amount_cents) for one in vouchers]
    rests = left(part_rows, found, "part_id")
    owed = left(voucher_rows, found, "booking_id")
    for row, rest in zip([*part_rows, *voucher_rows], [*rests, *owed], strict=True):
        check_bounds(row.cents, rest)
    facts = Facts(
        [
            AtBank(part.id, part.booked_on, part.amount_cents, rest, 0)
            for part, rest in zip(parts, rests, strict=True)
        ],
        [
            Link(
                one.part_id,
                booked[one.part_id],
                Side.VOUCHER,
                one.booking_id,
                days_of[one.booking_id],
                one.cents,
            )
            for one in found
        ],
        [
            Alone(Side.VOUCHER, one.id, one.paid_on, rest)
            for one, rest in zip(vouchers, owed, strict=True)
        ],
        [],
    )
    last = DAY + timedelta(days=until)
    bank = 100_00 + sum(part.amount_cents for part in parts if part.booked_on <= last)
    told = balance(facts, 100_00, bank, DAY, last)
    assert told.payments_cents == -sum(one.amount_cents for one in vouchers if one.paid_on <= last)
    assert told.unexplained_cents == 0


def allotted(parts: list[Part], vouchers: list[Payable]) -> list[Allotted]:
    """What accepting every proposal would write."""
    by_id = {part.id: part for part in parts}
    owed = {one.id: one for one in vouchers}
    return [
        each
        for one in propose(parts, vouchers, ())
        if one.rule is not MatchRule.REVERSAL
        for each in allot(
            [Open(key, by_id[key].open_cents) for key in one.parts],
            [Open(key, -owed[key].open_cents) for key in one.vouchers],
        )
    ]
