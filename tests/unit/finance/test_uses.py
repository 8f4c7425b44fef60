"""Which draw-down paid for what: worked examples with their boundaries, and sums that hold."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import DomainError
from app.finance.grants.uses import Movement, advanced_cents, uses

ARRIVED = date(2023, 1, 10)


def after(days: int, cents: int) -> Movement:
    return Movement(ARRIVED + timedelta(days=days), cents)


def test_the_first_draw_down_is_used_up_first() -> None:
    first, second = uses([after(0, 100), after(20, 50)], [after(5, 60), after(25, 70)], 42)
    assert [(part.day, part.amount_cents) for part in first.parts] == [
        (ARRIVED + timedelta(days=5), 60),
        (ARRIVED + timedelta(days=25), 40),
    ]
    assert (first.rest_cents, second.rest_cents) == (0, 20)


def test_day_42_is_in_time() -> None:
    (use,) = uses([after(0, 100)], [after(42, 100)], 42)
    assert use.late_cents(ARRIVED + timedelta(days=400)) == 0


def test_day_43_is_late() -> None:
    (use,) = uses([after(0, 100)], [after(43, 100)], 42)
    assert use.late_cents(ARRIVED + timedelta(days=400)) == 100


def test_a_rest_is_late_from_day_43_and_not_before() -> None:
    (use,) = uses([after(0, 100)], [after(3, 30)], 42)
    assert use.late_cents(ARRIVED + timedelta(days=42)) == 0
    assert use.late_cents(ARRIVED + timedelta(days=43)) == 70


def test_what_the_carrier_advanced_is_used_on_the_day_the_money_comes() -> None:
    (use,) = uses([after(0, 100)], [after(-9, 80)], 42)
    assert use.parts == (after(0, 80),)
    assert advanced_cents([after(0, 100)], [after(-9, 80), after(1, 90)]) == 70


def test_nothing_and_less_than_nothing_is_no_movement() -> None:
    with pytest.raises(DomainError):
        uses([after(0, 0)], [], 42)


movements = st.lists(
    st.builds(after, st.integers(-60, 400), st.integers(1, 10_000_00)), max_size=12
)


@given(movements, movements)
def test_what_is_used_and_what_is_left_is_what_came(
    received: list[Movement], spent: list[Movement]
) -> None:
    found = uses(received, spent, 42)
    came, paid = (sum(one.amount_cents for one in each) for each in (received, spent))
    used = sum(part.amount_cents for use in found for part in use.parts)
    assert used + sum(use.rest_cents for use in found) == came
    assert used == min(came, paid)
    assert used + advanced_cents(received, spent) == paid
    assert all(part.day >= use.received_on for use in found for part in use.parts)
