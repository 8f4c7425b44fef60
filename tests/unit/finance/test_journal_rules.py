"""Double entry: every booking has its counterpart, and all accounts together are 0."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.finance.journal.lines import LineSum, Movement
from app.finance.journal.rules import (
    CARRIER_VOUCHERS,
    INPUT_TAX,
    Account,
    Entry,
    Kind,
    balances,
    entries,
    money_account,
    total,
    trial_balance,
    voucher_postings,
)
from tests.unit.finance.booked import PAID, line

BANK = money_account("account")
GRANT = Account(Kind.GRANT)
PAPER = Account(Kind.EXPENSE, ("0831",))


def sides(entry: Entry) -> dict[Account, int]:
    return {posting.account: posting.cents for posting in entry.postings}


def test_a_voucher_is_an_expense_against_the_bank() -> None:
    (entry,) = entries([line(100_00)], [], BANK)
    assert sides(entry) == {PAPER: 100_00, BANK: -100_00}
    assert (entry.code, entry.day, entry.source_number) == ("2023-05/1", PAID, "B1")


def test_deductible_input_tax_is_a_claim_and_what_the_carrier_bears_is_one_too() -> None:
    lines = [
        line(100_00, deductible_cents=19_00, post_key="reha-1"),
        line(30_00, line=2, is_eligible=False, carrier_reason="Bewirtung"),
    ]
    (entry,) = entries(lines, [], BANK)
    assert sides(entry) == {
        Account(Kind.EXPENSE, ("0831", "reha-1")): 100_00,
        INPUT_TAX: 19_00,
        CARRIER_VOUCHERS: 30_00,
        BANK: -149_00,
    }


def test_a_reversal_is_the_mirror_of_what_it_takes_back() -> None:
    booked = line(100_00, deductible_cents=19_00)
    taken_back = line(-100_00, deductible_cents=-19_00, voucher_number=2, id=2, reverses_id=1)
    first, second = entries([booked, taken_back], [], BANK)
    assert second.kind == "reversal"
    assert sides(second) == {account: -cents for account, cents in sides(first).items()}


def test_lines_that_cancel_each_other_need_no_money() -> None:
    (entry,) = entries([line(50_00), line(-50_00, line=2, position="0844")], [], BANK)
    assert sides(entry) == {PAPER: 50_00, Account(Kind.EXPENSE, ("0844",)): -50_00}


@pytest.mark.parametrize(
    ("kind", "cents", "counterpart"),
    [
        ("draw_down", 500_00, GRANT),
        ("refund", 500_00, Account(Kind.REFUND)),
        ("other", 500_00, Account(Kind.OTHER_INCOME)),
        ("unspent", -500_00, Account(Kind.REPAID)),
        ("disallowed", -500_00, Account(Kind.REPAID)),
        ("interest", -500_00, Account(Kind.CARRIER, ("interest",))),
        ("rest", -500_00, Account(Kind.CARRIER, ("rests",))),
        ("insurance", 500_00, Account(Kind.OTHER_INCOME, ("insurance",))),
    ],
)
def test_money_that_is_no_voucher_has_its_account(
    kind: str, cents: int, counterpart: Account
) -> None:
    (entry,) = entries([], [Movement(1, kind, PAID, "Bund", "Abruf 1", cents)], BANK)
    assert sides(entry) == {BANK: cents, counterpart: -cents}


def test_without_an_account_of_its_own_the_cost_centre_pays() -> None:
    (entry,) = entries([line()], [], money_account("cost_centre"))
    assert Account(Kind.COST_CENTRE) in sides(entry)


def test_a_late_payment_stands_in_its_month_of_the_books_under_its_payment_day() -> None:
    late = line(voucher_number=7, month=date(2023, 7, 1))
    own = line(voucher_number=9, month=date(2023, 7, 1), paid_on=date(2023, 7, 3))
    moved = Movement(1, "draw_down", date(2023, 7, 3), "Bund", "Abruf", 1)
    found = entries([own, late], [moved], BANK)
    assert [(entry.code, entry.day) for entry in found] == [
        ("2023-07/1", PAID),
        ("2023-07/2", date(2023, 7, 3)),
        ("2023-07/3", date(2023, 7, 3)),
    ]


def test_who_takes_part_is_known_by_number() -> None:
    (entry,) = entries([line(participant_number=17, payee="")], [], BANK)
    assert entry.payee == "TN 17"


lines = st.lists(
    st.builds(
        line,
        st.integers(-(10**8), 10**8).filter(bool),
        voucher_number=st.integers(1, 5),
        line=st.integers(1, 3),
        position=st.sampled_from(["0812", "0831", "0844"]),
        post_key=st.sampled_from([None, "reha-1"]),
        is_eligible=st.booleans(),
        deductible_cents=st.integers(-(10**6), 10**6),
    ),
    unique_by=lambda one: (one.voucher_number, one.line),
)
moves = st.lists(
    st.builds(
        Movement,
        st.integers(1, 10**6),
        st.sampled_from(["draw_down", "refund", "other", "unspent", "interest", "rest"]),
        st.just(PAID),
        st.just("Bund"),
        st.just(""),
        st.integers(-(10**8), 10**8).filter(bool),
    )
)


@given(lines, moves)
def test_every_entry_and_the_list_of_balances_add_up_to_zero(
    drawn: list[object], moved: list[Movement]
) -> None:
    found = entries(drawn, moved, BANK)  # type: ignore[arg-type]
    assert [sum(p.cents for p in entry.postings) for entry in found] == [0] * len(found)
    assert all(entry.postings and all(p.cents for p in entry.postings) for entry in found)
    everything = trial_balance({}, found)
    opening, debit, credit, closing = total(everything)
    assert (opening, debit - credit, closing) == (0, 0, 0)
    # the same books as the opening of a month in which nothing happens
    carried = {row.account: row.closing_cents for row in everything}
    assert {row.account: row.closing_cents for row in trial_balance(carried, [])} == {
        account: cents for account, cents in carried.items() if cents
    }


@given(lines)
def test_sums_by_position_and_post_give_the_balances_of_their_lines(drawn: list[object]) -> None:
    grouped: dict[tuple[str, str | None, bool], list[int]] = {}
    for one in drawn:
        key = (one.position, one.post_key, one.is_eligible)  # type: ignore[attr-defined]
        sums = grouped.setdefault(key, [0, 0])
        sums[0] += one.amount_cents  # type: ignore[attr-defined]
        sums[1] += one.deductible_cents  # type: ignore[attr-defined]
    summed = voucher_postings([LineSum(*key, *sums) for key, sums in grouped.items()], BANK)
    found = entries(drawn, [], BANK)  # type: ignore[arg-type]
    singly = balances(posting for entry in found for posting in entry.postings)
    assert moved(balances(summed)) == moved(singly)


def moved(found: Mapping[Account, int]) -> dict[Account, int]:
    """The accounts whose balance is not 0: what cancels out may be named on one side only."""
    return {account: cents for account, cents in found.items() if cents}
