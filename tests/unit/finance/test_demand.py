"""What may be asked today, line by line, and the life of a draw-down: worked examples."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import DomainError
from app.finance.grants.cash import by_month
from app.finance.grants.demand import Demand, Due, Limit, due_until, payrolls, staff_due, window
from app.finance.grants.rules import (
    TRANSITIONS,
    Arrival,
    Event,
    Reason,
    Standing,
    State,
    check_amounts,
    check_cancel,
    fitting,
    full_funding_cents,
    next_state,
    split,
    standing,
)

TODAY = date(2024, 6, 30)
SPAN = window(TODAY, 10, 42)
GRANT = 2_031_387_90


def due(day: date, cents: int, position: str = "0835") -> Due:
    return Due(day, position, cents)


def demand(**changes: object) -> Demand:
    """20.000,00 € due before the money comes, 50.000,00 € after it, and nothing on the account."""
    values = Demand(
        SPAN,
        [due(TODAY, 20_000_00), due(SPAN.last, 50_000_00)],
        received_cents=900_000_00,
        spent_cents=900_000_00,
        repaid_cents=0,
        under_way_cents=0,
        grant_cents=GRANT,
        drawn_cents=900_000_00,
        allotted_cents=400_000_00,
        drawn_in_year_cents=100_000_00,
    )
    return replace(values, **changes)  # type: ignore[arg-type]


def test_the_window_is_six_weeks_from_the_payout() -> None:
    assert (SPAN.payout_on, SPAN.last) == (date(2024, 7, 10), date(2024, 8, 21))


def test_a_payment_on_the_last_day_counts_and_one_on_the_next_does_not() -> None:
    payments = [due(SPAN.last + timedelta(days=1), 1), due(SPAN.last, 2), due(TODAY, 3)]
    assert [one.amount_cents for one in due_until(payments, SPAN.last)] == [3, 2]


def test_payments_due_less_what_is_unspent_may_be_asked() -> None:
    asked = demand(spent_cents=880_000_00)
    assert (asked.due_before_cents, asked.due_within_cents) == (20_000_00, 50_000_00)
    assert (asked.cash_cents, asked.need_cents, asked.allowed_cents) == (
        20_000_00,
        50_000_00,
        50_000_00,
    )
    assert asked.limit is Limit.NEED


def test_what_the_carrier_has_advanced_may_be_asked_back() -> None:
    assert demand(spent_cents=905_000_00).allowed_cents == 75_000_00


def test_too_much_on_the_account_leaves_nothing_to_ask() -> None:
    asked = demand(spent_cents=800_000_00)
    assert (asked.need_cents, asked.allowed_cents) == (-30_000_00, 0)


def test_what_is_asked_and_on_its_way_is_not_asked_twice() -> None:
    asked = demand(under_way_cents=65_000_00)
    assert (asked.allowed_cents, asked.grant_left_cents) == (5_000_00, 1_066_387_90)
    assert asked.allotment_left_cents == 235_000_00


def test_never_more_than_the_grant_not_drawn_to_the_cent() -> None:
    asked = demand(drawn_cents=GRANT - 69_999_99)
    assert (asked.allowed_cents, asked.limit) == (69_999_99, Limit.GRANT)
    assert demand(drawn_cents=GRANT - 70_000_00).limit is Limit.NEED


def test_never_more_than_the_allotment_of_the_year_where_it_binds() -> None:
    asked = demand(drawn_in_year_cents=345_000_00)
    assert (asked.allowed_cents, asked.limit) == (55_000_00, Limit.ALLOTMENT)
    free = replace(asked, allotted_cents=None)
    assert (free.allowed_cents, free.limit) == (70_000_00, Limit.NEED)
    assert demand(allotted_cents=0, drawn_in_year_cents=0).allowed_cents == 0


def test_the_payroll_day_is_the_last_of_the_month() -> None:
    assert payrolls(date(2024, 1, 30), date(2024, 3, 30)) == [date(2024, 1, 31), date(2024, 2, 29)]
    assert payrolls(date(2024, 6, 30), date(2024, 7, 30)) == []


def test_staff_costs_of_the_running_month_count_as_far_as_they_are_unpaid() -> None:
    planned = {date(2024, 6, 30): {"0812": 27_000_00}, date(2024, 7, 31): {"0812": 27_000_00}}
    found = staff_due(planned, {"0812": 18_000_00}, date(2024, 6, 12))
    assert [(one.due_on, one.amount_cents) for one in found] == [
        (date(2024, 6, 30), 9_000_00),
        (date(2024, 7, 31), 27_000_00),
    ]
    paid = staff_due(planned, {"0812": 28_000_00}, date(2024, 6, 12))
    assert [one.due_on for one in paid] == [date(2024, 7, 31)]


def test_more_than_may_be_asked_needs_a_reason() -> None:
    assert check_amounts({"0812": 60, "0835": 40}, 100, "") == 100
    with pytest.raises(DomainError) as refused:
        check_amounts({"0812": 60, "0835": 41}, 100, "")
    assert (refused.value.key, refused.value.field) == ("grants.more_than_allowed", "over_reason")
    assert check_amounts({"0812": 60, "0835": 41}, 100, "Zahlung vorgezogen") == 101


@pytest.mark.parametrize("amounts", [{}, {"0812": 0}, {"0812": 50, "0835": -1}])
def test_nothing_and_less_than_nothing_is_no_draw_down(amounts: dict[str, int]) -> None:
    with pytest.raises(DomainError):
        check_amounts(amounts, 100, "")


def test_only_an_approved_draw_down_is_sent_and_a_withdrawn_one_is_at_its_end() -> None:
    assert next_state(State.APPROVED, Event.SEND) is State.SENT
    for state, event in ((State.DRAFTED, Event.SEND), (State.WITHDRAWN, Event.APPROVE)):
        with pytest.raises(DomainError):
            next_state(state, event)
    assert not [at for at, _event in TRANSITIONS if at is State.WITHDRAWN]


@pytest.mark.parametrize(
    ("state", "received", "expected"),
    [
        (State.SENT, 0, Standing.SENT),
        (State.SENT, 99, Standing.PARTLY_RECEIVED),
        (State.SENT, 100, Standing.RECEIVED),
        (State.WITHDRAWN, 0, Standing.WITHDRAWN),
        (State.WITHDRAWN, 99, Standing.CUT_SHORT),
    ],
)
def test_what_came_is_part_of_how_it_stands(
    state: State, received: int, expected: Standing
) -> None:
    assert standing(state, 100, received) is expected


def test_receipts_are_proposed_by_number_and_amount() -> None:
    sent = date(2024, 7, 1)
    came = [
        Arrival(1, date(2024, 7, 9), 70_000_00, "Gutschrift Bund"),
        Arrival(2, date(2024, 7, 9), 30_000_00, "rehapro 7. Mittelabruf"),
        Arrival(3, date(2024, 7, 8), 70_000_00, "Mittelabruf Nr. 7 rehapro"),
        Arrival(4, date(2024, 6, 30), 70_000_00, "Mittelabruf 7"),
        Arrival(5, date(2024, 7, 9), 70_000_01, "Mittelabruf 7"),
        Arrival(6, date(2024, 7, 9), 10_00, "Mittelabruf Nr. 77, 17. Mittelabruf"),
    ]
    found = fitting(came, 7, 70_000_00, sent, ["Mittelabruf"])
    assert [(one.arrival.id, one.reasons) for one in found] == [
        (3, (Reason.NUMBER, Reason.AMOUNT)),
        (2, (Reason.NUMBER, Reason.PART)),
        (1, (Reason.AMOUNT,)),
        (6, (Reason.PART,)),
    ]


def test_full_funding_bears_what_other_income_does_not() -> None:
    assert full_funding_cents(GRANT, 1_000_000_00, 12_000_00) == 988_000_00
    assert full_funding_cents(GRANT, GRANT + 12_000_01, 12_000_00) == GRANT
    assert full_funding_cents(GRANT, 10_000_00, 12_000_00) == 0


def test_only_what_stands_in_the_books_alone_is_cancelled() -> None:
    check_cancel(reverses=False, is_cancelled=False, has_bank_entry=False)
    for reverses, is_cancelled, has_entry in ((1, 0, 0), (0, 1, 0), (0, 0, 1)):
        with pytest.raises(DomainError):
            check_cancel(
                reverses=bool(reverses),
                is_cancelled=bool(is_cancelled),
                has_bank_entry=bool(has_entry),
            )


def test_cash_goes_below_zero_where_the_carrier_advances() -> None:
    found = by_month(
        date(2024, 1, 1),
        date(2024, 3, 31),
        received=[(date(2024, 2, 10), 100), (date(2023, 12, 30), 5)],
        spent=[(date(2024, 1, 31), 40), (date(2024, 3, 31), 70), (date(2024, 3, 31), -10)],
        repaid=[(date(2024, 3, 5), 20)],
    )
    assert [one.balance_cents for one in found] == [-35, 65, -15]
    assert (found[2].spent_cents, found[2].repaid_cents) == (60, 20)


@given(st.integers(0, 10**9), st.dictionaries(st.sampled_from("abcdefg"), st.integers(0, 10**8)))
def test_the_parts_of_a_split_are_the_whole(total: int, weights: Mapping[str, int]) -> None:
    found = split(total, weights)
    assert sum(found.values()) == (total if sum(weights.values()) else 0)
    whole = sum(weights.values())
    for key, cents in found.items():
        assert abs(cents * whole - total * weights[key]) < whole
