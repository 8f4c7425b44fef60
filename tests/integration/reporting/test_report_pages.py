"""The pages of reports: begun, written by two, filed, opened, examined; what is wrong is said."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from app.access import Actor
from app.audit import AuditEntry
from app.extensions import db
from app.reporting.package import files
from app.reporting.reports import queries
from app.reporting.reports.services import life
from tests.factories import actor_as, pilot, token
from tests.integration.finance import books
from tests.integration.reporting.filed import begun, checked, filed, row_of, write

SignIn = Callable[[str], FlaskClient]
HERE = "/p/gecko/reports"


@pytest.fixture(autouse=True)
def small_files(monkeypatch: pytest.MonkeyPatch) -> None:
    """The package has tests of its own; here only what is composed for it must be sound."""

    def written(report: Any, folder: Path, *_more: object) -> Mapping[str, Path]:
        assert report.title
        return write(folder)

    monkeypatch.setattr(files, "write_files", written)


@pytest.fixture
def coordinator(client_as: SignIn) -> FlaskClient:
    return client_as("coordinator")


def sent(client: FlaskClient, address: str, **fields: object) -> Any:
    """Sends the form of a page with its hidden fields, and what is typed in."""
    page = client.get(address).get_data(as_text=True)
    form = page[page.rindex("<form", 0, page.index("pb-actions--form")) :]
    hidden = dict(re.findall(r'type="hidden" value="([^"]*)"[^>]*name="([^"]+)"', form))
    given = re.findall(r'name="([^"]+)" type="hidden" value="([^"]*)"', form)
    return client.post(address, data={**hidden, **dict(given), **fields})


def text_of(answer: Any) -> str:
    return str(answer.get_data(as_text=True))


def test_a_report_goes_from_the_list_to_the_funder_by_two_people(
    actor: Actor, client_as: SignIn, coordinator: FlaskClient
) -> None:
    db.session.rollback()
    books.book(actor, books.listed("B1", 500_00))
    db.session.commit()
    listed = text_of(coordinator.get(HERE))
    assert "Zwischennachweis 2021 beginnen" in listed
    assert "30.04.2024" in listed
    answer = sent(coordinator, f"{HERE}/new", period="interim-2023", language="de")
    assert answer.status_code == 302, text_of(answer)
    at = answer.location
    assert sent(coordinator, f"{at}/texts/goals", text="Alles erreicht.").status_code == 302
    assert sent(coordinator, f"{at}/check", confirmed="y").status_code == 302
    approver = client_as("approver")
    assert "Alles erreicht." in text_of(approver.get(f"{at}/texts/goals"))
    assert sent(approver, f"{at}/approve", confirmed="y").status_code == 302
    wrong = sent(coordinator, f"{at}/file", on="29.04.2024", way="Post", confirmed="y")
    assert wrong.status_code == 422
    assert "warum keine Bescheinigung verlangt wird" in text_of(wrong)
    done = sent(
        coordinator, f"{at}/file", on="29.04.2024", way="Post", why_not="unklar", confirmed="y"
    )
    assert done.status_code == 302, text_of(done)
    shown = text_of(coordinator.get(at))
    assert "Eingereicht am 29.04.2024: Post." in shown
    assert "500,00" in shown
    loaded = client_as("auditor").get(f"{at}/files/pdf")
    assert loaded.data == b"Nachweis als pdf"
    assert "gecko_interim_2023.pdf" in loaded.headers["Content-Disposition"]
    actions = db.session.scalars(
        select(AuditEntry.action)
        .where(AuditEntry.subject == "report")
        .order_by(AuditEntry.sequence)
    ).all()
    assert actions == [
        "begin_report",
        "write_report_text",
        "check_report",
        "approve_report",
        "file_report",
        "download_report",
    ]
    assert coordinator.get(f"{at}/files/exe").status_code == 404


def test_who_saves_second_sees_both_texts_and_loses_none(
    client_as: SignIn, coordinator: FlaskClient
) -> None:
    report_id = begun()
    db.session.commit()
    address, finance = f"{HERE}/{report_id}/texts/goals", client_as("finance")
    fields = {"csrf_token": token(finance, address), "version": "0"}
    assert sent(coordinator, address, text="Fassung der Koordination").status_code == 302
    late = finance.post(address, data={**fields, "text": "Fassung der Finanzen"})
    assert late.status_code == 409
    assert "Fassung der Koordination" in text_of(late)
    assert "Fassung der Finanzen" in text_of(late)
    version = re.search(r'name="version" type="hidden" value="(\d+)"', text_of(late))
    assert version is not None
    fields["version"] = version[1]
    assert finance.post(address, data={**fields, "text": "Beide"}).status_code == 302
    assert queries.texts_of(pilot().id, report_id) == {"goals": "Beide"}


def test_a_text_too_long_or_too_late_comes_back_whole(coordinator: FlaskClient) -> None:
    report_id = begun()
    db.session.commit()
    address = f"{HERE}/{report_id}/texts/goals"
    assert sent(coordinator, address, text="ä" * 50_000).status_code == 302
    answer = sent(coordinator, address, text="ä" * 50_000 + "Ende")
    assert answer.status_code == 422
    assert "Der Text hat 50004 Zeichen, erlaubt sind 50000." in text_of(answer)
    assert "äEnde" in text_of(answer)
    fields = {"csrf_token": token(coordinator, address), "version": "1"}
    life.check(actor_as("finance"), pilot(), report_id, row_of(report_id).version)
    db.session.commit()
    late = coordinator.post(address, data={**fields, "text": "Noch ein Satz"})
    assert late.status_code == 422
    assert "seine Texte stehen fest" in text_of(late)
    assert "Noch ein Satz" in text_of(late)


@pytest.mark.parametrize(
    ("period", "said"),
    [
        ("interim-2020", "2020"),
        ("interim-2025", "Dieser Zeitraum beginnt erst am 01.01.2025."),
        ("final-2023", "verlangen die Nebenbestimmungen keinen solchen Nachweis"),
        ("unsinn", "verlangen die Nebenbestimmungen keinen solchen Nachweis"),
    ],
)
def test_a_report_that_cannot_be_is_refused_with_a_sentence(
    coordinator: FlaskClient, period: str, said: str
) -> None:
    answer = sent(coordinator, f"{HERE}/new", period=period, language="de")
    assert answer.status_code == 422
    assert said in text_of(answer)
    assert queries.reports(pilot().id) == []


def test_a_period_without_data_is_reported_with_zeros_and_says_so(
    coordinator: FlaskClient,
) -> None:
    report_id = begun()
    db.session.commit()
    for place in ("", "/check"):
        shown = text_of(coordinator.get(f"{HERE}/{report_id}{place}"))
        assert "Der Nachweis weist deshalb überall 0 aus." in shown
    running = begun(2024)
    db.session.commit()
    refused = text_of(coordinator.get(f"{HERE}/{running}"))
    assert "Der Zeitraum läuft bis zum 31.12.2024." in refused


def test_a_preview_is_recorded_before_it_is_written(coordinator: FlaskClient) -> None:
    report_id = begun()
    db.session.commit()
    address = f"{HERE}/{report_id}"
    fields = {"csrf_token": token(coordinator, address), "ending": "docx"}
    assert coordinator.post(f"{address}/preview", data=fields).data == b"Nachweis als docx"
    fields["ending"] = "exe"
    assert coordinator.post(f"{address}/preview", data=fields).status_code == 404
    (found,) = db.session.scalars(
        select(AuditEntry.fields).where(AuditEntry.action == "preview_report")
    )
    assert found == "docx"


def test_the_examination_is_told_step_by_step(web: Flask, coordinator: FlaskClient) -> None:
    report_id = filed(web)
    review = f"{HERE}/{report_id}/review"
    early = sent(coordinator, f"{review}/new?step=answer", on="03.05.2024", text="So war es.")
    assert early.status_code == 422
    assert "Eine Antwort braucht eine Rückfrage" in text_of(early)
    query = sent(coordinator, f"{review}/new?step=query", on="02.05.2024", text="Beleg 17?")
    assert query.status_code == 302
    sent(coordinator, f"{review}/new?step=answer", on="03.05.2024", text="So war es.")
    sent(
        coordinator,
        f"{review}/new?step=disallowed",
        on="20.05.2024",
        text="Beleg 17",
        cents="1.000,00",
        interest_from="01.05.2024",
    )
    shown = text_of(coordinator.get(review))
    assert "Beanstandung</" in shown or "Beanstandung:" in shown
    # 1.000 € × 8,62 % × 61/365
    assert "14,41" in shown
    back = re.search(rf'href="({review}/\d+/take-back)"', shown)
    assert back is not None
    assert sent(coordinator, back[1], reason="Irrtum").status_code == 302
    assert "14,41" not in text_of(coordinator.get(review))


def test_who_may_only_read_writes_nothing(web: Flask, client_as: SignIn) -> None:
    report_id = checked()
    db.session.commit()
    auditor, at = client_as("auditor"), f"{HERE}/{report_id}"
    assert auditor.get(at).status_code == 200
    for place in ("check", "approve", "recall", "give-back", "certify", "file", "anew"):
        assert auditor.get(f"{at}/{place}").status_code == 403, place
    assert client_as("coach").get(HERE).status_code == 403
    assert client_as("coordinator").get(f"{at}/approve").status_code == 403
