"""What will be spent until the end: worked examples, and sums that hold."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from app.finance.outlook.rules import (
    Books,
    Method,
    YearLine,
    at_completion,
    burn,
    by_year,
    outlook,
    unspent_years,
)
from app.pilots.preset import Notice

NOTICE = Notice(
    "Bescheid", date(2021, 6, 10), 36_000_00, "full", date(2023, 1, 1), date(2025, 12, 31)
)
ON = date(2024, 6, 30)


def month(year: int, number: int) -> date:
    return date(year, number, 1)


def books(**changes: object) -> Books:
    planned = {("0843", year): 12_000_00 for year in (2023, 2024, 2025)}
    found = Books(ON, NOTICE, planned, {}, {}, {}, {})
    return replace(found, **changes)  # type: ignore[arg-type]


def line(known: Books, method: Method, year: int) -> YearLine:
    return outlook(known, {"0843": method}, ["0843"])[0].years[year]


HALF_A_YEAR = {("0843", month(2024, number)): 900_00 for number in range(1, 7)}


def test_the_plan_method_spends_what_the_year_still_has() -> None:
    found = line(books(paid=HALF_A_YEAR), Method.PLAN, 2024)
    assert (found.paid_cents, found.further_cents) == (5_400_00, 6_600_00)
    assert found.left_cents == 0


def test_the_trend_goes_on_as_the_mean_of_twelve_months_that_are_over() -> None:
    paid = HALF_A_YEAR | {("0843", month(2023, number)): 600_00 for number in range(1, 13)}
    # June is running: June 2023 to May 2024 are seven months of 600 and five of 900.
    found = line(books(paid=paid), Method.TREND, 2025)
    assert found.further_cents == 725_00 * 12


def test_the_running_month_is_expected_less_what_it_has_paid() -> None:
    paid = {("0843", month(2024, number)): 1_200_00 for number in range(1, 6)}
    mean = 500_00
    without = line(books(paid=paid), Method.TREND, 2024).further_cents
    paid[("0843", month(2024, 6))] = 300_00
    assert without - line(books(paid=paid), Method.TREND, 2024).further_cents == 300_00
    assert without == mean * 7


def test_what_is_committed_or_entered_is_not_counted_again_by_the_method() -> None:
    known = books(
        paid=HALF_A_YEAR,
        committed={("0843", month(2024, 9)): 2_000_00},
        entered={("0843", month(2024, 11)): 600_00},
    )
    found = line(known, Method.PLAN, 2024)
    assert (found.committed_cents, found.entered_cents) == (2_000_00, 600_00)
    assert (found.further_cents, found.left_cents) == (4_000_00, 0)


def test_more_committed_than_the_method_expects_counts_in_full() -> None:
    found = line(books(committed={("0843", month(2024, 9)): 20_000_00}), Method.PLAN, 2024)
    assert (found.further_cents, found.left_cents) == (0, -8_000_00)


def test_overdue_commitments_count_now_and_late_ones_in_the_last_month() -> None:
    known = books(
        committed={("0843", month(2023, 5)): 1_00, ("0843", month(2026, 2)): 2_00},
    )
    (found,) = outlook(known, {"0843": Method.KNOWN}, ["0843"])
    assert found.to_come[month(2024, 6)] == 1_00
    assert found.to_come[month(2025, 12)] == 2_00


def test_staff_follows_the_posts_and_without_them_the_trend() -> None:
    with_posts = books(staff={("0843", 2025): 9_000_00})
    assert line(with_posts, Method.STAFF, 2025).further_cents == 9_000_00
    (found,) = outlook(books(), {"0843": Method.STAFF}, ["0843"])
    assert found.method is Method.TREND


def test_the_month_is_named_in_which_the_plan_is_exceeded() -> None:
    known = books(entered={("0843", month(2025, 2)): 36_000_00, ("0843", month(2025, 3)): 1})
    (found,) = outlook(known, {"0843": Method.KNOWN}, ["0843"])
    assert found.broken_in == month(2025, 3)


def test_after_the_end_nothing_is_expected_any_more() -> None:
    known = replace(books(committed={("0843", month(2025, 9)): 5_00}), on=date(2026, 1, 1))
    (found,) = outlook(known, {"0843": Method.PLAN}, ["0843"])
    assert found.to_come == {}
    assert found.whole.estimate_cents == 0


def test_money_left_in_a_year_is_said_while_a_later_year_can_take_it() -> None:
    found = by_year(outlook(books(), {"0843": Method.KNOWN}, ["0843"]))
    assert [year for year, _line in unspent_years(found, ON)] == [2024]


def test_less_than_two_percent_left_may_be_chance() -> None:
    entered = {("0843", month(2024, 12)): 11_760_01}
    found = by_year(outlook(books(entered=entered), {"0843": Method.KNOWN}, ["0843"]))
    assert unspent_years(found, ON) == []
    entered = {("0843", month(2024, 12)): 11_760_00}
    found = by_year(outlook(books(entered=entered), {"0843": Method.KNOWN}, ["0843"]))
    assert [year for year, _line in unspent_years(found, ON)] == [2024]


months = st.builds(month, st.integers(2023, 2025), st.integers(1, 12))
by_month = st.dictionaries(
    st.tuples(st.sampled_from(["0812", "0843"]), months), st.integers(1, 10**7), max_size=8
)


@given(
    by_month,
    by_month,
    by_month,
    st.sampled_from(Method),
    st.dates(date(2023, 1, 1), date(2026, 3, 1)),
)
def test_months_years_and_the_burn_chart_add_up_to_the_same(
    paid: dict[tuple[str, date], int],
    committed: dict[tuple[str, date], int],
    entered: dict[tuple[str, date], int],
    method: Method,
    on: date,
) -> None:
    paid = {at: cents for at, cents in paid.items() if at[1] <= on}
    known = replace(books(paid=paid, committed=committed, entered=entered), on=on)
    found = outlook(known, {"0812": method, "0843": method}, ["0812", "0843"])
    estimates = at_completion(known, {"0812": method, "0843": method}, ["0812", "0843"])
    assert estimates == {one.position: one.whole.estimate_cents for one in found}
    whole = sum(estimates.values())
    assert whole == sum(paid.values()) + sum(sum(one.to_come.values()) for one in found)
    assert whole == sum(each.estimate_cents for each in by_year(found).values())
    last = burn(known, found)[-1]
    assert whole in {last.expected_cents, last.actual_cents}
    assert last.planned_cents == last.linear_cents == 36_000_00
