"""Duties noted as met by hand, and the calendar that knows of it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import delete, update
from sqlalchemy.exc import IntegrityError

from app.access import Actor
from app.errors import DomainError, NotFound
from app.extensions import db
from app.milestones.duties import queries, services
from app.milestones.duties.models import DutyMet
from app.milestones.duties.rules import Duty, DutyState
from app.milestones.duties.services import Fulfilment
from app.participants.services.consents import give_consent
from app.pilots.preset import ConsentText
from app.reporting.duties import duties_on
from app.reporting.reviews import Kind, consents_to_renew, follow_up_consents_missing, reviews_on
from app.reporting.rules import duty_concerns
from tests import factories
from tests.factories import DAY, gecko, token
from tests.integration.reporting.filed import WANTED, approved, file_now

LIST = "/p/gecko/milestones/duties"
SignIn = Callable[[str], FlaskClient]
GIVEN = Fulfilment(date(2024, 1, 30), "Upload 4711", "über das Portal")


def duty(actor: Actor, code: str) -> Duty:
    return next(one for one in duties_on(actor.pilot_id, gecko(), DAY) if one.code == code)


def note(actor: Actor, code: str, given: Fulfilment = GIVEN) -> None:
    services.note_met(actor, duty(actor, code), given, DAY)


def sent(client: FlaskClient, address: str, **values: str) -> tuple[int, str]:
    answer = client.post(
        address, data={"csrf_token": token(client, address), **values}, follow_redirects=True
    )
    return answer.status_code, answer.get_data(as_text=True)


def row_of(text: str, code: str) -> str:
    found = re.search(rf'<tr id="{code}">.*?</tr>', text, re.DOTALL)
    assert found is not None, code
    return found[0]


def test_a_note_makes_a_duty_met_and_taken_back_it_is_open_again(actor: Actor) -> None:
    assert duty(actor, "monitoring-2024-1").state is DutyState.OVERDUE
    note(actor, "monitoring-2024-1")
    met = duty(actor, "monitoring-2024-1")
    assert met.state is DutyState.MET
    assert met.met is not None
    assert (met.met.on, met.met.reference, met.met.by) == (
        date(2024, 1, 30),
        "Upload 4711",
        "Kommandozeile",
    )
    services.take_back(actor, "monitoring-2024-1", "falscher Zeitraum")
    assert duty(actor, "monitoring-2024-1").state is DutyState.OVERDUE
    assert [row.note for row in queries.notes(actor.pilot_id)] == [
        "über das Portal",
        "falscher Zeitraum",
    ]
    note(actor, "monitoring-2024-1")
    assert duty(actor, "monitoring-2024-1").met is not None


def test_a_filed_report_meets_its_duty_and_leaves_nothing_to_note(web: Flask, actor: Actor) -> None:
    open_still = duty(actor, "interim-2023")
    assert open_still.state is DutyState.OVERDUE
    file_now(web, approved())
    met = duty(actor, "interim-2023").met
    assert met is not None
    assert (met.on, met.is_by_hand) == (WANTED.on, False)
    implied = duty(actor, "certification-2023").met
    assert implied is not None
    assert implied.is_implied
    with pytest.raises(DomainError, match=r"milestone\.duty_on_record"):
        note(actor, "interim-2023")


def test_who_notes_second_is_told_who_was_first(actor: Actor) -> None:
    open_still = duty(actor, "monitoring-2024-1")
    note(actor, "monitoring-2024-1")
    with pytest.raises(DomainError, match=r"milestone\.duty_noted"):
        services.note_met(actor, open_still, GIVEN, DAY)


@pytest.mark.parametrize(
    ("given", "key"),
    [
        (replace(GIVEN, met_on=date(2024, 7, 1)), "house.future"),
        (replace(GIVEN, reference="  "), "milestone.duty_without_reference"),
    ],
)
def test_a_note_needs_a_day_that_has_come_and_a_reference(
    actor: Actor, given: Fulfilment, key: str
) -> None:
    with pytest.raises(DomainError, match=key):
        note(actor, "monitoring-2024-1", given)


def test_what_was_never_noted_cannot_be_taken_back(actor: Actor) -> None:
    with pytest.raises(NotFound):
        services.take_back(actor, "final", "Versehen")


@pytest.mark.parametrize("act", [update(DutyMet).values(note="x"), delete(DutyMet)])
def test_a_note_stays_as_it_was_written(actor: Actor, act: object) -> None:
    note(actor, "monitoring-2024-1")
    db.session.commit()
    with pytest.raises(IntegrityError, match="append_only"):
        db.session.execute(act)  # type: ignore[call-overload]
    db.session.rollback()


def test_the_overview_speaks_of_overdue_duties_and_not_of_met_ones(actor: Actor) -> None:
    def named() -> dict[str, bool]:
        found = duty_concerns(duties_on(actor.pilot_id, gecko(), DAY))
        return {one.subject.code: one.is_grave for one in found}

    assert named()["interim-2023"] is True
    assert named()["monitoring-2024-2"] is False
    assert "certification-2023" not in named()
    note(actor, "interim-2023", Fulfilment(date(2024, 4, 29), "Az. 17"))
    assert "interim-2023" not in named()


def test_the_page_notes_filters_and_takes_back(client_as: SignIn) -> None:
    client = client_as("coordinator")
    address = f"{LIST}/monitoring-2024-1"
    status, text = sent(client, f"{address}/met", met_on="30.01.2024", reference="", note="")
    assert status == 422
    assert "Bitte ausfüllen." in text
    filled = {"met_on": "30.01.2024", "reference": "Upload <4711>", "note": ""}
    _status, text = sent(client, f"{address}/met", **filled)
    assert "Upload &lt;4711&gt;" in text
    assert "erledigt am 30.01.2024" in row_of(client.get(LIST).text, "monitoring-2024-1")
    assert 'id="monitoring-2024-1"' not in client.get(f"{LIST}?state=open").text
    only_met = client.get(f"{LIST}?state=met&kind=monitoring").text
    assert re.findall(r'<tr id="([^"]+)">', only_met) == ["monitoring-2024-1"]
    assert "Keine Frist gefunden" in client.get(f"{LIST}?state=met&kind=final").text
    _status, text = sent(client, f"{address}/take-back", reason="doppelt gezählt")
    assert "Vermerk zurückgenommen" in text
    assert "überfällig seit" in row_of(client.get(LIST).text, "monitoring-2024-1")


def test_who_only_reads_milestones_notes_nothing(client_as: SignIn) -> None:
    client = client_as("finance")
    assert "Als erledigt vermerken" not in client.get(f"{LIST}/final").text
    assert client.get(f"{LIST}/final/met").status_code == 403
    assert client.get(f"{LIST}/no-such-duty").status_code == 404


def test_consents_by_an_older_text_and_missing_ones_are_counted_once(actor: Actor) -> None:
    preset, texts = gecko(), gecko().consents.texts
    newer = ConsentText("evaluation", "2", date(2024, 1, 1), "Institut", "Institute")
    renewed = replace(preset, consents=replace(preset.consents, texts=(*texts, newer)))
    old, recent = (
        factories.admitted(
            actor, admitted_on=date(2022, 5, 2), referred_on=None, consents=signed(2022)
        ),
        factories.admitted(
            actor, admitted_on=date(2024, 2, 1), referred_on=None, consents=signed(2024)
        ),
    )
    assert consents_to_renew(actor, preset, DAY) == []
    assert [gap.number for gap in consents_to_renew(actor, renewed, DAY)] == [old, recent]
    assert [gap.number for gap in follow_up_consents_missing(actor, preset, DAY)] == [old]
    give_consent(actor, renewed, old, "follow_up", DAY, "written", DAY)
    assert follow_up_consents_missing(actor, preset, DAY) == []
    found = reviews_on(actor, renewed, DAY, [date(2024, 6, 1)])
    assert {one.kind: one.is_overdue for one in found}[Kind.ERASURE] is True


def signed(year: int) -> dict[str, date]:
    purposes = ("participation", "health_data", "evaluation")
    return {purpose: date(year, 1, 15) for purpose in purposes}


def test_the_page_of_consents_names_numbers_only_for_who_works_with_people(
    web: Flask, actor: Actor, client_as: SignIn
) -> None:
    number = factories.admitted(
        actor, admitted_on=date(2022, 5, 2), referred_on=None, consents=signed(2022)
    )
    db.session.commit()
    listed = client_as("coordinator").get("/p/gecko/milestones/duties/consents").text
    assert f"/participants/{number}/consents" in listed
    assert "Muster" not in listed
    assert "Übergang steht an: 1" in client_as("coordinator").get(LIST).text
    assert "Übergang steht an" not in client_as("finance").get(LIST).text
