"""The overview of a day of account: its figures, what needs attention, and who sees what."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from app.access import Actor
from app.extensions import db
from app.participants import figures
from app.participants.models import Participation
from app.participants.rules import dwell_days, is_in_care
from app.participants.services.stay import move_stage, record_exit
from app.pilots.queries import posts_of
from app.reporting import queries, rules
from tests.factories import DAY, admitted, gecko, pilot, token

SignIn = Callable[[str], FlaskClient]
PAGE = "/p/gecko/overview"
STAYS = [
    (date(2022, 1, 10), date(2022, 1, 10)),
    (date(2022, 1, 10), date(2023, 2, 28)),
    (date(2022, 3, 1), None),
    (date(2022, 3, 31), date(2024, 6, 30)),
    (date(2023, 12, 24), None),
    (date(2024, 6, 30), None),
]


@pytest.fixture
def stays(actor: Actor) -> Actor:
    """Some who stay, some who left, one of them on the day of entry."""
    for admitted_on, exited_on in STAYS:
        consents = {"participation": admitted_on}
        number = admitted(actor, admitted_on=admitted_on, referred_on=None, consents=consents)
        if exited_on is not None:
            record_exit(actor, number, exited_on, "regular", None, version(number), DAY)
    db.session.commit()
    return actor


def version(number: int) -> int:
    found = db.session.scalar(select(Participation.version).where(Participation.number == number))
    assert found is not None
    return found


@pytest.mark.parametrize("day", [DAY, date(2023, 2, 27), date(2022, 1, 10), date(2021, 11, 1)])
def test_counting_by_day_gives_what_counting_each_stay_gives(stays: Actor, day: date) -> None:
    known = [(start, end) for start, end in STAYS if start <= day]
    ended = [dwell_days(start, end, day) for start, end in known if end and end <= day]
    still = [dwell_days(start, end, day) for start, end in known if not (end and end <= day)]
    found = figures.dwell(stays.pilot_id, day)
    assert found.completed == len(ended)
    assert found.mean_completed == (sum(ended) / len(ended) if ended else None)
    assert found.mean_open == (sum(still) / len(still) if still else None)
    assert found.longest_open == max(still, default=None)


def test_in_care_over_time_follows_entry_and_exit(stays: Actor) -> None:
    days = [date(2021, 12, 31) + timedelta(days=30 * step) for step in range(31)]
    expected = [sum(is_in_care(start, end, day) for start, end in STAYS) for day in days]
    assert figures.in_care_at(stays.pilot_id, days) == expected
    assert figures.in_care_at(stays.pilot_id, []) == []


def test_admissions_count_people_in_the_month_of_their_first_entry(stays: Actor) -> None:
    assert figures.admissions_by_month(stays.pilot_id, DAY) == {
        date(2022, 1, 1): 2,
        date(2022, 3, 1): 2,
        date(2023, 12, 1): 1,
        date(2024, 6, 1): 1,
    }


def test_whoever_stays_longer_than_the_maximum_is_counted(stays: Actor) -> None:
    by_day = figures.stays_by_day(stays.pilot_id, DAY)
    assert figures.longer_than(by_day, 24) == 1
    assert figures.longer_than(by_day, 28) == 0


def test_an_exception_without_a_reason_is_counted_until_it_is_explained(stays: Actor) -> None:
    row = db.session.scalars(select(Participation).where(Participation.number == 1)).one()
    row.against_criteria = True
    db.session.flush()
    assert figures.unexplained_exceptions(stays.pilot_id, DAY) == 1
    row.reason_sealed = b"sealed"
    db.session.flush()
    assert figures.unexplained_exceptions(stays.pilot_id, DAY) == 0


def test_without_the_cases_small_groups_are_hidden_and_single_stays_left_out(stays: Actor) -> None:
    seen = queries.people_on(stays.pilot_id, gecko(), DAY, sees_cases=True)
    guarded = queries.people_on(stays.pilot_id, gecko(), DAY, sees_cases=False)
    assert seen.stages.cells == {1: 3, 2: 0, 3: 0, 4: 0}
    assert not seen.is_guarded
    assert guarded.stages.total == 3
    assert guarded.dwell.longest_open is None
    assert guarded.dwell.mean_open == seen.dwell.mean_open
    # One of the four has left: shown beside those in care they would give it away.
    assert seen.admissions[4] == 4
    assert guarded.admissions[4] is None
    assert (guarded.admitted, guarded.in_care, guarded.exited) == (6, 3, 3)
    assert guarded.is_guarded


def test_overload_stands_among_the_concerns(actor: Actor) -> None:
    for _ in range(26):
        admitted(actor, ratio_reason="Bis zum Sommer.")
    found = queries.overview(actor.pilot_id, gecko(), DAY, True, True)
    concerns = {each.kind: each for each in queries.concerns_of(found, gecko())}
    title = posts_of(actor.pilot_id)[0].title
    assert concerns[rules.Kind.OVERLOADED].subject == (title, 26, 25)
    assert rules.Kind.DUTY in concerns
    assert rules.Kind.BANK not in concerns


def text_of(client: FlaskClient, address: str = PAGE, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status
    return re.sub(r"\s+", " ", answer.get_data(as_text=True))


def test_the_coordinator_sees_people_money_and_what_needs_attention(
    client_as: SignIn, stays: Actor
) -> None:
    shown = text_of(client_as("coordinator"))
    assert "6 von 120" in shown
    assert "2.031.387,90" in shown
    assert "1 Person ist länger als 24 Monate in Betreuung." in shown
    assert "Meilensteine sind überfällig" in shown
    assert shown.count('class="pb-chart"') == 10


def test_the_coach_sees_no_money(client_as: SignIn, stays: Actor) -> None:
    shown = text_of(client_as("coach"))
    assert "6 von 120" in shown
    assert "€" not in shown
    assert shown.count('class="pb-chart"') == 6


def test_finance_sees_no_small_groups_and_no_way_to_the_cases(
    client_as: SignIn, stays: Actor, actor: Actor
) -> None:
    move_stage(actor, gecko(), 3, 2, date(2024, 6, 1), "", DAY)
    db.session.commit()
    shown = text_of(client_as("finance"))
    assert "geschützt" in shown
    assert "zum Schutz Einzelner" in shown
    assert "/p/gecko/participants" not in shown
    assert "länger als" not in shown


@pytest.mark.parametrize("role", ["evaluator", "administrator"])
def test_others_do_not_see_the_overview(client_as: SignIn, role: str) -> None:
    text_of(client_as(role), status=403)


def test_another_day_is_asked_for_by_address(client_as: SignIn, stays: Actor) -> None:
    client = client_as("coordinator")
    assert "2 von 120" in text_of(client, f"{PAGE}?on=31.01.2022")
    assert "0 von 120" in text_of(client, f"{PAGE}?on=01.10.2021")


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [("31.02.2024", "Diesen Tag gibt es nicht"), ("01.07.2024", "Bitte einen")],
)
def test_a_day_that_cannot_be_shown_is_named(
    client_as: SignIn, stays: Actor, asked: str, sentence: str
) -> None:
    shown = text_of(client_as("coordinator"), f"{PAGE}?on={asked}", status=422)
    assert sentence in shown
    assert "6 von 120" in shown


def test_an_empty_pilot_has_an_overview_too(client_as: SignIn) -> None:
    assert "0 von 120" in text_of(client_as("coordinator"))
    assert token(client_as("auditor"), PAGE)
    assert pilot().day == DAY
