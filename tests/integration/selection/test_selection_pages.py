"""The pages of the selection through the test client."""

from __future__ import annotations

import io
from datetime import date
from typing import Any

import openpyxl
import pytest
from flask import Flask
from sqlalchemy import event, select

from app.access import Actor
from app.audit import AuditEntry
from app.extensions import db
from app.participants.models import Participation
from app.participants.selection.rules import Event
from app.participants.selection.services import decide
from app.pilots.queries import posts_of
from tests import factories
from tests.factories import DAY, token
from tests.integration.selection.referrals import (
    HERE,
    ClientAs,
    name,
    post,
    referral,
    referred,
    row_of,
    text,
)

VOLUNTARY = "Die Teilnahme ist freiwillig. Eine Absage hat keine Folgen für die Leistungen."
FORM = {
    "family_name": "Muster",
    "given_name": "Kim",
    "birth_date": "15.03.1973",
    "customer_number": "036D999999",
    "referred_on": "03.06.2024",
    "referrer": "integration",
    "talk_on": "10.07.2024",
    "post_id": "",
    "reason": "Anruf von Frau Quastenberg",
    "stated_sgb2": "yes",
    "health_restriction": "yes",
    "addiction": "",
    "school": "",
    "vocational": "dual",
    "children": "",
    "sex": "",
}


def actions(subject: str = "candidate") -> list[str]:
    return list(
        db.session.scalars(
            select(AuditEntry.action)
            .where(AuditEntry.subject == subject)
            .order_by(AuditEntry.sequence)
        )
    )


def test_a_coach_takes_a_referral_in_and_sees_how_the_criteria_would_be_answered(
    client_as: ClientAs,
) -> None:
    client = client_as("coach")
    answer = post(client, "/new", **FORM)
    assert answer.location.endswith(f"{HERE}/1")
    shown = text(client.get(answer.location))
    assert "Zusteuerung Nr. 1 ist erfasst." in shown
    assert "51 Jahre und 117 Tage am 10.07.2024" in shown
    assert "bei einer Aufnahme am 10.07.2024" in shown
    assert VOLUNTARY in shown
    listed = text(client.get(HERE))
    assert "Muster, Kim" in listed
    assert "seit 27 Tagen offen" in listed
    assert "Alter: nicht erfüllt" in listed


def test_the_list_is_filtered_and_sorted_by_its_address(client_as: ClientAs, actor: Actor) -> None:
    late, early = referred(actor), referred(actor, referred_on=date(2024, 1, 8))
    gone = referred(actor)
    decide(actor, gone, Event.DECLINE, DAY, 1, DAY, "no_place")
    db.session.commit()
    client = client_as("coach")

    def listed(query: str) -> list[int]:
        shown = text(client.get(HERE + query))
        places = {n: shown.find(f'<th scope="row"><a href="{HERE}/{n}"') for n in (1, 2, 3)}
        return sorted((n for n in places if places[n] >= 0), key=lambda n: places[n])

    assert listed("") == [early, late]
    assert listed("?sort=-referred_on") == [late, early]
    assert listed("?state=declined") == [gone]
    assert listed("?state=all&sort=number") == [late, early, gone]
    assert listed("?state=nonsense&page=-3") == [early, late]
    assert "Niemand gefunden" in text(client.get(f"{HERE}?state=refused"))


def test_the_list_asks_the_same_number_of_statements_for_one_and_for_many(
    client_as: ClientAs, actor: Actor, web: Flask
) -> None:
    db.session.commit()
    client, found, counted = client_as("coach"), [], list[str]()

    def count(*given: Any) -> None:
        counted.append(given[2])

    event.listen(db.engine, "before_cursor_execute", count)
    for further in (1, 8):
        for _ in range(further):
            referred(actor)
        db.session.commit()
        client.get(HERE)
        counted.clear()
        client.get(HERE)
        found.append(len(counted))
    event.remove(db.engine, "before_cursor_execute", count)
    assert found[0] == found[1]


def kim_of(form: dict[str, Any], number: int, **changes: object) -> dict[str, object]:
    """The form of admission for a candidate."""
    return {
        **{key: value for key, value in form.items() if key not in ("referrer", "reason")},
        "admitted_on": "30.06.2024",
        "consent_participation": "y",
        "consent_form": "written",
        "step": "admit",
        **changes,
    }


def test_a_coach_cannot_admit_against_the_criteria_the_coordinator_can_with_a_reason(
    client_as: ClientAs, actor: Actor
) -> None:
    number = referred(actor, name(birth_date=date(1970, 1, 1)))
    post_id = str(posts_of(actor.pilot_id)[0].id)
    db.session.commit()
    page = f"/p/gecko/participants/new?candidate={number}"
    admission = kim_of(FORM, number, birth_date="01.01.1970", post_id=post_id)
    coach, coordinator = client_as("coach"), client_as("coordinator")
    shown = text(coach.get(page))
    assert 'value="Zugesteuert"' in shown
    assert 'value="06.05.2024"' in shown
    refused = coach.post(page, data={**admission, "csrf_token": token(coach, page)})
    assert refused.status_code == 422
    assert "entscheidet die Projektkoordination" in text(refused)
    assert row_of(actor, number).state == "open"
    db.session.rollback()
    admission |= {"override_reason": "Härtefall", "csrf_token": token(coordinator, page)}
    assert coordinator.post(page, data=admission).status_code == 302
    row = row_of(actor, number)
    assert row.state == "admitted"
    stay = db.session.get(Participation, (actor.pilot_id, row.participation_id))
    assert stay is not None
    assert (stay.against_criteria, stay.person_id) == (True, row.person_id)
    db.session.rollback()
    assert coordinator.get(page).location.endswith(f"{HERE}/{number}")
    assert "Zur Akte Nr. 1" in text(coordinator.get(f"{HERE}/{number}"))


def test_a_refusal_says_that_it_has_no_consequence(client_as: ClientAs, actor: Actor) -> None:
    number = referred(actor)
    db.session.commit()
    client = client_as("coach")
    assert VOLUNTARY in text(client.get(f"{HERE}/{number}/refuse"))
    post(client, f"/{number}/refuse", decided_on="30.06.2024", note="", version="1")
    shown = text(client.get(f"{HERE}/{number}"))
    assert VOLUNTARY in shown
    assert "Person möchte nicht" in shown
    assert "28.12.2024" in shown
    row = row_of(actor, number)
    assert (row.state, row.decision_reason) == ("refused", None)
    assert actions()[0:1] == ["refer"]
    assert "candidate_refuse" in actions()


def test_who_saves_second_sees_both_versions_and_loses_nothing(
    client_as: ClientAs, actor: Actor
) -> None:
    number = referred(actor)
    db.session.commit()
    client = client_as("coach")
    entries = {**FORM, "version": "1", "talk_on": ""}
    first = post(client, f"/{number}/data", **{**entries, "children": "3"})
    assert first.status_code == 302
    second = post(client, f"/{number}/data", **{**entries, "children": "4"})
    assert second.status_code == 422
    assert "Jetzt gespeichert: 3" in text(second)
    assert 'value="4"' in text(second)
    late = post(
        client, f"/{number}/decline", decided_on="30.06.2024", version="1", note="mein Text"
    )
    assert late.status_code == 422
    assert "mein Text" in text(late)


def test_a_decision_without_reason_or_on_an_impossible_day_is_refused_at_its_field(
    client_as: ClientAs, actor: Actor
) -> None:
    number = referred(actor)
    db.session.commit()
    client = client_as("coach")
    entries = {"version": "1", "note": "", "decision_reason": "other"}
    for day, said in (
        ("31.02.2024", "Diesen Tag gibt es nicht."),
        ("01.05.2024", "Der Tag liegt vor der Zusteuerung am 06.05.2024."),
        ("01.07.2024", "Der 01.07.2024 liegt nach dem Stichtag 30.06.2024."),
    ):
        answer = post(client, f"/{number}/decline", **{**entries, "decided_on": day})
        assert answer.status_code == 422
        assert said in text(answer)
    entries["decision_reason"] = ""
    answer = post(client, f"/{number}/decline", **{**entries, "decided_on": "30.06.2024"})
    assert "Bitte wählen." in text(answer)


@pytest.mark.parametrize("role", ["finance", "approver", "auditor", "evaluator", "administrator"])
def test_candidates_are_no_business_of_other_roles(
    client_as: ClientAs, actor: Actor, role: str
) -> None:
    number = referred(actor)
    db.session.commit()
    client = client_as(role)
    for page in ("", "/new", f"/{number}", f"/{number}/data", f"/{number}/decline", "/erasure"):
        assert client.get(HERE + page).status_code == 403


def test_a_candidate_of_another_pilot_or_none_is_not_there(
    client_as: ClientAs, actor: Actor
) -> None:
    number = referred(actor)
    db.session.commit()
    client = client_as("coordinator")
    for page in ("", "/data", "/person", "/talk", "/decline", "/refuse", "/reopen"):
        assert client.get(f"{HERE}/99{page}").status_code == 404
        assert client.get(f"/p/foreign/participants/selection/{number}{page}").status_code == 404
    assert client.get("/p/gecko/participants/new?candidate=99").status_code == 404


def test_the_coordinator_erases_what_is_due_after_a_tick(client_as: ClientAs, actor: Actor) -> None:
    number = referred(actor, referred_on=date(2023, 12, 4))
    decide(actor, number, Event.REFUSE, date(2023, 12, 20), 1, DAY)
    db.session.commit()
    client, coach = client_as("coordinator"), client_as("coach")
    assert "Zu löschen" in text(client.get(HERE))
    assert "Zu löschen" not in text(coach.get(HERE))
    shown = text(client.get(f"{HERE}/erasure"))
    assert "18.06.2024" in shown
    assert "Zugesteuert, Toni" not in shown
    assert post(client, "/erasure").status_code == 422
    assert post(client, "/erasure", confirmed="y").location.endswith(HERE)
    assert "Die Angaben zur Person sind am 30.06.2024 gelöscht" in text(
        client.get(f"{HERE}/{number}")
    )
    assert client.get(f"{HERE}/{number}/data").status_code == 302
    assert client.get(f"{HERE}/erasure").location.endswith(HERE)


@pytest.fixture
def many(actor: Actor) -> None:
    """Six admitted, five declined, and two who did not want to."""
    for _ in range(6):
        factories.admitted(actor, admitted_on=DAY, candidate=referred(actor))
    for place in range(7):
        number = referred(actor)
        if place < 5:
            decide(actor, number, Event.DECLINE, DAY, 1, DAY, "no_place")
        else:
            decide(actor, number, Event.REFUSE, DAY, 1, DAY)
    db.session.commit()


def test_an_auditor_sees_the_funnel_without_the_two_who_refused(
    client_as: ClientAs, many: None
) -> None:
    client = client_as("auditor")
    assert f'href="{HERE}/funnel"' in text(client.get("/p/gecko/participants/evidence"))
    shown = " ".join(text(client.get(f"{HERE}/funnel")).split())
    assert VOLUNTARY in shown
    hidden = '<span aria-hidden="true">·</span>'
    line = shown[shown.index('<th scope="row">Person möchte nicht') :].split("</tr>")[0]
    assert line.count(hidden) == 2
    line = shown[shown.index('<th scope="row">abgelehnt') :].split("</tr>")[0]
    assert line.count(hidden) == 2
    line = shown[shown.index('<th scope="row">aufgenommen') :].split("</tr>")[0]
    assert '<td class="num">6</td>' in line


def test_the_workbook_holds_exactly_the_counts_of_the_page_and_is_recorded(
    client_as: ClientAs, many: None
) -> None:
    answer = client_as("auditor").get(f"{HERE}/funnel/xlsx")
    assert answer.headers["Content-Disposition"].endswith("gecko_selection_2024-06-30.xlsx")
    book = openpyxl.load_workbook(io.BytesIO(answer.data))
    rows = list(book["selection_funnel"].iter_rows(min_row=2, values_only=True))
    counts = {(row[0], row[1], row[2]): row[4] for row in rows}
    assert counts["referred", "all", "zugesteuert"] == 13
    assert counts["state", "2024", "aufgenommen"] == counts["state", "all", "aufgenommen"] == 6
    assert (
        counts["state", "all", "abgelehnt"] == counts["state", "all", "Person möchte nicht"] == -98
    )
    assert not {1, 2, 5, 7} & set(counts.values())
    said = " ".join(str(cell) for sheet in book for row in sheet.values for cell in row)
    assert "Zugesteuert, " not in said
    assert "Toni" not in said
    assert actions()[-1] == "export_funnel"


def test_reading_names_of_candidates_is_recorded(client_as: ClientAs, actor: Actor) -> None:
    number = referred(actor, reason=referral().reason)
    db.session.commit()
    client = client_as("coach")
    client.get(HERE)
    assert "Frau Quastenberg" in text(client.get(f"{HERE}/{number}"))
    entries = db.session.scalars(
        select(AuditEntry).where(AuditEntry.action == "read_names").order_by(AuditEntry.sequence)
    ).all()
    assert [(entry.subject, entry.fields) for entry in entries] == [
        ("candidate", "family_name,given_name,birth_date"),
        ("candidate", "family_name,given_name,birth_date,customer_number,reason,note"),
    ]
