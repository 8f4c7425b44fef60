"""The life of a report: two people, frozen filing, restatements, what comes after; the pages."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from app import audit
from app.access import Actor
from app.audit import AuditEntry
from app.errors import DomainError, Stale
from app.extensions import db
from app.finance.closing.queries import figures_now
from app.finance.closing.services import Closing, ask_reopening, close, reopen
from app.finance.grants.services.money import Return, record_repayment
from app.finance.models import Plan
from app.finance.services.vouchers import reverse
from app.participants.queries import participation_row
from app.participants.services.stay import record_exit
from app.reporting.reports import queries
from app.reporting.reports.queries.filing import filing
from app.reporting.reports.queries.restating import restated, restatements
from app.reporting.reports.queries.review import balance, steps
from app.reporting.reports.rules.life import Certificate, Result
from app.reporting.reports.rules.review import Given, Step
from app.reporting.reports.services import filing as filings
from app.reporting.reports.services import life
from app.reporting.reports.services.review import record_step, take_back
from tests.factories import DAY, actor_as, admitted, pilot
from tests.integration.finance import books
from tests.integration.reporting.filed import (
    WANTED,
    approved,
    begun,
    checked,
    file_now,
    filed,
    row_of,
    settings_of,
    write,
)

SignIn = Callable[[str], FlaskClient]


@pytest.fixture
def booked(actor: Actor) -> Actor:
    """Two vouchers of 2023 and somebody in care."""
    books.book(actor, books.listed("B1", 500_00), books.listed("B2", 120_00, position="0844"))
    admitted(actor)
    return actor


def test_a_second_person_approves_who_neither_began_nor_wrote_nor_checked(web: Flask) -> None:
    report_id = begun()
    coordinator, finance, approver = map(actor_as, ("coordinator", "finance", "approver"))
    life.write_text(coordinator, report_id, "goals", "Alles erreicht.", 0)
    life.check(finance, pilot(), report_id, row_of(report_id).version)
    for own in (coordinator, finance):
        may = replace(own, permissions=own.permissions | approver.permissions)
        with pytest.raises(DomainError, match=r"reports\.second_person"):
            life.approve(may, pilot(), report_id, row_of(report_id).version)
    with pytest.raises(DomainError, match=r"reports\.text_fixed"):
        life.write_text(coordinator, report_id, "goals", "Doch nicht.", 1)
    life.approve(approver, pilot(), report_id, row_of(report_id).version)
    acts = [(one.act, one.user_id) for one in queries.events(pilot().id, report_id)]
    assert acts == [
        ("begin", coordinator.user_id),
        ("check", finance.user_id),
        ("approve", approver.user_id),
    ]


def test_who_only_wrote_a_text_that_is_gone_cannot_approve_either(web: Flask) -> None:
    report_id, approver = begun(), actor_as("approver")
    life.write_text(approver, report_id, "goals", "Entwurf", 0)
    db.session.commit()
    life.write_text(actor_as("coordinator"), report_id, "goals", "Neu", 1)
    life.check(actor_as("finance"), pilot(), report_id, row_of(report_id).version)
    with pytest.raises(DomainError, match=r"reports\.second_person"):
        life.approve(approver, pilot(), report_id, row_of(report_id).version)


def test_the_database_knows_two_people_and_keeps_events(web: Flask) -> None:
    checked()
    with pytest.raises(IntegrityError):
        db.session.execute(text("update report set state = 'approved', approved_by = checked_by"))
    db.session.rollback()
    filed(web)
    for statement in (
        "update report_event set note = 'x'",
        "delete from report_filing",
        "update report_filing set way = 'x'",
    ):
        with pytest.raises(IntegrityError):
            db.session.execute(text(statement))
        db.session.rollback()


def test_two_people_write_at_once_and_the_second_is_told(web: Flask) -> None:
    report_id = begun()
    life.write_text(actor_as("coordinator"), report_id, "goals", "Erste Fassung", 0)
    with pytest.raises(Stale):
        life.write_text(actor_as("finance"), report_id, "goals", "Zweite Fassung", 0)
    assert queries.texts_of(pilot().id, report_id) == {"goals": "Erste Fassung"}


def test_a_figure_that_changes_after_the_check_sends_the_report_back(
    web: Flask, booked: Actor
) -> None:
    report_id, approver = checked(), actor_as("approver")
    reverse(booked, "B1", "falsch", None, DAY)
    with pytest.raises(DomainError, match=r"reports\.figures_changed"):
        life.approve(approver, pilot(), report_id, row_of(report_id).version)
    life.send_back(approver, report_id, row_of(report_id).version, "Beleg B1", DAY)
    row = row_of(report_id)
    assert (row.state, row.checked_by, row.approved_by) == ("draft", None, None)
    life.check(actor_as("finance"), pilot(), report_id, row.version)
    life.approve(approver, pilot(), report_id, row_of(report_id).version)


def test_an_objection_of_the_audit_office_makes_it_a_draft_and_a_certificate_goes_on(
    web: Flask,
) -> None:
    report_id, coordinator = approved(), actor_as("coordinator")
    objected = Certificate("RPA", Result.OBJECTED, date(2024, 3, 1), "", "Beleg 7 fehlt")
    life.certify(coordinator, report_id, row_of(report_id).version, objected, DAY)
    assert row_of(report_id).state == "draft"
    life.check(actor_as("finance"), pilot(), report_id, row_of(report_id).version)
    life.approve(actor_as("approver"), pilot(), report_id, row_of(report_id).version)
    clean = replace(objected, result=Result.CLEAN, on=date(2024, 4, 2), remarks="")
    life.certify(coordinator, report_id, row_of(report_id).version, clean, DAY)
    with pytest.raises(DomainError, match=r"reports\.before_certificate"):
        file_now(web, report_id, replace(WANTED, on=date(2024, 4, 1)))
    file_now(web, report_id, replace(WANTED, why_not=""))
    assert row_of(report_id).state == "filed"


def test_filing_freezes_figures_rules_plan_and_files(web: Flask, booked: Actor) -> None:
    report_id = filed(web)
    found = filing(pilot().id, report_id)
    assert found is not None
    assert found.figures["spent"] == 620_00
    assert (found.filed_on, found.day, found.rule_set) == (WANTED.on, DAY, "anbest_p")
    pdf = found.file("pdf")
    assert pdf.sha256 == hashlib.sha256(b"Nachweis als pdf").hexdigest()
    head = db.session.get(AuditEntry, (pilot().id, found.audit_sequence))
    assert head is not None
    assert (head.action, head.hash) == ("file_report", found.audit_hash)
    assert queries.filed_days(pilot().id) == {("interim", 2023): WANTED.on}
    before = {name: found.figures[name] for name in ("spent", "vouchers")}
    reverse(booked, "B1", "Fehlbuchung", None, DAY)
    again = filing(pilot().id, report_id)
    assert again is not None
    assert {name: again.figures[name] for name in before} == before
    with pytest.raises(DomainError, match=r"reports\.not_check"):
        life.check(actor_as("finance"), pilot(), report_id, row_of(report_id).version)


def test_without_a_certificate_a_word_is_needed(web: Flask) -> None:
    with pytest.raises(DomainError, match=r"reports\.why_no_certificate"):
        file_now(web, approved(), replace(WANTED, why_not=" "))


def test_a_filing_that_breaks_half_way_leaves_nothing_filed_and_no_file(
    web: Flask, booked: Actor
) -> None:
    report_id, settings = approved(), settings_of(web)
    folder, coordinator = settings.files / "reports", actor_as("coordinator")

    def breaks(folder: Path) -> dict[str, Path]:
        write(folder)
        raise OSError("disk full")

    with pytest.raises(OSError, match="disk full"):
        filings.draft_filing(coordinator, pilot(), row_of(report_id), WANTED, settings, breaks)
    assert list(folder.iterdir()) == []
    draft = filings.draft_filing(coordinator, pilot(), row_of(report_id), WANTED, settings, write)
    reverse(booked, "B2", "zwischendurch", None, DAY)
    with pytest.raises(DomainError, match=r"reports\.figures_changed"):
        filings.file(coordinator, pilot(), draft, WANTED)
    assert len(list(folder.iterdir())) == 3
    filings.discard(coordinator, draft, settings)
    assert list(folder.iterdir()) == []
    assert filing(pilot().id, report_id) is None


def test_a_killed_attempt_leaves_files_that_the_next_one_clears(web: Flask) -> None:
    report_id, settings, actor = approved(), settings_of(web), actor_as("coordinator")
    filings.draft_filing(actor, pilot(), row_of(report_id), WANTED, settings, write)
    draft = filings.draft_filing(actor, pilot(), row_of(report_id), WANTED, settings, write)
    filings.file(actor, pilot(), draft, WANTED)
    filings.remove_leftovers(actor, draft, settings)
    names = {path.name.split(".")[0] for path in (settings.files / "reports").iterdir()}
    assert names == {f"{pilot().id}-{report_id}-{draft.filing_id}"}


def test_a_filed_file_that_was_changed_is_not_handed_out(web: Flask) -> None:
    report_id, settings = filed(web), settings_of(web)
    actor = actor_as("auditor")
    assert filings.open_file(actor, report_id, "pdf", settings).content == b"Nachweis als pdf"
    (path,) = (settings.files / "reports").glob("*.pdf.sealed")
    path.write_bytes(path.read_bytes()[:-1] + b"x")
    with pytest.raises(DomainError, match=r"house\.file_broken"):
        filings.open_file(actor, report_id, "pdf", settings)
    assert audit.check_chain(pilot().id) is None


def test_the_next_report_tells_what_was_filed_otherwise_and_why(web: Flask, booked: Actor) -> None:
    first = filed(web)
    reverse(booked, "B1", "Fehlbuchung", None, DAY)
    case = participation_row(booked, 1)
    assert case is not None
    record_exit(booked, 1, date(2023, 11, 30), "goal_reached", None, case.version, DAY)
    db.session.flush()
    (found,) = restatements(pilot(), row_of(begun(2024)))
    assert found.report.id == first
    rows = {one.key: one for one in found.rows}
    spent = rows["spent"]
    assert (spent.filed, spent.now, spent.change) == (620_00, 120_00, -500_00)
    assert [one.number for one in spent.causes] == ["S-B1"]
    assert [one.number for one in rows["in_care"].causes] == ["1"]
    assert "spent:0844" not in rows


def test_a_closed_month_reopened_after_filing_does_not_touch_what_was_filed(
    web: Flask, booked: Actor
) -> None:
    starts, finance = date(2023, 5, 1), actor_as("finance")
    first = pilot().preset.notice.starts_on
    for month in (date(2021, 11, 1), date(2021, 12, 1)):
        digest = figures_now(pilot().id, month).digest
        close(booked, Closing(month, digest, "Probe"), first, DAY)
    report_id = filed(web)
    kept = filing(pilot().id, report_id)
    ask_reopening(finance, date(2021, 12, 1), "Nachtrag")
    reopen(actor_as("approver"), date(2021, 12, 1))
    books.book(booked, books.listed("B9", 10_00, starts))
    after = filing(pilot().id, report_id)
    assert kept is not None
    assert kept == after
    assert {one.key for one in restated(pilot(), row_of(report_id), kept).rows} >= {"spent"}


def test_a_filed_report_is_filed_anew_as_a_second_edition_with_a_reason(
    web: Flask, booked: Actor
) -> None:
    report_id, coordinator = begun(), actor_as("coordinator")
    with pytest.raises(DomainError, match=r"reports\.edition_open"):
        life.begin_anew(coordinator, pilot(), report_id, "de", "Fehler")
    life.write_text(coordinator, report_id, "goals", "Stand 2023", 0)
    life.check(actor_as("finance"), pilot(), report_id, row_of(report_id).version)
    life.approve(actor_as("approver"), pilot(), report_id, row_of(report_id).version)
    file_now(web, report_id)
    db.session.commit()
    reverse(booked, "B1", "Fehlbuchung", None, DAY)
    second = life.begin_anew(coordinator, pilot(), report_id, "de", "Fehlbuchung B1")
    with pytest.raises(DomainError, match=r"reports\.edition_there"):
        life.begin_anew(coordinator, pilot(), report_id, "de", "noch eine")
    with pytest.raises(DomainError, match=r"reports\.begun_already"):
        begun()
    assert row_of(second).edition == 2
    assert queries.texts_of(pilot().id, second) == {"goals": "Stand 2023"}
    (found,) = restatements(pilot(), row_of(second))
    assert found.report.id == report_id


def test_after_filing_amounts_are_disallowed_paid_back_and_bear_interest(web: Flask) -> None:
    report_id, finance = filed(web), actor_as("finance")

    def step(kind: Step, on: date, **more: object) -> int:
        given = Given(kind, on, "Az. 3", "Beleg 17", **more)  # type: ignore[arg-type]
        return record_step(finance, report_id, given, DAY)

    with pytest.raises(DomainError, match=r"step_not_answer"):
        step(Step.ANSWER, date(2024, 5, 3))
    step(Step.QUERY, date(2024, 5, 2))
    step(Step.ANSWER, date(2024, 5, 8))
    step(Step.DISALLOWED, date(2024, 5, 20), cents=1_000_00, interest_from=date(2024, 5, 1))
    step(Step.NOTICE, date(2024, 6, 1))
    day = date(2024, 5, 30)
    back = record_repayment(finance, Return("disallowed", day, "Beleg 17", 400_00), DAY)
    step(Step.REPAID, day, repayment_id=back)
    with pytest.raises(DomainError, match=r"no_repayment"):
        step(Step.REPAID, day, repayment_id=back)
    found = steps(pilot().id, report_id)
    owed = balance(pilot(), found).owed
    # 8,62 % (3,62 + 5): 400 € for 30 days, 600 € for the 61 days up to 30 June
    assert [one.cents for one in owed.interests] == [2_83, 8_64]
    assert (owed.claimed_cents, owed.open_cents) == (1_000_00, 600_00)
    take_back(finance, report_id, found[-1].id, "falsch zugeordnet", DAY)
    assert balance(pilot(), steps(pilot().id, report_id)).owed.open_cents == 1_000_00
    with pytest.raises(DomainError, match=r"step_carries"):
        take_back(finance, report_id, found[0].id, "Irrtum", DAY)


def test_nobody_reads_or_writes_a_foreign_report(web: Flask, booked: Actor) -> None:
    report_id = filed(web)
    foreign = replace(actor_as("finance"), pilot_id=pilot().id + 1)
    with pytest.raises(DomainError):
        filings.open_file(foreign, report_id, "pdf", settings_of(web))
    with pytest.raises(DomainError):
        life.write_text(foreign, report_id, "goals", "x", 0)


def test_across_a_change_of_plan_the_later_one_counts_and_both_are_named(
    web: Flask, client_as: SignIn, booked: Actor
) -> None:
    for notice, day in (("Bescheid A", date(2021, 11, 1)), ("Bescheid B", date(2023, 7, 1))):
        db.session.add(Plan(pilot_id=booked.pilot_id, notice=notice, valid_from=day))
    report_id = begun()
    db.session.commit()
    shown = client_as("coordinator").get(f"/p/gecko/reports/{report_id}").get_data(as_text=True)
    assert "Der Finanzierungsplan wurde in diesem Zeitraum geändert." in shown
    assert "Bescheid A" in shown
    assert "Bescheid B" in shown
