"""Commitments: only what the table says can happen, and money counts once."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import DomainError
from app.finance.rules import (
    OPEN_STATES,
    TRANSITIONS,
    BudgetLine,
    Event,
    State,
    budget,
    next_state,
    possible_events,
)

CENTS = st.integers(1, 10**9)


@given(st.sampled_from(State), st.sampled_from(Event))
def test_only_the_transitions_of_the_table_are_possible(state: State, event: Event) -> None:
    if (state, event) in TRANSITIONS:
        assert next_state(state, event) == TRANSITIONS[state, event]
        assert event in possible_events(state)
        return
    assert event not in possible_events(state)
    with pytest.raises(DomainError) as refused:
        next_state(state, event)
    assert refused.value.key == "commitment.not_now"


@pytest.mark.parametrize("state", [State.PAID, State.CANCELLED])
def test_paid_and_cancelled_are_the_end(state: State) -> None:
    assert possible_events(state) == []
    assert state not in OPEN_STATES


def test_every_way_to_paid_leads_through_invoice_and_approval() -> None:
    before = {state for (state, _event), after in TRANSITIONS.items() if after is State.PAID}
    assert before == {State.APPROVED}
    before = {state for (state, _event), after in TRANSITIONS.items() if after is State.APPROVED}
    assert before == {State.INVOICED}


def after(events: Sequence[Event]) -> State:
    """Where a commitment ends; what cannot happen changes nothing."""
    state = State.RESERVED
    for event in events:
        if event in possible_events(state):
            state = next_state(state, event)
    return state


def line(plan_cents: int, stories: Sequence[tuple[int, Sequence[Event]]]) -> BudgetLine:
    """The budget after each commitment has lived its story; a paid one is a voucher."""
    states = [(cents, after(events)) for cents, events in stories]
    paid = sum(cents for cents, state in states if state is State.PAID)
    bound = sum(cents for cents, state in states if state in OPEN_STATES)
    [found] = budget(
        ["0835"], [2024], {("0835", 2024): plan_cents}, {("0835", 2024): paid}, {"0835": bound}
    )
    return found


STORIES = st.lists(st.tuples(CENTS, st.lists(st.sampled_from(Event), max_size=8)), max_size=8)


@given(CENTS, STORIES)
def test_money_never_counts_twice(plan_cents: int, stories: list[tuple[int, list[Event]]]) -> None:
    found = line(plan_cents, stories)
    alive = sum(cents for cents, events in stories if after(events) is not State.CANCELLED)
    assert found.remaining_cents == plan_cents - found.paid_cents - found.committed_cents
    assert found.remaining_cents + alive == plan_cents


@given(CENTS, STORIES, CENTS)
def test_paying_moves_money_without_freeing_or_binding_any(
    plan_cents: int, stories: list[tuple[int, list[Event]]], cents: int
) -> None:
    way = [Event.ORDER, Event.INVOICE, Event.APPROVE]
    before = line(plan_cents, [*stories, (cents, way)])
    paid = line(plan_cents, [*stories, (cents, [*way, Event.PAY])])
    assert paid.remaining_cents == before.remaining_cents
    assert paid.paid_cents == before.paid_cents + cents


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
