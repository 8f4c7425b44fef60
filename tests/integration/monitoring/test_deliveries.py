"""A half-year delivered by two people, and nothing of its numbers left behind."""

from __future__ import annotations

import csv
import io
import re
import sqlite3
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
import pyzipper
from flask import Flask
from flask.testing import FlaskClient
from openpyxl import Workbook, load_workbook
from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError

from app.access import Actor
from app.config import Settings
from app.database import utc_now
from app.evaluation.monitoring import queries
from app.evaluation.monitoring.models import MonitoringDelivery, MonitoringNumber
from app.evaluation.monitoring.rules.life import State
from app.evaluation.monitoring.rules.number import check_digit, grouped
from app.extensions import db
from app.participants.models import Consent, Participation
from app.reporting.duties import duties_on
from tests import factories
from tests.factories import token
from tests.integration.commands import flask
from tests.integration.monitoring import agreed, number_of

HERE = "/p/gecko/evaluation/monitoring"
Clients = Callable[[str], FlaskClient]


def mistyped(number: str) -> str:
    """With another check digit."""
    return number[:-1] + str((int(number[-1]) + 1) % 10)


def post(client: FlaskClient, address: str, **data: Any) -> Any:
    """Posts with the token of the session, asked for once."""
    known = vars(client).setdefault("known_token", None) or token(client, f"{HERE}/mapping")
    vars(client)["known_token"] = known
    return client.post(address, data={"csrf_token": known, **data})


def text_of(client: FlaskClient, address: str) -> str:
    return client.get(address).get_data(as_text=True)


def hidden(client: FlaskClient, address: str, name: str) -> str:
    found = re.search(rf'name="{name}"[^>]*value="([^"]+)"', text_of(client, address))
    assert found is not None, name
    return found[1]


def begun(client: FlaskClient) -> str:
    answer = post(client, f"{HERE}/begin/2023-2")
    assert answer.status_code == 302, answer.get_data(as_text=True)
    return str(answer.location)


def entered(client: FlaskClient, delivery: str, participant: int, number: str) -> Any:
    return post(client, f"{delivery}/participants/{participant}", number=number)


def submitted(client: FlaskClient, delivery: str, **data: str) -> Any:
    address = f"{delivery}/submit"
    return post(client, address, looked_at=hidden(client, address, "looked_at"), **data)


def approved(client: FlaskClient, delivery: str) -> Any:
    db.session.rollback()
    seen = db.session.scalars(select(MonitoringDelivery.fingerprint)).one()
    db.session.rollback()
    return post(client, f"{delivery}/approve", looked_at=seen, confirmed="y")


def made(client: FlaskClient, delivery: str) -> str:
    """The passphrase of the file."""
    answer = post(client, f"{delivery}/file")
    found = re.search(r"<code translate=\"no\">([a-z2-9-]+)</code>", answer.get_data(as_text=True))
    assert found is not None, answer.get_data(as_text=True)
    return found[1]


def state() -> str:
    db.session.rollback()
    return str(db.session.scalars(select(MonitoringDelivery.state)).one())


def kept_files(settings: Settings) -> list[Path]:
    return [path for path in settings.files.rglob("*") if path.is_file()]


def everything(settings: Settings) -> bytes:
    """Every byte of the SQLite database and of all files."""
    db.session.remove()
    url = settings.database_url
    parts = [path.read_bytes() for path in settings.instance.rglob("*") if path.is_file()]
    if url.startswith("sqlite:///"):
        database = Path(url.removeprefix("sqlite:///"))
        with sqlite3.connect(database) as connection:
            connection.execute("pragma wal_checkpoint(truncate)")
        parts += [path.read_bytes() for path in database.parent.glob(f"{database.name}*")]
    return b"".join(parts)


def test_numbers_are_checked_masked_and_belong_to_one_person_in_the_file(
    web: Flask, actor: Actor, client_as: Clients
) -> None:
    first, second = agreed(actor), agreed(actor)
    without = factories.admitted(actor)
    db.session.commit()
    client = client_as("coordinator")
    assert "1. Halbjahr 2024" not in text_of(client, HERE), "it ends with this day"
    delivery = begun(client)
    assert post(client, f"{HERE}/begin/2023-2").status_code == 422, "one is open"
    wrong = entered(client, delivery, first, mistyped(number_of(50)))
    assert "Prüfziffer" in wrong.get_data(as_text=True)
    assert entered(client, delivery, first, number_of(50)).status_code == 302
    taken = entered(client, delivery, second, number_of(50))
    assert "schon für Teilnehmer" in taken.get_data(as_text=True)
    assert entered(client, delivery, without, number_of(60)).status_code == 404
    shown = text_of(client, delivery)
    assert f"••••••••{number_of(50)[-4:]}" in shown
    assert number_of(50) not in shown
    start = "65170570M50"
    other_age = f"{start}{check_digit(start)}"
    assert entered(client, delivery, second, other_age).location.endswith(f"/{second}")
    assert "passt nicht zum Alter" in text_of(client, f"{delivery}/participants/{second}")
    assert post(client, f"{delivery}/participants/{second}/remove").status_code == 302
    assert len(db.session.scalars(select(MonitoringNumber)).all()) == 1
    assert "Versicherungsnummer entfernt" in text_of(client_as("auditor"), "/p/gecko/log")


def test_two_people_deliver_and_afterwards_no_number_is_left(
    web: Flask, actor: Actor, client_as: Clients
) -> None:
    people = agreed(actor), agreed(actor)
    db.session.commit()
    settings: Settings = web.extensions["pilotbuch_settings"]
    coordinator, approver = client_as("coordinator"), client_as("approver")
    delivery = begun(coordinator)
    entered(coordinator, delivery, people[0], number_of(50))
    assert submitted(coordinator, delivery).status_code == 422, "the second lacks a number"
    assert submitted(coordinator, delivery, accepted="y").status_code == 302
    assert approved(approver, delivery).status_code == 302
    passphrase = made(coordinator, delivery)
    assert passphrase not in text_of(coordinator, delivery)
    answer = post(coordinator, f"{delivery}/download")
    check_file(answer.data, passphrase, people)
    assert len(kept_files(settings)) == 2, "the key and the file"
    address = f"{delivery}/hand-over"
    told = {"on": "30.06.2024", "to": "Fachstelle", "way": "Portal", "confirmed": "y"}
    version = hidden(coordinator, address, "version")
    assert post(coordinator, address, version=version, **told).status_code == 302
    assert "vernichtet" in text_of(coordinator, delivery)
    [due] = [
        one
        for one in duties_on(actor.pilot_id, factories.gecko(), factories.DAY)
        if one.code == "monitoring-2024-1"
    ]
    assert due.met is not None, "the duty is met by the record"
    assert due.met.on == date(2024, 6, 30)
    db.session.rollback()
    assert db.session.scalars(select(MonitoringDelivery)).one().participants == list(people)
    assert db.session.scalars(select(MonitoringNumber)).all() == []
    assert kept_files(settings) == []
    left = everything(settings)
    for number in (number_of(50), grouped(number_of(50))):
        assert number.encode() not in left
        assert number.encode("utf-16-le") not in left
    assert answer.data not in left
    log = text_of(client_as("auditor"), "/p/gecko/log")
    assert "Monitoring-Lieferung freigegeben" in log
    assert "Monitoring-Datei heruntergeladen" in log


def check_file(content: bytes, passphrase: str, participants: tuple[int, int]) -> None:
    """The archive opens with the passphrase only and says the same in both formats."""
    with pyzipper.AESZipFile(io.BytesIO(content)) as archive:
        stem = "gecko_monitoring_2023-2_v1"
        assert archive.namelist() == [f"{stem}.csv", f"{stem}.xlsx", f"{stem}_spalten.csv"]
        assert {info.wz_aes_strength for info in archive.infolist()} == {3}, "256 bits"
        with pytest.raises(RuntimeError):
            archive.read(f"{stem}.csv", pwd=b"falsch")
        plain = archive.read(f"{stem}.csv", pwd=passphrase.encode()).decode("utf-8-sig")
        book = load_workbook(io.BytesIO(archive.read(f"{stem}.xlsx", pwd=passphrase.encode())))
    rows = list(csv.DictReader(io.StringIO(plain), delimiter=";"))
    assert [row["tn_nummer"] for row in rows] == [str(number) for number in participants]
    assert [row["versicherungsnummer"] for row in rows] == [number_of(50), "-91"]
    expected = {"geschlecht": "2", "halbjahr": "2023-2", "eintritt": "14.03.2023"}
    assert expected.items() <= rows[0].items()
    assert (rows[0]["alter_bei_eintritt"], rows[0]["austritt"]) == ("37", "-96")
    assert "Muster" not in plain
    sheet = [[cell.value for cell in row] for row in book["daten"].iter_rows()]
    assert [str(value) for value in sheet[1]] == list(rows[0].values())


def test_whoever_prepared_it_never_approves_it(
    web: Flask, actor: Actor, client_as: Clients
) -> None:
    number = agreed(actor)
    db.session.commit()
    coordinator, approver = client_as("coordinator"), client_as("approver")
    delivery = begun(coordinator)
    assert entered(approver, delivery, number, number_of(50)).status_code == 302
    submitted(coordinator, delivery)
    for client in (coordinator, approver):
        assert "Eine zweite Person" in text_of(client, f"{delivery}/approve")
        assert approved(client, delivery).status_code == 422
    assert state() == State.SUBMITTED
    values = {"state": "approved", "approved_by": MonitoringDelivery.submitted_by}
    with pytest.raises(IntegrityError, match="two_people"):
        db.session.execute(update(MonitoringDelivery).values(**values))
    db.session.rollback()
    reason = {"reason": "Nummer von wem?"}
    assert post(approver, f"{delivery}/send-back", **reason).status_code == 302
    assert state() == State.OPEN
    assert "Nummer von wem?" in text_of(coordinator, delivery)


def test_a_look_at_whole_numbers_is_on_record_and_content_that_moved_is_submitted_anew(
    web: Flask, actor: Actor, client_as: Clients
) -> None:
    number = agreed(actor)
    db.session.commit()
    coordinator, approver = client_as("coordinator"), client_as("approver")
    delivery = begun(coordinator)
    entered(coordinator, delivery, number, number_of(50))
    submitted(coordinator, delivery)
    assert number_of(50) not in text_of(approver, f"{delivery}/approve").replace(" ", "")
    seen = post(approver, f"{delivery}/look")
    assert grouped(number_of(50)) in seen.get_data(as_text=True)
    assert "Versicherungsnummern angesehen" in text_of(client_as("auditor"), "/p/gecko/log")
    approved(approver, delivery)
    db.session.execute(update(Participation).values(sex="male"))
    db.session.commit()
    assert "Inhalt geändert" in text_of(coordinator, delivery)
    refused = post(coordinator, f"{delivery}/file")
    assert "Der Inhalt hat sich seitdem geändert" in refused.get_data(as_text=True)
    assert state() == State.APPROVED


def test_a_withdrawn_consent_takes_person_number_and_file_out(
    web: Flask, actor: Actor, client_as: Clients
) -> None:
    first, second = agreed(actor), agreed(actor)
    db.session.commit()
    settings: Settings = web.extensions["pilotbuch_settings"]
    coordinator, approver = client_as("coordinator"), client_as("approver")
    delivery = begun(coordinator)
    entered(coordinator, delivery, first, number_of(50))
    entered(coordinator, delivery, second, number_of(51))
    submitted(coordinator, delivery)
    approved(approver, delivery)
    made(coordinator, delivery)
    stay = select(Participation.id).where(Participation.number == second).scalar_subquery()
    db.session.execute(
        update(Consent)
        .where(Consent.participation_id == stay, Consent.purpose == "programme_monitoring")
        .values(withdrawn_on=date(2024, 6, 20))
    )
    db.session.commit()
    assert "darf nicht mehr darin sein" in text_of(coordinator, delivery)
    answer = post(coordinator, f"{delivery}/download")
    assert answer.status_code == 302, "nothing is handed out"
    assert state() == State.OPEN
    assert len(db.session.scalars(select(MonitoringNumber)).all()) == 1
    assert len(kept_files(settings)) == 1, "the key of the numbers that stay"
    shown = text_of(coordinator, delivery)
    assert "1 Person entfallen" in shown
    assert "0 ohne Einwilligung, 1 widerrufen" in shown
    assert f"für Teilnehmernummer {second}" not in shown


def test_a_number_that_is_not_handed_over_in_time_is_swept_and_giving_up_destroys_all(
    web: Flask, actor: Actor, client_as: Clients
) -> None:
    first, second = agreed(actor), agreed(actor)
    db.session.commit()
    settings: Settings = web.extensions["pilotbuch_settings"]
    coordinator = client_as("coordinator")
    delivery = begun(coordinator)
    entered(coordinator, delivery, first, number_of(50))
    entered(coordinator, delivery, second, number_of(51))
    old = utc_now() - timedelta(days=30, minutes=1)
    one = db.session.scalars(select(MonitoringNumber).order_by(MonitoringNumber.id)).first()
    assert one is not None
    one.entered_at = old
    db.session.commit()
    assert "entfernten Nummern: 1" in flask(web, "monitoring", "sweep", "--pilot", "gecko").output
    assert "entfernten Nummern: 0" in flask(web, "monitoring", "sweep", "--pilot", "gecko").output
    assert len(db.session.scalars(select(MonitoringNumber)).all()) == 1
    assert "1 Nummer zu lange" in text_of(coordinator, delivery)
    given_up = {"reason": "Das Programm wartet ab.", "confirmed": "y"}
    assert post(coordinator, f"{delivery}/give-up", **given_up).status_code == 302
    db.session.rollback()
    assert db.session.scalars(select(MonitoringNumber)).all() == []
    assert kept_files(settings) == []
    assert post(coordinator, f"{HERE}/begin/2023-2").status_code == 302, "the next one"
    db.session.rollback()
    assert [row.number for row in queries.deliveries(actor.pilot_id)] == [2, 1]


def test_a_table_of_numbers_is_taken_whole_or_not_at_all(
    web: Flask, actor: Actor, client_as: Clients
) -> None:
    first, second = agreed(actor), agreed(actor)
    stranger = factories.admitted(actor)
    db.session.commit()
    coordinator = client_as("coordinator")
    delivery = begun(coordinator)
    template = coordinator.get(f"{delivery}/table.csv").get_data().decode("utf-8-sig")
    assert template.split() == ["Teilnehmernummer;Versicherungsnummer", f"{first};", f"{second};"]

    def give(*lines: str) -> Any:
        content = "\n".join(("Teilnehmernummer;Versicherungsnummer", *lines)).encode()
        return post(coordinator, f"{delivery}/table", file=(io.BytesIO(content), "n.csv"))

    bad = give(
        f"{first};{number_of(50)}",
        f"{second};{mistyped(number_of(51))}",
        f"{stranger};{number_of(51)}",
    )
    said = bad.get_data(as_text=True)
    assert bad.status_code == 422
    assert "2 Zeilen sind zu berichtigen" in said
    assert "gehört nicht zu dieser Lieferung" in said
    assert number_of(50) not in said
    assert db.session.scalars(select(MonitoringNumber)).all() == []
    assert give(f"{first};{number_of(50)}", f"{second};{number_of(51)}").status_code == 302
    swapped = give(f"{first};{number_of(51)}", f"{second};{grouped(number_of(50))}")
    assert swapped.status_code == 302, "numbers may change places"
    assert "Alle Personen haben eine Nummer" in text_of(
        coordinator, f"{delivery}/participants/{first}"
    )
    book = Workbook()
    numbers = book.create_sheet()
    for row in (("TN-Nummer", "Rentenversicherungsnummer"), (second, number_of(53)), (first, None)):
        numbers.append(row)
    content = io.BytesIO()
    book.save(content)
    content.seek(0)
    sheet = post(coordinator, f"{delivery}/table", file=(content, "n.xlsx"))
    assert sheet.status_code == 302, "a sheet with a line left empty"
    assert f"••••••••{number_of(53)[-4:]}" in text_of(coordinator, delivery)
    twice = give(f"{first};{number_of(52)}", f"{second};{number_of(52)}")
    assert "schon für Teilnehmer" in twice.get_data(as_text=True)


def test_another_mapping_replaces_the_one_in_force_and_faults_are_told_by_key(
    web: Flask, actor: Actor, client_as: Clients
) -> None:
    agreed(actor)
    db.session.commit()
    coordinator, address = client_as("coordinator"), f"{HERE}/mapping"
    own = text_of(coordinator, f"{address}/0.toml")

    def give(text: str) -> Any:
        file = (io.BytesIO(text.encode()), "satz.toml")
        return post(coordinator, address, file=file, note="Fassung der Fachstelle")

    said = give(own.replace('"sex"', '"name"')).get_data(as_text=True)
    assert "columns[3].source" in said
    assert "„name“ ist unbekannt" in said
    assert give(own.replace('"geschlecht"', '"sex_id"')).status_code == 302
    shown = text_of(coordinator, address)
    assert "sex_id" in shown
    assert "Fassung der Fachstelle" in shown
    assert text_of(coordinator, f"{address}/1.toml") == own.replace('"geschlecht"', '"sex_id"')
