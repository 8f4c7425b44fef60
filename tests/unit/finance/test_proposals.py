"""Which payment belongs to which voucher: certain only where nothing else fits."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.finance.bank.rules.nearness import CERTAIN_DAYS, NEAR_DAYS
from app.finance.bank.rules.payees import folded, is_similar
from app.finance.bank.rules.proposals import propose
from app.finance.bank.rules.sides import (
    MatchRule,
    Part,
    Payable,
    Proposal,
    certain_ones,
    fingerprint,
)

DAY = date(2023, 5, 10)
WORDS = ("Mittelabruf", "Zuwendung")


def part(
    key: int, cents: int, purpose: str = "", day: date = DAY, counterparty: str = "Bank GmbH"
) -> Part:
    return Part(key, day, cents, purpose, counterparty, cents)


def voucher(
    key: int,
    number: str,
    cents: int,
    day: date = DAY,
    payee: str = "",
    reason: str = "",
    invoice: str | None = None,
    reverses: int | None = None,
) -> Payable:
    return Payable(key, number, day, cents, cents, payee, reason, invoice, reverses)


def sides(found: Iterable[Proposal]) -> set[tuple[tuple[int, ...], tuple[int, ...]]]:
    return {(one.parts, one.vouchers) for one in found}


def test_number_and_amount_are_certain() -> None:
    found = propose([part(1, -500, "B00017 RG 5/23")], [voucher(7, "B00017", 500)], WORDS)
    assert found == [Proposal((1,), (7,), MatchRule.NUMBER_AND_AMOUNT, is_certain=True)]


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


def test_a_payment_made_twice_is_never_certain() -> None:
    parts = [part(1, -500, "B00017"), part(2, -500, "B00017")]
    assert propose(parts, [voucher(7, "B00017", 500)], WORDS) == []


def test_two_numbers_of_the_same_amount_in_one_purpose_are_never_certain() -> None:
    vouchers = [voucher(7, "B00017", 500), voucher(8, "B00018", 500)]
    assert certain_ones(propose([part(1, -500, "B00017 B00018")], vouchers, WORDS)) == []


def test_the_parts_of_a_batch_are_matched_one_by_one() -> None:
    parts = [part(1, -500, "B00017"), part(2, -700, "B00018")]
    vouchers = [voucher(8, "B00018", 700), voucher(7, "B00017", 500)]
    assert sides(propose(parts, vouchers, WORDS)) == {((1,), (7,)), ((2,), (8,))}


def test_several_numbers_that_add_up_are_a_collective_payment() -> None:
    vouchers = [voucher(7, "B7", 500), voucher(8, "B8", 700), voucher(9, "B9", -200)]
    found = propose([part(1, -1000, "B7, B8 abzgl. B9")], vouchers, WORDS)
    assert found == [Proposal((1,), (7, 8, 9), MatchRule.NUMBERS_AND_SUM, is_certain=True)]
    assert propose([part(1, -999, "B7, B8 abzgl. B9")], vouchers, WORDS) == []


def test_instalments_are_certain_once_they_add_up() -> None:
    parts = [part(key, -200, "B7 Rate") for key in (1, 2, 3)]
    [found] = propose(parts, [voucher(7, "B7", 600)], WORDS)
    assert (found.rule, found.parts, found.is_certain) == (MatchRule.INSTALMENTS, (1, 2, 3), True)
    [found] = propose(parts[:2], [voucher(7, "B7", 600)], WORDS)
    assert (found.rule, found.parts, found.is_certain) == (MatchRule.PART_PAYMENT, (1, 2), False)
    assert propose(parts, [voucher(7, "B7", 599)], WORDS) == []


def test_a_payment_that_came_back_and_was_made_again_is_the_payment() -> None:
    parts = [part(1, -500, "B7"), part(2, 500, "Rückgabe B7"), part(3, -500, "B7")]
    [found] = propose(parts, [voucher(7, "B7", 500)], WORDS)
    assert (found.rule, found.parts) == (MatchRule.INSTALMENTS, (1, 2, 3))


@pytest.mark.parametrize(
    ("purpose", "invoice", "reason"),
    [
        ("RG 66713/22 Gecko", None, 'RG 66713/22 "Gecko"'),
        ("Re.-Nr. 2023 0815", "2023-0815", "Papier"),
        ("RE2023-0815 vom 03.05.", "RE 2023/0815", "Papier"),
    ],
)
def test_the_number_of_an_invoice_is_found_however_it_is_written(
    purpose: str, invoice: str | None, reason: str
) -> None:
    far = DAY - timedelta(days=60)
    one = voucher(7, "B7", 500, far, "Bank", reason, invoice)
    [found] = propose([part(1, -500, purpose)], [one], WORDS)
    assert (found.rule, found.is_certain) == (MatchRule.INVOICE_AND_AMOUNT, True)


def test_the_number_of_an_invoice_of_somebody_else_is_possible_only() -> None:
    one = voucher(7, "B7", 500, payee="Druckerei", invoice="2023-0815")
    [found] = propose([part(1, -500, "2023-0815")], [one], WORDS)
    assert (found.rule, found.is_certain) == (MatchRule.INVOICE_AND_AMOUNT, False)


def test_a_refund_is_matched_with_its_reversal() -> None:
    [found] = propose([part(1, 500, "S-B00017")], [voucher(9, "S-B00017", -500)], WORDS)
    assert (found.vouchers, found.is_certain) == ((9,), True)


@pytest.mark.parametrize(
    ("days", "expected"),
    [(-1, False), (0, True), (CERTAIN_DAYS, True), (CERTAIN_DAYS + 1, False), (NEAR_DAYS, False)],
)
def test_amount_and_payee_are_certain_up_to_three_days_after_the_payment(
    days: int, expected: bool
) -> None:
    booked = DAY + timedelta(days=days)
    one = voucher(7, "B1", 500, payee="Stadtwerke Schwedt GmbH")
    [found] = propose([part(1, -500, "x", booked, "STADTWERKE SCHWEDT")], [one], WORDS)
    assert (found.rule, found.is_certain) == (MatchRule.AMOUNT_PAYEE_DAYS, expected)
    assert found.days == abs(days)


def test_a_second_voucher_of_that_amount_and_payee_makes_it_uncertain() -> None:
    vouchers = [voucher(7, "B1", 500, payee="Miete"), voucher(8, "B2", 500, payee="Miete")]
    assert propose([part(1, -500, "", DAY, "Miete")], vouchers, WORDS) == []
    apart = [vouchers[0], voucher(8, "B2", 500, DAY - timedelta(days=NEAR_DAYS), payee="Miete")]
    [found] = propose([part(1, -500, "", DAY, "Miete")], apart, WORDS)
    assert (found.vouchers, found.is_certain) == ((7,), False)


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


def test_the_sum_of_a_payees_vouchers_is_possible_if_only_they_fit() -> None:
    vouchers = [
        voucher(7, "B7", 100, payee="Bahn"),
        voucher(8, "B8", 250, payee="BAHN"),
        voucher(9, "B9", 270, payee="Bahn"),
        voucher(10, "B10", 150, payee="Post"),
    ]
    [found] = propose([part(1, -350, "", DAY, "Bahn")], vouchers, WORDS)
    assert found == Proposal((1,), (7, 8), MatchRule.SUM_OF_PAYEE, is_certain=False)
    ambiguous = [*vouchers, voucher(11, "B11", 80, payee="Bahn")]
    assert propose([part(1, -350, "", DAY, "Bahn")], ambiguous, WORDS) == []


def test_a_voucher_and_its_reversal_cancel_out_where_no_entry_asks_for_them() -> None:
    refunded = DAY + timedelta(days=9)
    for day, certain in ((DAY, True), (refunded, False)):
        pair = [voucher(7, "B7", 500), voucher(8, "S-B7", -500, day, reverses=7)]
        assert propose([], pair, WORDS) == [Proposal((), (7, 8), MatchRule.REVERSAL, certain)]
    pair = [voucher(7, "B7", 500), voucher(8, "S-B7", -500, reverses=7)]
    assert MatchRule.REVERSAL not in {one.rule for one in propose([part(1, -500, "B7")], pair, ())}


def test_a_credit_with_a_word_of_the_programme_is_a_draw_down() -> None:
    parts = [part(1, 5000, "2. MITTELABRUF 2023"), part(2, -5000, "Mittelabruf"), part(3, 10, "x")]
    assert propose(parts, [], WORDS) == [Proposal((1,), (), MatchRule.DRAW_DOWN, is_certain=True)]


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("Müller & Söhne GmbH", "MUELLER UND SOEHNE", True),
        ("Institut für Begleitforschung e. V.", "INSTITUT FUER BEGLEITFORSCHU", True),
        ("Deutsche Bahn AG", "DB Vertrieb", False),
        ("Bürobedarf Prenzlau", "Buerobedarf Prenzlav", True),
        ("", "", False),
    ],
)
def test_names_are_compared_as_banks_write_them(one: str, other: str, expected: bool) -> None:
    assert is_similar(folded(one), folded(other)) is expected


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
    st.tuples(
        st.sampled_from([-200, -100, 100, 200, 300]),
        st.integers(0, 30),
        st.sampled_from(["Bank", "Post", ""]),
    ),
    max_size=4,
)


@given(PARTS, VOUCHERS)
def test_each_side_is_proposed_at_most_once_and_amounts_agree(
    parts: list[tuple[int, list[str], int]], vouchers: list[tuple[int, int, str]]
) -> None:
    given_parts = [
        part(at, cents, " ".join(words), DAY + timedelta(days=days))
        for at, (cents, words, days) in enumerate(parts, start=1)
    ]
    given_vouchers = [
        voucher(100 + at, NUMBERS[at], cents, DAY + timedelta(days=days), payee)
        for at, (cents, days, payee) in enumerate(vouchers)
    ]
    found = propose(given_parts, given_vouchers, WORDS)
    for used in ([each for one in found for each in one.parts], vouchers_in(found)):
        assert len(set(used)) == len(used)
    amounts = {one.id: one.amount_cents for one in given_parts}
    amounts |= {one.id: one.amount_cents for one in given_vouchers}
    for one in found:
        paid = sum(amounts[each] for each in one.parts)
        owed = sum(amounts[each] for each in one.vouchers)
        if one.rule is MatchRule.PART_PAYMENT:
            assert abs(paid) < abs(owed)
            assert paid * owed < 0
        else:
            assert (paid > 0) if one.rule is MatchRule.DRAW_DOWN else (paid == -owed)
    backwards = propose(given_parts[::-1], given_vouchers[::-1], WORDS)
    assert fingerprint(backwards) == fingerprint(found)


def vouchers_in(found: Iterable[Proposal]) -> list[int]:
    return [each for one in found for each in one.vouchers]


def test_the_fingerprint_tells_other_proposals_apart() -> None:
    one = Proposal((1,), (7,), MatchRule.NUMBER_AND_AMOUNT, is_certain=True)
    other = Proposal((1,), (8,), MatchRule.NUMBER_AND_AMOUNT, is_certain=True)
    assert fingerprint([one]) != fingerprint([other]) != fingerprint([])
