"""Budget against actual: every line adds up, whatever the programme names."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from app.finance.rules import budget


def test_a_position_outside_the_programme_keeps_its_line_while_there_is_money_on_it() -> None:
    found = budget(["0812"], [2024], {}, {("0899", 2024): 500}, {})
    assert [(one.position, one.paid_cents) for one in found] == [("0812", 0), ("0899", 500)]


def test_a_payment_after_the_period_counts_in_the_year_of_its_payment() -> None:
    [found] = budget(["0812"], [2026], {("0812", 2026): 900}, {("0812", 2027): 100}, {})
    assert found.years == {2026: (900, 0), 2027: (0, 100)}
    assert found.remaining_cents == 800


@given(
    st.dictionaries(
        st.tuples(st.sampled_from(["0812", "0835", "0899"]), st.integers(2020, 2028)),
        st.integers(-(10**9), 10**9),
    )
)
def test_the_lines_add_up_to_all_that_was_paid(paid: dict[tuple[str, int], int]) -> None:
    lines = budget(["0812", "0835"], [2021, 2022], {}, paid, {})
    assert sum(one.paid_cents for one in lines) == sum(paid.values())
    assert sum(cents for one in lines for _plan, cents in one.years.values()) == sum(paid.values())
