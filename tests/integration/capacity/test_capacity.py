"""The forecast on real rows: posts with their shares, people in care, scenarios by address."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date

from flask.testing import FlaskClient
from sqlalchemy import select, update

from app.access import Actor
from app.extensions import db
from app.participants.capacity import queries
from app.participants.dwell.queries import stays
from app.participants.models import Participation
from app.participants.services.stay import record_exit
from app.pilots.models import Pilot, PostAbsence, PostShare
from app.pilots.queries import posts_of
from tests.factories import DAY, admitted, gecko
from tests.integration.statements import counted

SignIn = Callable[[str], FlaskClient]
PAGE = "/p/gecko/participants/capacity"


def came(actor: Actor, on: date, **changes: object) -> int:
    changes = {"referred_on": None, "consents": {"participation": on}, **changes}
    return admitted(actor, admitted_on=on, **changes)


def leave(actor: Actor, number: int, on: date) -> None:
    row = db.session.scalars(select(Participation).where(Participation.number == number)).one()
    record_exit(actor, number, on, "regular", None, row.version, DAY)


def shown(client: FlaskClient, query: str = "") -> str:
    answer = client.get(PAGE + query)
    assert answer.status_code == 200
    return " ".join(answer.get_data(as_text=True).split())


def on_day(day: date) -> None:
    db.session.execute(update(Pilot).values(training_day=day))
    db.session.commit()


def test_the_situation_is_read_by_post_with_shares_and_absences(actor: Actor) -> None:
    first, second, _coordination = posts_of(actor.pilot_id)
    place = {"pilot_id": actor.pilot_id}
    db.session.add(PostShare(**place, post_id=first.id, from_day=date(2023, 1, 1), fte_percent=50))
    absence = {"from_day": date(2024, 1, 1), "until_day": date(2024, 2, 1)}
    db.session.add(PostAbsence(**place, post_id=second.id, **absence))
    came(actor, date(2023, 3, 1))
    came(actor, date(2023, 4, 1), post_id=second.id)
    leave(actor, came(actor, date(2022, 1, 1)), date(2022, 7, 1))
    db.session.flush()
    now = queries.situation(actor.pilot_id, gecko(), DAY, stays(actor.pilot_id, DAY))
    assert [post.shares for post in now.posts] == [
        ((date(2021, 11, 1), 100), (date(2023, 1, 1), 50)),
        ((date(2021, 11, 1), 100), (date(2024, 1, 1), 0), (date(2024, 2, 1), 100)),
    ]
    assert [post.entries for post in now.posts] == [(date(2023, 3, 1),), (date(2023, 4, 1),)]
    assert (now.in_care, now.accompanied, now.completed) == (2, 3, 1)


def test_the_page_of_an_empty_pilot_at_its_start_says_what_its_places_allow(
    client_as: SignIn, actor: Actor
) -> None:
    on_day(date(2021, 6, 10))
    text = shown(client_as("coordinator"))
    assert "feste Rechnung 100; bisher 0, Ziel 120" in text
    assert "3.000" in text
    assert "höchstens 125 Aufenthalte von 24 Monaten" in text
    assert "01.11.2024" in text
    assert "genau 24 Monate" in text


SCENARIOS = {
    "?posts=1": "feste Rechnung 150;",
    "?until=end": "feste Rechnung 150; bisher 0, Ziel 120",
    "?stay=12": "feste Rechnung 250;",
    "?refill=365&stay=25": "feste Rechnung 50;",
    "?vacancy=13": "feste Rechnung 75;",
    "?vacancy=99": "Bitte eine Zahl von 0 bis 24 eingeben.",
    "?posts=viele&until=nie": "feste Rechnung 100;",
}


def test_assumptions_come_from_the_address(client_as: SignIn, actor: Actor) -> None:
    on_day(date(2021, 11, 1))
    client = client_as("coordinator")
    for query, expected in SCENARIOS.items():
        assert expected in shown(client, query), query


def test_after_the_end_the_page_tells_what_was_reached(client_as: SignIn, actor: Actor) -> None:
    leave(actor, came(actor, date(2022, 1, 1)), date(2023, 7, 1))
    came(actor, date(2023, 5, 1))
    on_day(date(2027, 2, 1))
    text = shown(client_as("coordinator"))
    assert "Der Bewilligungszeitraum ist am 31.10.2026 zu Ende gegangen" in text
    assert "Was wäre, wenn" not in text
    assert 'Begleitet</p> <p class="pb-card__value">2</p>' in text
    assert 'Abgeschlossen</p> <p class="pb-card__value">2</p>' in text


def test_once_enough_stays_are_completed_the_pilots_own_lengths_count(
    client_as: SignIn, actor: Actor
) -> None:
    stored = json.loads(db.session.scalars(select(Pilot.configuration)).one())
    stored["capacity"]["planned_until_n"] = 2
    db.session.execute(update(Pilot).values(configuration=json.dumps(stored)))
    for day in (1, 2):
        leave(actor, came(actor, date(2022, 5, day)), date(2023, 5, day))
    db.session.commit()
    text = shown(client_as("coordinator"))
    assert "im Mittel 12,0 Monate; 2 Aufenthalte sind abgeschlossen" in text


def test_the_page_asks_the_same_of_the_database_for_more_people(
    client_as: SignIn, actor: Actor
) -> None:
    def asked() -> int:
        with counted() as statements:
            shown(client)
        return len(statements)

    came(actor, date(2022, 3, 1))
    db.session.commit()
    client = client_as("coordinator")
    asked()
    few = asked()
    for month in range(1, 5):
        came(actor, date(2023, month, 1), post_id=posts_of(actor.pilot_id)[month % 2].id)
        leave(actor, came(actor, date(2022, month, 2)), date(2023, month, 5))
    db.session.commit()
    assert asked() == few
