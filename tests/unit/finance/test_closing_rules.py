"""Closed months: in order, without gaps, and provable afterwards."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import DomainError
from app.finance.closing.rules import (
    Act,
    Recorded,
    State,
    Tally,
    as_json,
    check_close,
    differences,
    digest,
    figures_of,
    from_json,
    last_closed,
    month_of_books,
    next_state,
    read_month,
    reopened_with,
    states,
)
from app.finance.journal.lines import Movement
from tests.unit.finance.booked import PAID, line

MARCH, APRIL, MAY, JUNE = (date(2023, month, 1) for month in (3, 4, 5, 6))


def acts(*found: tuple[date, Act]) -> list[Recorded]:
    turns: dict[date, int] = {}
    rows = []
    for month, act in found:
        turns[month] = turns.get(month, 0) + 1
        rows.append(Recorded(month, turns[month], act))
    return rows


def test_a_payment_of_a_closed_month_goes_to_the_first_open_one() -> None:
    assert month_of_books(date(2023, 4, 30), APRIL) == MAY
    assert month_of_books(date(2022, 12, 31), APRIL) == MAY
    assert month_of_books(date(2023, 5, 1), APRIL) == MAY
    assert month_of_books(date(2023, 6, 30), APRIL) == JUNE
    assert month_of_books(date(2023, 4, 30), None) == APRIL
    assert month_of_books(date(2023, 12, 31), date(2023, 12, 1)) == date(2024, 1, 1)


@pytest.mark.parametrize(
    ("month", "day", "key"),
    [
        (MARCH, date(2023, 12, 31), "closing.not_close"),
        (APRIL, date(2023, 4, 30), "closing.not_over"),
        (APRIL, date(2023, 5, 1), None),
        (MAY, date(2023, 12, 31), "closing.out_of_turn"),
    ],
)
def test_a_month_is_closed_in_its_turn_and_from_the_day_after_its_end(
    month: date, day: date, key: str | None
) -> None:
    if key is None:
        check_close(month, MARCH, MARCH, day)
        return
    with pytest.raises(DomainError) as refused:
        check_close(month, MARCH, MARCH, day)
    assert refused.value.key == key


def test_the_first_month_of_the_books_is_closed_first() -> None:
    check_close(MARCH, MARCH, None, APRIL)
    with pytest.raises(DomainError):
        check_close(APRIL, MARCH, None, JUNE)


def test_the_state_of_a_month_follows_from_its_acts() -> None:
    done = acts((MARCH, Act.CLOSE), (APRIL, Act.CLOSE), (APRIL, Act.ASK))
    assert states(done) == {MARCH: State.CLOSED, APRIL: State.ASKED}
    assert last_closed(states(done)) == APRIL
    assert states(acts((APRIL, Act.CLOSE), (APRIL, Act.ASK), (APRIL, Act.DECLINE))) == {
        APRIL: State.CLOSED
    }
    reopened = acts((MARCH, Act.CLOSE), (APRIL, Act.CLOSE), (APRIL, Act.ASK), (APRIL, Act.REOPEN))
    assert last_closed(states(reopened)) == MARCH
    assert last_closed(states([])) is None


def test_with_a_month_those_closed_after_it_open_too() -> None:
    assert reopened_with(MARCH, MAY) == [MAY, APRIL, MARCH]
    assert reopened_with(MAY, MAY) == [MAY]


@pytest.mark.parametrize(
    ("state", "act"),
    [
        (State.CLOSED, Act.CLOSE),
        (State.ASKED, Act.CLOSE),
        (State.ASKED, Act.ASK),
        (State.OPEN, Act.ASK),
        (State.OPEN, Act.REOPEN),
        (State.CLOSED, Act.DECLINE),
    ],
)
def test_what_is_not_in_the_table_cannot_happen(state: State, act: Act) -> None:
    with pytest.raises(DomainError) as refused:
        next_state(state, act)
    assert refused.value.key == f"closing.not_{act}"


@given(st.lists(st.sampled_from(["close", "reopen"]), max_size=12), st.integers(0, 11))
def test_closed_months_never_have_a_gap(what: list[str], which: int) -> None:
    done: list[tuple[date, Act]] = []
    for each in what:
        closed = last_closed(states(acts(*done)))
        if each == "close":
            done.append((month_of_books(MARCH, closed), Act.CLOSE))
        elif closed is not None:
            asked = max(MARCH, closed - timedelta(days=31 * which)).replace(day=1)
            done.append((asked, Act.ASK))
            done += [(month, Act.REOPEN) for month in reopened_with(asked, closed)]
    found = states(acts(*done))
    closed_ones = sorted(month for month, state in found.items() if state is not State.OPEN)
    assert closed_ones == reopened_with(MARCH, closed_ones[-1])[::-1] if closed_ones else True


def test_the_figures_of_a_month_count_a_voucher_once_and_keep_the_carriers_share_apart() -> None:
    lines = [
        line(100_00, deductible_cents=19_00),
        line(50_00, line=2, position="0844"),
        line(20_00, line=3, is_eligible=False, carrier_reason="Bewirtung"),
        line(-30_00, voucher_number=2),
    ]
    moved = [
        Movement(1, "draw_down", PAID, "Bund", "", 500_00),
        Movement(2, "unspent", PAID, "", "", -70_00),
    ]
    found = figures_of(lines, moved, 1_000_00)
    assert found.positions == {"0831": Tally(2, 70_00), "0844": Tally(1, 50_00)}
    assert (found.spent, found.cumulated_cents) == (Tally(2, 120_00), 1_120_00)
    assert (found.carrier, found.deductible_cents) == (Tally(1, 20_00), 19_00)
    assert (found.received, found.repaid) == (Tally(1, 500_00), Tally(1, 70_00))
    assert from_json(as_json(found)) == found


def test_any_change_of_any_field_changes_the_hash_and_the_order_of_reading_does_not() -> None:
    first, second = line(), line(voucher_number=2, id=2)
    whole = digest([first, second])
    assert digest([second, first]) == whole
    changed: dict[str, Any] = {
        name: "x" if isinstance(value, str) or value is None else not value
        for name, value in first._asdict().items()
    }
    for name, value in changed.items():
        assert digest([first._replace(**{name: value}), second]) != whole, name
    assert digest([first]) != whole
    assert digest([]) == digest([])


def test_what_changed_is_named_with_both_figures() -> None:
    before = figures_of([line(100_00)], [], 0)
    now = figures_of([line(100_00), line(25_00, voucher_number=2, position="0844")], [], 0)
    assert differences(before, before) == []
    assert [(d.figure, d.position, d.before, d.now) for d in differences(before, now)] == [
        ("position", "0844", Tally(0, 0), Tally(1, 25_00)),
        ("spent", None, Tally(1, 100_00), Tally(2, 125_00)),
        ("cumulated_cents", None, Tally(0, 100_00), Tally(0, 125_00)),
    ]


@pytest.mark.parametrize("text", ["", "2023", "2023-13", "2023-5", "0023-05", "2023-05-01", "x"])
def test_an_address_that_names_no_month_gives_none(text: str) -> None:
    assert read_month(text) is None
    assert read_month("2023-05") == MAY
