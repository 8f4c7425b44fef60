"""Analyses of a small pilot made by hand: figures, small cells, files, who may see them."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from datetime import date

import openpyxl
import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from app.access import Actor
from app.audit import AuditEntry
from app.evaluation.analyses.queries import Sources
from app.evaluation.analyses.rules.change import LATEST, changes, measured
from app.evaluation.analyses.rules.staying import stays_seen
from app.evaluation.analyses.rules.steps import by_cause, guarded
from app.extensions import db
from app.participants.contacts.services import ContactFacts, record_contact
from app.participants.models import Consent, Participation
from app.participants.services import stay
from app.participants.services.admission import Characteristics
from app.participants.services.consents import withdraw_consent
from app.periods import add_months
from tests.factories import DAY, admitted, gecko, token
from tests.integration.questionnaires.waves import fill
from tests.integration.statements import counted

ClientAs = Callable[[str], FlaskClient]
PAGE = "/p/gecko/evaluation/analyses"
ENTRY = date(2023, 1, 2)
LENGTHS = {"regular": (6, 6, 7, 12), "employment": (9, 9, 10), "moved": (3,)}
"""Months of stay by reason of exit; five more people are still there."""


def text(client: FlaskClient, path: str = "", status: int = 200) -> str:
    answer = client.get(PAGE + path)
    assert answer.status_code == status, path
    return " ".join(answer.get_data(as_text=True).split())


def entered(actor: Actor, sex: str) -> int:
    given = dict.fromkeys(("participation", "health_data"), ENTRY)
    facts = Characteristics(sex, "intermediate", "dual", 1, True, False)
    return admitted(
        actor, admitted_on=ENTRY, referred_on=None, consents=given, characteristics=facts
    )


def scored(actor: Actor, number: int, first: int, later: int) -> None:
    for wave, on, score in (("t0", ENTRY, first), ("m6", add_months(ENTRY, 6), later)):
        fill(actor, number, instrument="wai", wave=wave, on=on, score=score)


@pytest.fixture
def pilot(actor: Actor) -> list[int]:
    """Thirteen people: eight left, five stay; six have two measurements, all but one talks."""
    left = [(reason, months) for reason, lengths in LENGTHS.items() for months in lengths]
    numbers = [entered(actor, "diverse" if place < 2 else "female") for place in range(13)]
    for number in numbers[1:]:
        facts = ContactFacts(held_on=date(2023, 2, 1), minutes=30, kind="talk")
        record_contact(actor, gecko(), number, facts, DAY)
    for place, number in enumerate(numbers[8:] + numbers[3:4]):
        scored(actor, number, 20, 22 + place)
    for number, (reason, months) in zip(numbers, left, strict=False):
        on = add_months(ENTRY, months)
        stay.record_exit(actor, number, on, reason, "employment", 1, DAY)
    db.session.commit()
    return numbers


def test_stays_end_as_worked_by_hand(pilot: list[int], actor: Actor) -> None:
    sources = Sources(actor.pilot_id, gecko(), DAY)
    seen = stays_seen(sources.everybody, DAY, gecko().notice.ends_on)
    assert sum(one.cause is None for one in seen) == 5
    found = guarded(seen)
    assert found is not None
    first = found.parts[0]
    assert (first.end, first.at_risk, first.ended, first.open) == (6, 13, 3, 0)
    assert (found.ended, found.beyond) == (8, 5)
    assert found.parts[-1].survival == pytest.approx(5 / 13)
    assert by_cause(found).totals == {"regular": 4, "rest": 4}


def test_change_leaves_out_who_no_longer_consents(pilot: list[int], actor: Actor) -> None:
    def latest() -> tuple[int | None, float]:
        sources = Sources(actor.pilot_id, gecko(), DAY)
        among = {one.id: one.exited_on is not None for one in sources.everybody}
        people = measured(
            sources.schedules,
            "wai",
            sources.scores("wai"),
            sources.missing_codes("wai"),
            among,
            needs_health=True,
            day=DAY,
        )
        found = next(one for one in changes(people) if one.wave == LATEST)
        assert found.change is not None
        return found.paired, round(found.change.mean, 6)

    assert latest() == (6, 4.5)
    given = select(Consent.id).join(
        Participation,
        (Participation.id == Consent.participation_id) & (Participation.number == pilot[12]),
    )
    health = db.session.scalars(given.where(Consent.purpose == "health_data")).one()
    withdraw_consent(actor, pilot[12], health, DAY, DAY)
    db.session.flush()
    assert latest() == (5, 4.2)


def test_each_page_answers_in_a_sentence(
    pilot: list[int], actor: Actor, client_as: ClientAs
) -> None:
    client = client_as("approver")
    for path, sentence in {
        "": "Alle Seiten sind zum Zeigen gemacht",
        "/dwell": "Im Mittel bleiben Teilnehmende 11,3 Monate, jeder Aufenthalt höchstens bis "
        "Monat 17 gerechnet. Im Monat 10 ist die Hälfte nicht mehr dabei.",
        "/exits": "31 %: reguläres Ende; 31 %: andere Gründe zusammen.",
        "/stages": "Mittlere Dauer: 1 Zusteuerung aus dem Fallmanagement:",
        "/scores?instrument=wai": "WAI: im Mittel von 20,0 auf 24,5 Punkte, das sind +4,5 (n = 6,",
        "/dose": "Je Monat in Betreuung kommen im Mittel 0,1 Kontakte zustande",
        "/contacts": "Zu wenige Personen waren 6 Monate nach der Aufnahme noch dabei",
        "/funnel": "Noch sind zu wenige Zusteuerungen",
        # two of thirteen are no group, and neither is the rest that would tell them
        "/dwell?group=sex": "2 Gruppen sind nicht gezeigt",
        "/scores?group=sex&instrument=wai": "2 Gruppen sind nicht gezeigt",
        "/dose?group=sex": "2 Gruppen sind nicht gezeigt",
        # month ends only: on the 29th the state of the month before is shown
        "/dwell?on=29.06.2024": "Stand am 31.05.2024",
        "/dwell?on=31.12.2022": "Unter 10 Personen wird nichts ausgewertet",
    }.items():
        assert sentence in text(client, path), path
    assert "liegt nach dem Stichtag" in text(client, "/dwell?on=01.08.2024", 422)
    assert "Dieser Zeitraum wird nicht angeboten" in text(client, "/exits?period=2022", 422)
    assert client_as("coach").get(PAGE).status_code == 403
    assert client.get(f"{PAGE}/nothing").status_code == 404


def test_more_people_need_no_more_statements(
    pilot: list[int], actor: Actor, client_as: ClientAs
) -> None:
    client = client_as("coordinator")

    def asked() -> int:
        with counted() as statements:
            text(client)
        return len(statements)

    asked()
    before = asked()
    db.session.rollback()
    scored(actor, entered(actor, "male"), 20, 25)
    db.session.commit()
    assert asked() == before


def test_the_file_is_the_table_shown(pilot: list[int], client_as: ClientAs) -> None:
    client = client_as("coordinator")
    address = f"{PAGE}/scores/export?instrument=wai"
    form = {"csrf_token": token(client, f"{PAGE}/dwell"), "table": 0}
    answer = client.post(address, data={**form, "kind": "csv"})
    rows = list(csv.reader(io.StringIO(answer.get_data().decode("utf-8-sig")), delimiter=";"))
    assert rows[0][:3] == ["Zweite Messung", "gepaart (n)", "Mittel am Anfang"]
    assert rows[1][:5] == ["6 Monate", "6", "20", "24,5", "4,5"]
    book = openpyxl.load_workbook(
        io.BytesIO(client.post(address, data={**form, "kind": "xlsx"}).data)
    )
    cells = [cell.value for cell in book.worksheets[0][4]]
    assert cells[:5] == ["6 Monate", 6, 20, 24.5, 4.5]
    for wrong in ({"kind": "pdf"}, {"kind": "csv", "table": 7}):
        assert client.post(address, data={**form, **wrong}).status_code == 404
    entry = select(AuditEntry.fields).where(AuditEntry.action == "export_analysis")
    assert set(db.session.scalars(entry)) == {"scores"}
