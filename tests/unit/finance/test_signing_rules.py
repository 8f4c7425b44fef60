"""Bank and books at a month's end: every difference named, every gap in the statements seen."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from app.errors import DomainError
from app.finance.bank.rules.signing import (
    Alone,
    AtBank,
    Balance,
    DifferenceKind,
    Facts,
    Link,
    MonthState,
    SetOff,
    Sheet,
    Side,
    Signed,
    Touched,
    balance,
    bank_balance,
    chain,
    locked_by,
    month_state,
)

FIRST, LAST = date(2023, 11, 1), date(2023, 12, 31)
JANUARY = date(2024, 1, 2)
FEW = date(2023, 12, 5)


def told(bank_cents: int, **facts: object) -> Balance:
    values: dict[str, object] = {"parts": (), "links": (), "alone": (), "set_offs": (), **facts}
    return balance(Facts(**values), 1000, bank_cents, FIRST, LAST)  # type: ignore[arg-type]


def kinds(found: Balance) -> list[tuple[DifferenceKind, int]]:
    return [(each.kind, each.cents) for each in found.differences]


def test_what_was_paid_and_booked_in_time_leaves_no_difference() -> None:
    found = told(
        500,
        parts=[AtBank(1, FEW, -500, 0, 0)],
        links=[Link(1, FEW, Side.VOUCHER, 7, FEW, -500)],
    )
    assert (found.books_cents, found.difference_cents, kinds(found)) == (500, 0, [])


def test_an_entry_without_voucher_is_listed_until_it_is_a_rest_with_a_reason() -> None:
    found = told(995, parts=[AtBank(1, FEW, -5, -5, 0)])
    assert (found.books_cents, kinds(found)) == (1000, [(DifferenceKind.ENTRY_OPEN, -5)])
    found = told(995, parts=[AtBank(1, FEW, -5, 0, -5)])
    assert (found.books_cents, kinds(found)) == (995, [])


def test_a_voucher_that_the_bank_has_not_booked_is_outstanding() -> None:
    found = told(1000, alone=[Alone(Side.VOUCHER, 7, FEW, -500)])
    assert (found.books_cents, kinds(found)) == (500, [(DifferenceKind.NOT_AT_BANK, 500)])
    assert found.unexplained_cents == 0


def test_paid_in_one_month_and_at_the_bank_in_the_next_is_a_matter_of_time() -> None:
    late = Link(1, JANUARY, Side.VOUCHER, 7, LAST, -500)
    found = told(1000, parts=[AtBank(1, JANUARY, -500, 0, 0)], links=[late])
    assert (found.books_cents, kinds(found)) == (500, [(DifferenceKind.TIMING, 500)])
    earlier = Link(2, FIRST, Side.VOUCHER, 8, date(2023, 10, 31), -70)
    found = told(930, parts=[AtBank(2, FIRST, -70, 0, 0)], links=[earlier])
    assert (found.books_cents, kinds(found)) == (1000, [(DifferenceKind.TIMING, -70)])
    assert found.unexplained_cents == 0


def test_income_and_repayments_count_on_their_own_side() -> None:
    found = told(
        1850,
        parts=[AtBank(1, FEW, 900, 0, 0), AtBank(2, FEW, -50, 0, 0)],
        links=[
            Link(1, FEW, Side.RECEIPT, 7, FEW, 900),
            Link(2, FEW, Side.REPAYMENT, 8, FEW, -50),
        ],
    )
    assert (found.receipts_cents, found.repayments_cents, found.books_cents) == (900, -50, 1850)
    assert kinds(found) == []


def test_what_cancels_out_is_a_difference_only_while_one_side_lies_outside() -> None:
    pair = [SetOff(3, False, FEW, -500), SetOff(3, False, JANUARY, 500)]
    found = told(1000, set_offs=pair)
    assert (found.books_cents, kinds(found)) == (500, [(DifferenceKind.TIMING, 500)])
    returned = [SetOff(4, True, FEW, -44), SetOff(4, True, LAST, 44)]
    assert kinds(told(1000, set_offs=returned)) == []


def test_entries_that_contradict_the_statement_stay_unexplained() -> None:
    assert told(990).unexplained_cents == -10


NOVEMBER = Sheet(date(2023, 11, 1), date(2023, 11, 30), 1000, 700)
DECEMBER = Sheet(date(2023, 12, 1), date(2023, 12, 31), 700, 650)
BOOKED = {date(2023, 11, 15): -300, date(2023, 12, 15): -50}


def test_statements_follow_each_other_by_their_balances() -> None:
    found = chain([DECEMBER, NOVEMBER], BOOKED)
    assert (found.first, found.until, found.breaks) == (FIRST, LAST, ())
    found.check(LAST)
    with pytest.raises(DomainError) as refused:
        found.check(date(2024, 1, 31))
    assert refused.value.key == "signing.statement_missing"


def test_a_missing_statement_is_a_gap_from_then_on() -> None:
    later = Sheet(date(2024, 1, 1), date(2024, 1, 31), 640, 640)
    found = chain([NOVEMBER, DECEMBER, later], BOOKED)
    found.check(LAST)
    with pytest.raises(DomainError) as refused:
        found.check(date(2024, 1, 31))
    assert refused.value.key == "signing.gap"
    assert refused.value.params["day"] == date(2024, 1, 1)


def test_an_overlapping_statement_follows_from_the_entries_before_it() -> None:
    year = Sheet(date(2023, 11, 1), date(2023, 12, 31), 1000, 650)
    assert chain([year, DECEMBER], BOOKED).breaks == ()


@pytest.mark.parametrize(
    ("last", "cents"),
    [
        (date(2023, 11, 14), 1000),
        (date(2023, 11, 15), 700),
        (date(2023, 11, 30), 700),
        (date(2023, 12, 31), 650),
    ],
)
def test_the_balance_of_a_day_comes_from_the_nearest_statement(last: date, cents: int) -> None:
    assert bank_balance([NOVEMBER, DECEMBER], BOOKED, last) == cents


def test_the_state_of_a_month() -> None:
    found = chain([NOVEMBER], BOOKED)
    november, december = date(2023, 11, 30), date(2023, 12, 31)
    assert month_state(found, november, is_prepared=False, is_signed=False) is MonthState.OPEN
    assert month_state(found, november, is_prepared=True, is_signed=False) is MonthState.PREPARED
    assert month_state(found, november, is_prepared=True, is_signed=True) is MonthState.SIGNED
    assert month_state(found, december, is_prepared=False, is_signed=False) is MonthState.MISSING


def test_a_sign_off_keeps_what_was_done_before_it_up_to_its_last_day() -> None:
    prepared = datetime(2024, 1, 10, tzinfo=UTC)
    before, after = datetime(2024, 1, 9, tzinfo=UTC), datetime(2024, 1, 11, tzinfo=UTC)
    signed = [Signed("A", LAST, prepared)]
    assert locked_by([Touched("A", LAST, before)], signed) == signed[0]
    assert locked_by([Touched("A", LAST, after)], signed) is None
    assert locked_by([Touched("A", JANUARY, before)], signed) is None
    assert locked_by([Touched("B", LAST, before)], signed) is None
    assert locked_by([Touched(None, LAST, before)], signed) == signed[0]
