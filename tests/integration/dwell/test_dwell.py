"""The page of dwell time: who stands on which list, who sees whom, what is due."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from app.access import Actor
from app.audit import AuditEntry
from app.extensions import db
from app.messages import sentence
from app.participants.due import told
from app.participants.dwell import queries
from app.participants.dwell.rules import bounds
from app.participants.models import Participation
from app.participants.services.stay import move_stage, record_exit
from app.pilots.queries import posts_of
from tests.factories import DAY, actor_as, admitted, gecko
from tests.integration.statements import counted

SignIn = Callable[[str], FlaskClient]
PAGE = "/p/gecko/participants/dwell"
ENTRIES = {
    "over": date(2022, 6, 29),
    "at_plan": date(2022, 6, 30),
    "in_transition": date(2022, 9, 30),
    "not_yet": date(2022, 10, 1),
}


def came(actor: Actor, on: date, **changes: object) -> int:
    changes = {"referred_on": None, "consents": {"participation": on}, **changes}
    return admitted(actor, admitted_on=on, **changes)


def leave(actor: Actor, number: int, on: date, reason: str = "regular") -> None:
    row = db.session.scalars(select(Participation).where(Participation.number == number)).one()
    record_exit(actor, number, on, reason, None, row.version, DAY)


@pytest.fixture
def numbers(actor: Actor) -> dict[str, int]:
    """People on both sides of every boundary on the day of account, and one who has left."""
    found = {name: came(actor, on) for name, on in ENTRIES.items()}
    leave(actor, came(actor, date(2022, 1, 10)), date(2023, 1, 10))
    db.session.commit()
    return found


def shown(client: FlaskClient, query: str = "") -> list[int]:
    """The numbers in the table, in its order."""
    text = client.get(PAGE + query).get_data(as_text=True)
    return [int(found) for found in re.findall(r'<th scope="row"><a href="[^"]*/(\d+)"', text)]


LISTS = {
    "all": ["over", "at_plan", "in_transition", "not_yet"],
    "transition": ["at_plan", "in_transition"],
    "over": ["over"],
    "short": [],
    "nonsense": ["over", "at_plan", "in_transition", "not_yet"],
}


def test_the_lists_are_cut_at_the_day(client_as: SignIn, numbers: dict[str, int]) -> None:
    client = client_as("coordinator")
    for name, expected in LISTS.items():
        assert shown(client, f"?list={name}") == [numbers[each] for each in expected], name


def test_the_lists_are_sorted_and_narrowed_by_the_address(
    client_as: SignIn, actor: Actor, numbers: dict[str, int]
) -> None:
    other = came(actor, date(2023, 5, 1), post_id=posts_of(actor.pilot_id)[1].id)
    db.session.commit()
    client = client_as("coordinator")
    everybody = sorted([*numbers.values(), other], reverse=True)
    assert shown(client, "?sort=-number") == everybody
    assert shown(client, "?post=2") == [other]
    assert shown(client, "?post=99") == []
    answer = client.get(PAGE + "?list=over&post=2").get_data(as_text=True)
    assert "Niemand auf dieser Liste" in answer


def test_who_comes_too_late_for_a_full_stay_stands_on_a_list_of_their_own(
    web: object, actor: Actor
) -> None:
    """In a period that ends on 30.06.2025 the last day for 24 months is 01.07.2023."""
    preset = replace(gecko(), notice=replace(gecko().notice, ends_on=date(2025, 6, 30)))
    late = came(actor, date(2023, 7, 2))
    came(actor, date(2023, 7, 1))
    at = bounds(preset, DAY)
    order = ("number", False)
    found = queries.people(actor, DAY, at, "short", None, order, 1)
    assert [person.number for person in found] == [late]
    assert queries.counts(actor, DAY, at, None) == {
        "all": 2,
        "transition": 0,
        "over": 0,
        "short": 1,
    }


def test_a_coach_sees_only_the_own_cases_but_the_figures_of_the_pilot(
    client_as: SignIn, actor: Actor, numbers: dict[str, int]
) -> None:
    came(actor, date(2022, 8, 1), post_id=posts_of(actor.pilot_id)[1].id)
    db.session.commit()
    client = client_as("coach")
    assert shown(client) == list(numbers.values())
    text = client.get(PAGE).get_data(as_text=True)
    assert "12,0 Monate" in text
    assert "1 abgeschlossene" in text
    assert "mehr als die Hälfte ist noch dabei" in text


def test_reading_the_names_is_recorded(client_as: SignIn, numbers: dict[str, int]) -> None:
    client_as("coordinator").get(PAGE)
    actions = db.session.scalars(select(AuditEntry.action).where(AuditEntry.subject_id.is_(None)))
    assert "read_names" in set(actions)


def test_a_pilot_without_people_says_what_comes_next(client_as: SignIn) -> None:
    text = client_as("coordinator").get(PAGE).get_data(as_text=True)
    assert "Niemand in Betreuung" in text
    assert "Noch ist niemand aufgenommen" in text


def test_the_page_asks_the_same_of_the_database_for_more_people(
    client_as: SignIn, actor: Actor
) -> None:
    def asked() -> int:
        with counted() as statements:
            assert client.get(PAGE).status_code == 200
        return len(statements)

    leave(actor, came(actor, date(2022, 2, 1)), date(2022, 12, 1))
    came(actor, date(2022, 3, 1))
    db.session.commit()
    client = client_as("coordinator")
    asked()
    few = asked()
    for month in range(1, 5):
        came(actor, date(2023, month, 1))
        leave(actor, came(actor, date(2022, month, 2)), date(2023, month, 5), "moved")
    db.session.commit()
    assert asked() == few


def test_a_transition_is_due_when_21_months_are_completed_until_the_last_stage(
    actor: Actor, numbers: dict[str, int]
) -> None:
    found = told(queries.due(actor, gecko(), DAY, date(2024, 7, 1)))
    assert [(each.number, each.on) for each in found] == [
        (numbers["over"], date(2024, 3, 29)),
        (numbers["at_plan"], date(2024, 3, 30)),
        (numbers["in_transition"], date(2024, 6, 30)),
        (numbers["not_yet"], date(2024, 7, 1)),
    ]
    assert found[0].act.arguments == {"number": numbers["over"]}
    assert sentence(found[0].kind, "de", found[0].act.params).endswith("21 Monate sind vollendet")
    assert len(told(queries.due(actor, gecko(), DAY, DAY))) == 3
    move_stage(actor, gecko(), numbers["over"], 4, DAY, "", DAY)
    left = told(queries.due(actor, gecko(), DAY, DAY))
    assert numbers["over"] not in {each.number for each in left}


def test_a_coach_is_told_only_of_own_transitions(actor: Actor, numbers: dict[str, int]) -> None:
    came(actor, date(2022, 8, 1), post_id=posts_of(actor.pilot_id)[1].id)
    coach = actor_as("coach")
    assert {each.number for each in told(queries.due(coach, gecko(), DAY, DAY))} == {
        numbers["over"],
        numbers["at_plan"],
        numbers["in_transition"],
    }
