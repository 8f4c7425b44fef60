"""Stored files: sealed, bound to their record, given out as attachments, removed on record."""

from __future__ import annotations

import io
import logging
from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select

from app.access import Actor
from app.audit import AuditEntry
from app.documents import queries, services
from app.documents.models import Document, DocumentContent
from app.errors import DomainError, NotFound
from app.extensions import db
from app.finance.commitments.queries import commitment
from app.finance.queries import booking_numbered
from app.sealing import SealBroken
from tests.factories import actor_as, token
from tests.integration.documents.files import JPEG, PDF, PNG
from tests.integration.finance import books

AT = "/p/gecko/finance/commitments/1"
SignIn = Callable[[str], FlaskClient]


def record_id(actor: Actor, number: int) -> int:
    return commitment(actor.pilot_id, number).id


def upload(client: FlaskClient, data: bytes, name: str, to: str = AT) -> tuple[int, str]:
    address = f"{to}/documents/new"
    form = {"csrf_token": token(client, address), "file": (io.BytesIO(data), name)}
    answer = client.post(address, data=form, content_type="multipart/form-data")
    return answer.status_code, answer.get_data(as_text=True)


def test_content_and_name_are_sealed_for_their_own_row(actor: Actor) -> None:
    number = books.reserved(actor)
    record = record_id(actor, number)
    first = services.attach(actor, "commitment", record, "Rechnung Müller.pdf", PDF)
    second = services.attach(actor, "commitment", record, "Bild.png", PNG)
    row = db.session.get_one(Document, (actor.pilot_id, first))
    kept = db.session.get_one(DocumentContent, (actor.pilot_id, first))
    assert PDF not in kept.sealed
    assert "Müller".encode() not in row.file_name_sealed
    assert (queries.name_of(row), queries.content_of(row)) == ("Rechnung Müller.pdf", PDF)
    db.session.get_one(DocumentContent, (actor.pilot_id, second)).sealed = kept.sealed
    db.session.flush()
    with pytest.raises(SealBroken):
        queries.content_of(db.session.get_one(Document, (actor.pilot_id, second)))


def test_the_same_file_is_kept_once_per_record_and_may_come_again_after_its_removal(
    actor: Actor,
) -> None:
    record = record_id(actor, books.reserved(actor))
    other = record_id(actor, books.reserved(actor))
    first = services.attach(actor, "commitment", record, "a.pdf", PDF)
    services.attach(actor, "commitment", other, "a.pdf", PDF)
    with pytest.raises(DomainError) as refused:
        services.attach(actor, "commitment", record, "b.pdf", PDF)
    assert refused.value.key == "document.there_already"
    services.remove(actor, "commitment", record, first, "falsche Datei", is_fixed=False)
    services.attach(actor, "commitment", record, "b.pdf", PDF)
    removed, kept = queries.documents_of(actor.pilot_id, "commitment", record)
    assert (removed.removed_reason, kept.file_name) == ("falsche Datei", "b.pdf")
    assert removed.removed_at is not None
    contents = select(func.count()).select_from(DocumentContent)
    assert db.session.scalar(contents) == 2


def test_a_document_is_found_with_its_own_record_only(actor: Actor) -> None:
    record = record_id(actor, books.reserved(actor))
    other = record_id(actor, books.reserved(actor))
    document_id = services.attach(actor, "commitment", record, "a.pdf", PDF)
    for kind, wrong in (("commitment", other), ("voucher", record)):
        with pytest.raises(NotFound):
            queries.document(actor.pilot_id, kind, wrong, document_id)


def test_a_file_goes_up_and_comes_down_as_an_attachment_that_runs_nothing(
    client_as: SignIn,
) -> None:
    books.reserved(actor_as("finance"))
    db.session.commit()
    finance, auditor = client_as("finance"), client_as("auditor")
    assert upload(finance, JPEG, "../Quittung.jpeg")[0] == 302
    text = auditor.get(AT).get_data(as_text=True)
    assert "Quittung.jpeg" in text
    document_id = db.session.scalars(select(Document.id)).one()
    answer = auditor.get(f"{AT}/documents/{document_id}")
    assert answer.get_data() == JPEG
    assert answer.headers["Content-Disposition"] == "attachment; filename=Quittung.jpeg"
    assert answer.headers["Content-Type"] == "image/jpeg"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Cache-Control"] == "no-store"
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    db.session.rollback()
    read = select(AuditEntry.fields).where(AuditEntry.action == "read_document")
    assert db.session.scalars(read).all() == [""]
    assert auditor.get(f"{AT}/documents/new").status_code == 403
    assert client_as("coach").get(f"{AT}/documents/{document_id}").status_code == 403


@pytest.mark.parametrize(
    ("data", "name", "sentence"),
    [
        (b"", "leer.pdf", "Die Datei ist leer."),
        (b"<html><script>alert(1)</script></html>", "rechnung.pdf", "keine PDF-, PNG- oder JPEG"),
        (PDF + bytes(11 * 1024**2), "gross.pdf", "größer als 10 MB"),
        (PDF[:-8], "halb.pdf", "Ihr Ende fehlt"),
    ],
)
def test_what_is_no_whole_file_of_a_kept_kind_is_refused_at_its_field(
    client_as: SignIn, data: bytes, name: str, sentence: str
) -> None:
    books.reserved(actor_as("finance"))
    db.session.commit()
    status, text = upload(client_as("finance"), data, name)
    assert (status, sentence in text) == (422, True)
    assert db.session.scalar(select(func.count()).select_from(Document)) == 0


def test_a_name_with_a_nul_or_folders_is_kept_without_them(client_as: SignIn) -> None:
    books.reserved(actor_as("finance"))
    db.session.commit()
    assert upload(client_as("finance"), PDF, "..\\..\\a\0b/Beleg <1>.pdf")[0] == 302
    row = db.session.scalars(select(Document)).one()
    assert queries.name_of(row) == "Beleg _1_.pdf"


def test_neither_name_nor_reason_reaches_a_log(
    client_as: SignIn, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    books.reserved(actor_as("finance"))
    db.session.commit()
    finance = client_as("finance")
    upload(finance, PDF, "Attest Erika Musterfrau.pdf")
    document_id = db.session.scalars(select(Document.id)).one()
    address = f"{AT}/documents/{document_id}/remove"
    form = {"csrf_token": token(finance, address), "reason": "Musterfrau", "confirmed": "y"}
    assert finance.post(address, data=form).status_code == 302
    assert "Gelöscht:" in finance.get(AT).get_data(as_text=True)
    entries = db.session.scalars(select(AuditEntry.fields)).all()
    assert "Musterfrau" not in caplog.text + " ".join(entries)
    assert finance.get(f"{AT}/documents/{document_id}").status_code == 404


def test_approved_records_keep_their_documents_and_vouchers_show_those_of_their_commitment(
    client_as: SignIn,
) -> None:
    number = books.approved()
    finance = actor_as("finance")
    record = record_id(finance, number)
    document_id = services.attach(finance, "commitment", record, "Rechnung.pdf", PDF)
    books.paid(number, "R-1")
    db.session.commit()
    client = client_as("finance")
    assert "/remove" not in client.get(AT).get_data(as_text=True)
    with pytest.raises(DomainError) as refused:
        services.remove(finance, "commitment", record, document_id, "weg", is_fixed=True)
    assert refused.value.key == "document.fixed"
    voucher = "/p/gecko/finance/vouchers"
    new = f"{voucher}/documents/new/of/R-1"
    form = {"csrf_token": token(client, new), "file": (io.BytesIO(PNG), "Kontoauszug.png")}
    sent = client.post(new, data=form, content_type="multipart/form-data")
    assert sent.status_code == 302
    text = client.get(f"{voucher}/R-1").get_data(as_text=True)
    assert "Rechnung.pdf" in text
    assert "Kontoauszug.png" in text
    db.session.rollback()
    booking = booking_numbered(finance.pilot_id, "R-1")
    assert booking is not None
    [kept] = queries.documents_of(finance.pilot_id, "voucher", booking.id)
    opened = client.get(f"{voucher}/documents/{kept.id}/of/R-1")
    assert opened.get_data() == PNG


def test_what_is_rolled_back_leaves_neither_document_nor_content(web: Flask, actor: Actor) -> None:
    record = record_id(actor, books.reserved(actor))
    document_id = services.attach(actor, "commitment", record, "a.pdf", PDF)
    db.session.rollback()
    assert db.session.get(Document, (actor.pilot_id, document_id)) is None
    assert db.session.get(DocumentContent, (actor.pilot_id, document_id)) is None
