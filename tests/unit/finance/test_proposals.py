"""Which payment belongs to which voucher: certain only where nothing else fits."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.finance.bank.rules import (
    NEAR_DAYS,
    MatchRule,
    Part,
    Payable,
    Proposal,
    certain_ones,
    fingerprint,
    propose,
)

DAY = date(2023, 5, 10)
WORDS = ("Mittelabruf", "Zuwendung")


def part(key: int, cents: int, purpose: str = "", day: date = DAY) -> Part:
    return Part(key, day, cents, purpose, "Bank GmbH")


def voucher(key: int, number: str, cents: int, day: date = DAY) -> Payable:
    return Payable(key, number, day, cents)


def test_number_and_amount_are_certain() -> None:
    found = propose([part(1, -500, "B00017 RG 5/23")], [voucher(7, "B00017", 500)], WORDS)
    assert found == [Proposal(1, 7, MatchRule.NUMBER_AND_AMOUNT, is_certain=True)]


@pytest.mark.parametrize(
    ("number", "purpose"),
    [
        ("B00017", "zu b00017"),
        ("2023/17", "Beleg 2023/17"),
        ("B00017", "Rechnung B00017."),
        ("B00017", "(B00017), danke"),
        ("Ü-17", "Ü-17 Umbuchung"),
    ],
)
def test_the_number_is_found_as_people_write_it(number: str, purpose: str) -> None:
    [found] = propose([part(1, -500, purpose)], [voucher(7, number, 500)], WORDS)
    assert found.is_certain


@pytest.mark.parametrize("purpose", ["B000170", "XB00017", "B0001"])
def test_a_number_inside_another_one_is_none(purpose: str) -> None:
    far = DAY + timedelta(days=NEAR_DAYS + 1)
    assert propose([part(1, -500, purpose)], [voucher(7, "B00017", 500, far)], WORDS) == []


def test_the_number_with_another_amount_is_no_proposal() -> None:
    assert propose([part(1, -501, "B00017")], [voucher(7, "B00017", 500)], WORDS) == []


def test_a_payment_made_twice_is_never_certain() -> None:
    parts = [part(1, -500, "B00017"), part(2, -500, "B00017")]
    assert propose(parts, [voucher(7, "B00017", 500)], WORDS) == []


def test_two_numbers_of_the_same_amount_in_one_purpose_are_never_certain() -> None:
    vouchers = [voucher(7, "B00017", 500), voucher(8, "B00018", 500)]
    assert certain_ones(propose([part(1, -500, "B00017 B00018")], vouchers, WORDS)) == []


def test_the_parts_of_a_batch_are_matched_one_by_one() -> None:
    parts = [part(1, -500, "B00017"), part(2, -700, "B00018")]
    vouchers = [voucher(8, "B00018", 700), voucher(7, "B00017", 500)]
    pairs = {(one.part_id, one.booking_id) for one in propose(parts, vouchers, WORDS)}
    assert pairs == {(1, 7), (2, 8)}


def test_a_refund_is_matched_with_its_reversal() -> None:
    [found] = propose([part(1, 500, "S-B00017")], [voucher(9, "S-B00017", -500)], WORDS)
    assert (found.booking_id, found.is_certain) == (9, True)


def test_amount_and_day_alone_are_possible_only() -> None:
    for days, expected in ((NEAR_DAYS, 1), (NEAR_DAYS + 1, 0), (-NEAR_DAYS, 1)):
        paid_on = DAY + timedelta(days=days)
        found = propose([part(1, -500, "Miete")], [voucher(7, "B1", 500, paid_on)], WORDS)
        assert len(found) == expected
        assert not certain_ones(found)


def test_the_same_amount_twice_is_no_proposal_by_amount() -> None:
    vouchers = [voucher(7, "B1", 500), voucher(8, "B2", 500)]
    assert propose([part(1, -500, "Miete")], vouchers, WORDS) == []
    parts = [part(1, -500, "Miete"), part(2, -500, "Miete")]
    assert propose(parts, vouchers[:1], WORDS) == []


def test_a_certain_match_leaves_the_other_of_the_same_amount_clear() -> None:
    parts = [part(1, -500, "B1"), part(2, -500, "Miete")]
    vouchers = [voucher(7, "B1", 500), voucher(8, "B2", 500)]
    found = propose(parts, vouchers, WORDS)
    assert [(one.part_id, one.booking_id, one.is_certain) for one in found] == [
        (1, 7, True),
        (2, 8, False),
    ]


def test_a_credit_with_a_word_of_the_programme_is_a_draw_down() -> None:
    parts = [part(1, 5000, "2. MITTELABRUF 2023"), part(2, -5000, "Mittelabruf"), part(3, 10, "x")]
    assert propose(parts, [], WORDS) == [Proposal(1, None, MatchRule.DRAW_DOWN, is_certain=True)]


NUMBERS = ["B1", "B2", "B3", "B4"]
PARTS = st.lists(
    st.tuples(
        st.sampled_from([-300, -200, -100, 100, 200]),
        st.lists(st.sampled_from([*NUMBERS, "Mittelabruf", "Miete"]), max_size=3),
        st.integers(0, 30),
    ),
    max_size=8,
)
VOUCHERS = st.lists(
    st.tuples(st.sampled_from([-200, -100, 100, 200, 300]), st.integers(0, 30)), max_size=4
)


@given(PARTS, VOUCHERS)
def test_each_side_is_proposed_at_most_once_and_amounts_agree(
    parts: list[tuple[int, list[str], int]], vouchers: list[tuple[int, int]]
) -> None:
    given_parts = [
        part(at, cents, " ".join(words), DAY + timedelta(days=days))
        for at, (cents, words, days) in enumerate(parts, start=1)
    ]
    given_vouchers = [
        voucher(100 + at, NUMBERS[at], cents, DAY + timedelta(days=days))
        for at, (cents, days) in enumerate(vouchers)
    ]
    found = propose(given_parts, given_vouchers, WORDS)
    ids = [one.booking_id for one in found if one.booking_id is not None]
    assert len({one.part_id for one in found}) == len(found)
    assert len(set(ids)) == len(ids)
    amounts = {one.id: one.amount_cents for one in given_vouchers}
    for one in found:
        cents = given_parts[one.part_id - 1].amount_cents
        assert (cents > 0) if one.booking_id is None else (amounts[one.booking_id] == -cents)
    backwards = propose(given_parts[::-1], given_vouchers[::-1], WORDS)
    assert set(backwards) == set(found)
    assert fingerprint(backwards) == fingerprint(found)


def test_the_fingerprint_tells_other_proposals_apart() -> None:
    one = Proposal(1, 7, MatchRule.NUMBER_AND_AMOUNT, is_certain=True)
    other = Proposal(1, 8, MatchRule.NUMBER_AND_AMOUNT, is_certain=True)
    assert fingerprint([one]) != fingerprint([other]) != fingerprint([])
