"""What has to be inventoried, and how an item stands on a day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.errors import DomainError
from app.finance.inventory.rules import (
    GONE,
    Beginning,
    Event,
    Kind,
    asks_whereabouts,
    check_amounts,
    check_event,
    check_reversal,
    is_over,
    needs_inventory,
    state_on,
)

LIMIT = 800_00
BOUGHT = date(2023, 3, 1)
END = date(2026, 10, 31)
TODAY = date(2024, 6, 30)
DESK = Beginning(BOUGHT, "Raum 101", "Beratung", "new", "SB med. Reha 1", END)


def moved(on: date, place: str, event_id: int = 1) -> Event:
    return Event(Kind.MOVED, on, event_id, place=place)


@pytest.mark.parametrize(("net_cents", "expected"), [(800_00, False), (800_01, True)])
def test_an_item_is_inventoried_above_800_euros_and_not_at_800(
    net_cents: int, expected: bool
) -> None:
    assert is_over(net_cents, LIMIT) is expected
    assert needs_inventory(net_cents, 0, True, LIMIT) is expected
    assert needs_inventory(net_cents, 0, False, LIMIT) is expected


def test_with_unknown_tax_only_what_is_surely_above_the_limit_is_asked_about_elsewhere() -> None:
    assert not needs_inventory(None, 952_00, False, LIMIT)
    assert needs_inventory(None, 952_01, False, LIMIT)
    assert needs_inventory(None, 1, True, LIMIT)
    assert not needs_inventory(None, -952_01, True, LIMIT)


def test_the_place_on_a_day_is_that_of_the_last_move_up_to_it() -> None:
    events = [moved(date(2024, 2, 1), "Raum 203", 2), moved(date(2023, 9, 1), "Raum 102", 1)]
    places = {
        day: state.place if (state := state_on(DESK, events, day)) else None
        for day in (
            BOUGHT - timedelta(1),
            BOUGHT,
            date(2023, 9, 1),
            date(2024, 1, 31),
            date(2024, 2, 1),
        )
    }
    assert list(places.values()) == [None, "Raum 101", "Raum 102", "Raum 102", "Raum 203"]


def test_of_two_events_of_one_day_the_one_recorded_later_holds() -> None:
    day = date(2023, 9, 1)
    state = state_on(DESK, [moved(day, "zweiter", 8), moved(day, "erster", 7)], day)
    assert state is not None
    assert state.place == "zweiter"


def test_a_reversed_sale_never_happened() -> None:
    sale = Event(Kind.SOLD, date(2024, 1, 10), 5, proceeds_cents=100_00)
    back = Event(Kind.REVERSED, sale.on, 6, reason="falscher Gegenstand", reverses_id=5)
    sold = state_on(DESK, [sale], sale.on)
    kept = state_on(DESK, [sale, back], sale.on)
    assert sold is not None
    assert kept is not None
    assert (sold.is_there, kept.is_there) == (False, True)
    with pytest.raises(DomainError) as twice:
        check_reversal([sale, back], 5)
    assert twice.value.key == "inventory.not_reversible"


def test_the_funder_is_to_be_told_of_other_use_while_the_item_is_bound_and_only_until_told() -> (
    None
):
    other = Event(Kind.USE, END, 1, used_for="Bürgerbüro", is_intended=False)
    told = Event(Kind.NOTIFIED, END, 2)
    after = replace(other, on=END + timedelta(1))
    owed = [
        state.owes_notice
        for events in ([other], [other, told], [after])
        if (state := state_on(DESK, events, END + timedelta(1)))
    ]
    assert owed == [True, False, False]


@pytest.mark.parametrize(
    ("event", "refusal"),
    [
        (moved(BOUGHT - timedelta(1), "x"), "inventory.before_acquired"),
        (moved(TODAY + timedelta(1), "x"), "house.future"),
        (moved(date(2024, 5, 2), "x"), "inventory.gone"),
        (Event(Kind.LOST, date(2024, 4, 1), reason="gestohlen"), "inventory.gone"),
        (Event(Kind.LOST, date(2024, 4, 1)), "inventory.needed"),
        (Event(Kind.WHEREABOUTS, date(2024, 4, 1), decision="hand_over"), "inventory.needed"),
        (Event(Kind.SOLD, date(2024, 4, 1), proceeds_cents=-1), "inventory.proceeds_out_of_bounds"),
    ],
)
def test_what_cannot_have_happened_is_refused(event: Event, refusal: str) -> None:
    sold = Event(Kind.SOLD, date(2024, 5, 2), 1, proceeds_cents=0)
    with pytest.raises(DomainError) as refused:
        check_event(DESK, [sold], event, TODAY)
    assert refused.value.key == refusal


def test_before_the_sale_things_may_have_happened_and_after_it_only_the_notice_goes_out() -> None:
    sold = Event(Kind.SOLD, date(2024, 5, 2), 1, proceeds_cents=0)
    check_event(DESK, [sold], moved(date(2024, 5, 1), "x"), TODAY)
    check_event(DESK, [sold], Event(Kind.NOTIFIED, date(2024, 5, 3)), TODAY)


def test_an_item_cannot_have_gone_before_it_was_last_seen() -> None:
    seen = Event(Kind.SEEN, date(2024, 5, 2), 1)
    check_event(DESK, [seen], Event(Kind.SCRAPPED, seen.on), TODAY)
    with pytest.raises(DomainError) as refused:
        check_event(DESK, [seen], Event(Kind.SCRAPPED, date(2024, 5, 1)), TODAY)
    assert refused.value.key == "inventory.later_event"


@pytest.mark.parametrize(("net", "gross"), [(0, 100), (101, 100), (1, 0), (1, 10**12)])
def test_an_item_costs_something_and_net_is_within_gross(net: int, gross: int) -> None:
    check_amounts(100, 100)
    with pytest.raises(DomainError):
        check_amounts(net, gross)


def test_the_whereabouts_are_asked_for_from_60_days_before_the_end() -> None:
    assert not asks_whereabouts(date(2026, 8, 31), END)
    assert asks_whereabouts(date(2026, 9, 1), END)


DAYS = st.dates(BOUGHT, BOUGHT + timedelta(30))
EVENTS = st.lists(
    st.builds(
        Event,
        st.sampled_from([Kind.MOVED, Kind.USE, Kind.SEEN, Kind.NOTIFIED, *sorted(GONE)]),
        DAYS,
        place=st.sampled_from(["A", "B", "C"]),
        used_for=st.sampled_from(["Beratung", "Lager"]),
        is_intended=st.booleans(),
    ),
    max_size=8,
).map(lambda events: [replace(one, id=place) for place, one in enumerate(events, start=1)])


@settings(max_examples=100)
@given(EVENTS, DAYS, st.randoms(use_true_random=False))
def test_the_state_of_a_day_depends_only_on_what_holds_up_to_it(
    events: list[Event], day: date, random: Random
) -> None:
    until = [event for event in events if event.on <= day]
    later = [replace(event, on=day + timedelta(1), id=event.id + 100) for event in events]
    mistaken = [replace(event, id=event.id + 200) for event in events]
    reversals = [
        Event(Kind.REVERSED, event.on, event.id + 200, reason="Irrtum", reverses_id=event.id)
        for event in mistaken
    ]
    mixed = [*until, *later, *mistaken, *reversals]
    random.shuffle(mixed)
    assert state_on(DESK, mixed, day) == state_on(DESK, until, day)
