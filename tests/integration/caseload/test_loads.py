"""Shares, absences and the ratio: what the services keep, and the figures that follow."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from app.access import Actor
from app.cli.status import status_on
from app.database import new_id
from app.errors import DomainError, Stale
from app.extensions import db
from app.participants import figures, queries
from app.participants.caseload.models import RatioException
from app.participants.caseload.queries import posts_over_time
from app.participants.caseload.services import posts as services
from app.participants.caseload.services.handover import hand_over, take_back
from app.participants.caseload.services.ratio import note_excess
from app.participants.identity import store
from app.participants.services import stay
from app.participants.stays.models import Interruption
from app.pilots.queries import absences_of, posts_of, shares_of
from tests import factories
from tests.factories import DAY, admitted, gecko

HANDED = date(2024, 6, 1)
ENTRY = date(2023, 3, 14)


def post_ids(actor: Actor) -> tuple[int, int]:
    first, second, *_rest = [post.id for post in posts_of(actor.pilot_id) if post.carries_cases]
    return first, second


def care_posts(actor: Actor, number: int) -> list[int]:
    row = queries.participation_row(actor, number)
    assert row is not None
    return [care.post_id for care, _title in queries.care_of(row.pilot_id, row.id)]


def test_figures_and_status_use_the_share_of_the_day(actor: Actor) -> None:
    first, _second = post_ids(actor)
    for _each in range(3):
        admitted(actor)
    services.set_share(actor, first, date(2024, 1, 1), 50)
    services.set_share(actor, first, date(2024, 6, 30), 0)
    seen = [
        (load.fte_percent, load.in_care, load.load)
        for day in (date(2023, 12, 31), date(2024, 6, 29), DAY)
        for load in figures.caseload(actor.pilot_id, day, gecko())
        if load.post_id == first
    ]
    assert seen == [(100, 3, 3 / 25), (50, 3, 3 / 12.5), (0, 3, None)]
    told = status_on(factories.pilot(), DAY)["caseload"]["posts"]["SB med. Reha 1"]
    assert told == {"fte": 0.0, "in_care": 3, "load": None}
    days = [date(2023, 12, 31), date(2024, 6, 29), DAY]
    assert figures.places_at(actor.pilot_id, 25, days) == [50, 37, 25]


def test_cases_over_time_agree_with_the_count_of_each_day(actor: Actor) -> None:
    first, second = post_ids(actor)
    numbers = [admitted(actor) for _each in range(4)]
    stay.change_care(actor, numbers[0], second, date(2023, 6, 1), DAY)
    stay.record_exit(actor, numbers[1], date(2023, 9, 1), "regular", None, 1, DAY)
    admitted(actor, admitted_on=date(2024, 2, 1), post_id=second)
    row = queries.participation_row(actor, numbers[2])
    assert row is not None
    db.session.add(
        Interruption(
            pilot_id=actor.pilot_id,
            id=new_id(),
            participation_id=row.id,
            kind="hospital",
            from_day=date(2023, 12, 1),
            until_day=date(2024, 1, 1),
            recorded_by=actor.user_id,
        )
    )
    db.session.flush()
    for counts in (True, False):
        preset = replace(gecko(), stays=replace(gecko().stays, pauses_count_in_caseload=counts))
        times = posts_over_time(actor.pilot_id, counts)
        for day in (date(2023, 3, 1) + timedelta(days=days) for days in range(0, 500, 6)):
            counted = figures.caseload(actor.pilot_id, day, preset)
            over_time = {post.id: time.cases.on(day) for post, time in times.items()}
            assert over_time == {load.post_id: load.in_care for load in counted}, day
        on = next(time for post, time in times.items() if post.id == first).cases.on
        assert [on(date(2023, 12, 1)), on(date(2024, 1, 1))] == ([2, 2] if counts else [1, 2])


def test_a_share_is_corrected_by_whoever_saw_it_last_and_removed(actor: Actor) -> None:
    first, _second = post_ids(actor)
    services.set_share(actor, first, date(2024, 1, 1), 50)
    with pytest.raises(DomainError, match="share_exists"):
        services.set_share(actor, first, date(2024, 1, 1), 75)
    (row,) = shares_of(actor.pilot_id)[first]
    services.correct_share(actor, row.id, date(2024, 2, 1), 60, row.version)
    with pytest.raises(Stale):
        services.correct_share(actor, row.id, date(2024, 2, 1), 70, row.version)
    (now,) = shares_of(actor.pilot_id)[first]
    assert (now.from_day, now.fte_percent) == (date(2024, 2, 1), 60)
    services.remove_share(actor, row.id)
    assert shares_of(actor.pilot_id) == {}


def test_an_absence_leaves_the_load_and_overlaps_no_other(actor: Actor) -> None:
    first, _second = post_ids(actor)
    admitted(actor)
    before = figures.caseload(actor.pilot_id, DAY, gecko())
    services.add_absence(actor, first, date(2024, 6, 24), None)
    assert figures.caseload(actor.pilot_id, DAY, gecko()) == before
    with pytest.raises(DomainError, match="absence_overlaps"):
        services.add_absence(actor, first, date(2024, 8, 1), date(2024, 8, 2))
    (row,) = absences_of(actor.pilot_id)[first]
    services.correct_absence(actor, row.id, row.from_day, date(2024, 7, 1), row.version)
    services.add_absence(actor, first, date(2024, 7, 1), date(2024, 7, 2))
    with pytest.raises(DomainError, match="ends_before_it_begins"):
        services.add_absence(actor, first, date(2024, 9, 2), date(2024, 9, 2))


def test_the_case_beyond_the_ratio_needs_a_reason_that_is_kept_sealed(actor: Actor) -> None:
    first, _second = post_ids(actor)
    for _each in range(25):
        admitted(actor, post_id=first)
    with pytest.raises(DomainError, match="beyond_ratio_needs_reason") as refused:
        admitted(actor, post_id=first, ratio_reason="  ")
    assert refused.value.field == "ratio_reason"
    assert (refused.value.params["in_care"], refused.value.params["places"]) == (26, 25)
    db.session.rollback()
    for _each in range(25):
        admitted(actor, post_id=first)
    admitted(actor, post_id=first, ratio_reason="Kollegin kehrt im Mai zurück.")
    (kept,) = db.session.scalars(select(RatioException)).all()
    assert (kept.from_day, kept.in_care, kept.places) == (ENTRY, 26, 25)
    assert b"Kollegin" not in kept.reason_sealed
    told = store.unseal_text(kept.reason_sealed, kept.pilot_id, kept.id, "reason")
    assert told == "Kollegin kehrt im Mai zurück."


def test_within_the_ratio_nothing_is_asked_and_nothing_kept(actor: Actor) -> None:
    first, _second = post_ids(actor)
    numbers = [admitted(actor) for _each in range(25)]
    row = queries.participation_row(actor, numbers[-1])
    assert row is not None
    note_excess(actor, gecko(), row.id, first, ENTRY, "", DAY)
    assert db.session.scalars(select(RatioException)).all() == []


def test_a_day_long_past_is_no_way_around_the_ratio(actor: Actor) -> None:
    _first, second = post_ids(actor)
    for _each in range(25):
        admitted(actor, post_id=second, admitted_on=date(2024, 2, 1))
    number = admitted(actor)
    with pytest.raises(DomainError, match="beyond_ratio_needs_reason") as refused:
        hand_over(actor, gecko(), {number: second}, date(2023, 6, 1), "", DAY)
    assert refused.value.params["day"] == date(2024, 2, 1)


def test_any_case_of_a_vacant_post_is_one_too_many(actor: Actor) -> None:
    _first, second = post_ids(actor)
    services.set_share(actor, second, date(2024, 1, 1), 0)
    number = admitted(actor)
    with pytest.raises(DomainError, match="beyond_ratio_needs_reason") as refused:
        hand_over(actor, gecko(), {number: second}, HANDED, "", DAY)
    assert (refused.value.params["in_care"], refused.value.params["places"]) == (1, 0)


def test_all_cases_go_over_at_once_and_back(actor: Actor) -> None:
    first, second = post_ids(actor)
    for _each in range(24):
        admitted(actor, post_id=second)
    numbers = [admitted(actor) for _each in range(3)]
    hand_over(actor, gecko(), dict.fromkeys(numbers, second), HANDED, "Elternzeit.", DAY)
    assert [care_posts(actor, number) for number in numbers] == [[first, second]] * 3
    kept = db.session.scalars(select(RatioException).order_by(RatioException.in_care)).all()
    assert [(one.in_care, one.places) for one in kept] == [(26, 25), (27, 25)]
    assert take_back(actor, gecko(), first, second, HANDED, "", DAY) == 3
    assert [care_posts(actor, number) for number in numbers] == [[first]] * 3
    assert db.session.scalars(select(RatioException)).all() == []


def test_one_case_that_cannot_go_keeps_all_of_them(actor: Actor) -> None:
    _first, second = post_ids(actor)
    early, late = admitted(actor), admitted(actor, admitted_on=HANDED)
    db.session.commit()
    with pytest.raises(DomainError, match="case_out_of_order") as refused:
        hand_over(actor, gecko(), dict.fromkeys((early, late), second), HANDED, "", DAY)
    assert refused.value.params["number"] == late
    with pytest.raises(DomainError, match="no_case_chosen"):
        hand_over(actor, gecko(), {}, HANDED, "", DAY)
    db.session.rollback()
    assert len(care_posts(actor, early)) == 1
