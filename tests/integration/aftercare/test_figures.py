"""Wirkung und Verbleib: figures by worked example, the cases behind them, who sees what."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

import pytest
from flask.testing import FlaskClient

from app.access import Actor
from app.extensions import db
from app.participants import record
from app.participants.aftercare import queries
from app.participants.aftercare.labels import STATUS
from app.participants.aftercare.rules import Point
from app.participants.aftercare.services import Statement, record_whereabouts
from app.participants.conditions.services import barriers
from app.participants.conditions.services.barriers import Noted
from app.participants.contacts.queries import cases_in_month, density_of_all
from app.participants.contacts.services import ContactFacts, record_contact
from app.participants.identity.store import Name
from app.participants.services import stay
from app.participants.services.consents import give_consent
from app.periods import Interval
from app.pilots.queries import posts_of
from tests.factories import DAY, actor_as, admitted, gecko, token
from tests.integration.statements import counted

ClientAs = Callable[[str], FlaskClient]
PAGE = "/p/gecko/participants/outcomes"
ENTRY, EXIT = date(2023, 3, 14), date(2023, 6, 30)


def text(client: FlaskClient, path: str = "") -> str:
    return " ".join(client.get(PAGE + path).get_data(as_text=True).split())


def numbers(client: FlaskClient, path: str) -> list[int]:
    """The cases on a page, in its order."""
    found = re.findall(r'<th scope="row"><a href="[^"]*/(\d+)/', text(client, path))
    return [int(one) for one in found]


def left(actor: Actor, outcome: str | None = "employment", **changes: object) -> int:
    number = admitted(actor, **changes)
    give_consent(actor, gecko(), number, "follow_up", ENTRY, "written", DAY)
    stay.record_exit(actor, number, EXIT, "regular", outcome, 1, DAY)
    return number


def tell(actor: Actor, number: int, months: int, on: date, **told: object) -> None:
    statement = Statement(on, **told)  # type: ignore[arg-type]
    record_whereabouts(actor, gecko(), number, months, statement, 0, STATUS, DAY)


def note(actor: Actor, number: int, group: str, *course: tuple[date, str]) -> None:
    found = barriers.note_condition(actor, number, "barrier", Noted(group), "open", ENTRY, (), DAY)
    for version, (on, state) in enumerate(course, start=1):
        barriers.change_state(actor, number, found, state, on, version, DAY)


def meet(actor: Actor, number: int, on: date, minutes: int = 30, **changes: object) -> None:
    facts = ContactFacts(held_on=on, minutes=minutes, kind="talk", **changes)  # type: ignore[arg-type]
    record_contact(actor, gecko(), number, facts, DAY)


def points(actor: Actor, day: date = DAY) -> dict[int, Point]:
    return {one.months: one for one in queries.follow_up_figures(actor.pilot_id, gecko(), day)}


def test_what_was_told_with_the_exit_counts_until_more_is_on_record(actor: Actor) -> None:
    told, silent, unknown = left(actor), left(actor, None), left(actor, "unknown")
    aims = {"em_pension": "applied"}
    tell(actor, told, 0, date(2023, 7, 10), status="training", aims=aims)
    before, after = points(actor, date(2023, 7, 9))[0], points(actor)[0]
    assert before.by_code == {"employment": [told], "open": [silent], "unknown": [unknown]}
    assert before.by_aim == {}
    assert after.by_code == {"training": [told], "open": [silent], "unknown": [unknown]}
    assert (after.exits, after.base, after.known) == (3, 3, 1)
    assert after.by_aim == {("em_pension", "applied"): [told]}
    assert (after.aim_untold("em_pension"), after.aim_untold("medical_rehab")) == (1, 2)


def test_follow_ups_keep_gaps_apart_from_what_is_not_yet_due(actor: Actor) -> None:
    done, lost, waiting = left(actor), left(actor), left(actor)
    silent = admitted(actor)
    stay.record_exit(actor, silent, EXIT, "regular", None, 1, DAY)
    tell(actor, done, 6, date(2023, 12, 30), status="measure")
    tell(actor, lost, 6, date(2024, 1, 15), missing="lost")
    assert points(actor, date(2023, 12, 1))[6].by_code == {"not_yet": [done, lost, waiting, silent]}
    found = points(actor)[6]
    assert found.by_code == {
        "measure": [done],
        "lost": [lost],
        "open": [waiting],
        "no_consent": [silent],
    }
    assert (found.known, found.base, found.response_rate) == (1, 4, 0.25)
    assert points(actor, EXIT.replace(day=29))[6].exits == 0


def test_contacts_per_month_count_days_in_care_and_what_took_place(actor: Actor) -> None:
    whole, leaver = admitted(actor, admitted_on=date(2024, 4, 1), referred_on=None), left(actor)
    meet(actor, whole, date(2024, 4, 1))
    meet(actor, whole, date(2024, 4, 30), 60)
    meet(actor, whole, date(2024, 4, 2), was_reached=False)
    meet(actor, leaver, date(2023, 6, 29))
    meet(actor, leaver, EXIT)
    found = {one.month: one for one in density_of_all(actor.pilot_id, DAY).months}
    april, june = found[date(2024, 4, 1)], found[date(2023, 6, 1)]
    assert (april.days_in_care, april.contacts, april.minutes, april.per_month) == (30, 2, 90, 2)
    assert (june.days_in_care, june.contacts) == (29, 1)
    assert found[date(2023, 10, 1)].per_month is None
    assert density_of_all(actor.pilot_id, date(2023, 3, 13)).months == []
    first = density_of_all(actor.pilot_id, date(2024, 4, 10)).months[-1]
    assert (first.days_in_care, first.contacts, first.per_month) == (10, 1, 3)


def test_the_month_shows_first_who_had_no_contact(actor: Actor) -> None:
    busy, quiet = admitted(actor), admitted(actor, admitted_on=date(2024, 4, 21), referred_on=None)
    left(actor)
    meet(actor, busy, date(2024, 4, 3))
    april = Interval(date(2024, 4, 1), date(2024, 5, 1))
    rows, total = cases_in_month(actor, april, DAY, 1)
    assert total == 2
    assert [(one.number, one.days_in_care, one.contacts, one.minutes) for one in rows] == [
        (quiet, 10, 0, 0),
        (busy, 30, 1, 30),
    ]
    assert [one.number for one in cases_in_month(actor, april, date(2024, 4, 20), 1)[0]] == [busy]


def fill(actor: Actor) -> dict[str, int]:
    """One case of each kind; `foreign` is in the care of another post than the coach's."""
    other = posts_of(actor.pilot_id)[1].id
    name = Name("Muster", "Kim", date(1985, 5, 17), "036D777777")
    found = {"mine": left(actor, name=name), "foreign": admitted(actor, post_id=other)}
    found["again"] = admitted(actor, name=name, admitted_on=date(2023, 8, 1), referred_on=None)
    for number in (found["mine"], found["foreign"]):
        note(actor, number, "debts", (date(2023, 5, 1), "reduced"))
    tell(
        actor,
        found["mine"],
        6,
        date(2023, 12, 30),
        status="measure",
        aims={"em_pension": "granted"},
    )
    meet(actor, found["again"], date(2024, 6, 3))
    db.session.commit()
    return found


def test_the_page_tells_all_four_and_leads_to_the_cases(client_as: ClientAs, actor: Actor) -> None:
    found = fill(actor)
    client = client_as("coordinator")
    shown = text(client)
    for sentence in (
        "Nicht so weitergeben.",
        "Von 2 Personen mit Hemmnissen ist bei 2 in mindestens einer Gruppe",
        "Nachbefragung nach 6 Monaten: bei 1 von 1 bekannt.",
        "1 Person ist nach einem Austritt zurückgekehrt, im Median nach 32 Tagen.",
        "Im Mittel 0,0 Kontakte je Monat in Betreuung, im Juni 2024 0,5.",
    ):
        assert sentence in shown
    both = [found["mine"], found["foreign"]]
    for path, cases in {
        "/barriers/debts/reduced": both,
        "/barriers/all/worked": both,
        "/barriers/debts/worse": [],
        "/status/6/measure": [found["mine"]],
        "/aims/6/em_pension/granted": [found["mine"]],
        "/contacts": [found["foreign"], found["again"]],
    }.items():
        assert numbers(client, path) == cases, path
        if path != "/barriers/debts/worse":
            assert f'href="{PAGE}{path}"' in shown, path


def test_a_coach_sees_the_figures_of_all_and_the_cases_of_the_own_post(
    client_as: ClientAs, actor: Actor
) -> None:
    found = fill(actor)
    client = client_as("coach")
    assert numbers(client, "/barriers/debts/reduced") == [found["mine"]]
    assert "1 weiterer Fall liegt bei einer anderen Stelle." in text(
        client, "/barriers/debts/reduced"
    )
    assert numbers(client, "/contacts") == [found["again"]]
    assert queries.visible_among(actor_as("coach"), found.values()) == {
        found["mine"],
        found["again"],
    }


@pytest.mark.parametrize(
    "path",
    [
        "/barriers/hair/noted",
        "/barriers/debts/improved",
        "/status/7/measure",
        "/status/6/hearsay",
        "/aims/6/em_pension/lost",
    ],
)
def test_a_figure_that_does_not_exist_is_not_there(client_as: ClientAs, path: str) -> None:
    assert client_as("coordinator").get(PAGE + path).status_code == 404


def test_the_day_can_be_chosen_but_not_one_to_come(client_as: ClientAs, actor: Actor) -> None:
    fill(actor)
    client = client_as("coordinator")
    shown = text(client, "?day=30.04.2023")
    assert "ist bei 0 in mindestens einer Gruppe" in shown
    assert f"{PAGE}/barriers/debts/noted?day=2023-04-30" in shown
    assert "Noch nichts zu berichten" in text(client, "?day=13.03.2023")
    assert "Der 01.07.2024 liegt nach dem Stichtag 30.06.2024." in text(client, "?day=01.07.2024")


def test_after_the_exit_its_status_is_the_next_step(client_as: ClientAs, actor: Actor) -> None:
    number = admitted(actor)
    db.session.commit()
    client, here = client_as("coach"), f"/p/gecko/participants/{number}"
    sent = {"exited_on": "30.06.2023", "exit_reason": "regular", "outcome": "", "version": 1}
    answer = client.post(f"{here}/exit", data={**sent, "csrf_token": token(client, f"{here}/exit")})
    assert answer.headers["Location"].endswith(f"{here}/aftercare")
    page = client.get(f"{here}/aftercare").get_data(as_text=True)
    assert "Der Austritt ist eingetragen." in page
    assert f'href="{here}/aftercare/0"' in page
    assert record.participation(actor, number).exited_on == EXIT


def test_the_page_runs_as_many_statements_for_one_case_as_for_many(
    client_as: ClientAs, actor: Actor
) -> None:
    left(actor)
    db.session.commit()
    client = client_as("coordinator")
    text(client)
    with counted() as few:
        text(client)
    db.session.commit()
    for _round in range(3):
        note(actor, left(actor), "housing")
    fill(actor)
    with counted() as many:
        text(client)
    assert len(many) == len(few) > 0
