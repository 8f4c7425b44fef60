"""The content of a report: figures, tables and words, whatever the period; and its files."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select

from app.access import Actor
from app.audit import AuditEntry
from app.errors import DomainError
from app.extensions import db
from app.finance.closing import services as closing
from app.finance.grants.services.money import Return, record_repayment
from app.finance.inventory.services import ItemFacts, add_item
from app.finance.services import plans, vouchers
from app.finance.services.plans import PlanToTake
from app.participants.models import Participation
from app.participants.services.stay import record_exit
from app.reporting.figures.rules import Scope
from app.reporting.package.content import content_of
from app.reporting.package.files import write_files
from app.reporting.reports.queries import ReportRow
from exports.report import Report, Table
from exports.statement_lines import statement_totals
from tests.factories import DAY, actor_as, admitted, gecko, pilot
from tests.integration.commands import flask
from tests.integration.finance import books, funds, months
from tests.integration.finance.books import listed
from tests.unit.exports.reading import cells

NOTICE = gecko().notice
ADDRESS = "https://pilotbuch.example/p/gecko/figures"
YEAR_2023 = Scope(date(2023, 1, 1), date(2023, 12, 31))


def row_of(
    scope: Scope, kind: str = "interim", language: str = "de", edition: int = 1
) -> ReportRow:
    """A draft about some days that nobody has begun yet."""
    return ReportRow(
        1,
        kind,
        scope.last.year,
        edition,
        language,
        scope.first,
        scope.last,
        "draft",
        1,
        None,
        None,
        1,
    )


@pytest.fixture
def money(web: Flask, actor: Actor) -> Actor:
    """A pilot with two plans, vouchers of three years, draw-downs and an item."""
    public_url(web, "https://pilotbuch.example/")
    first = {("0812", 2022): 40_000_00, ("0835", 2023): NOTICE.grant_cents - 40_000_00}
    second = {**first, ("0812", 2022): 30_000_00, ("0850", 2023): 10_000_00}
    plans.write(actor, PlanToTake(first, "Zuwendungsbescheid", NOTICE.issued_on), None)
    plans.write(actor, PlanToTake(second, "Änderungsbescheid", date(2023, 7, 1)), None)
    books.book(
        actor,
        listed("V1", 1_000_01, date(2022, 12, 31), "0812"),
        listed("V2", 2_000_02, date(2023, 1, 1), "0812"),
        listed("V3", 1_190_00, date(2023, 12, 31), "0850"),
        listed("V4", 9_99, date(2024, 2, 1), "0844"),
        listed("V5", 55_00, date(2023, 4, 1), "0844"),
    )
    vouchers.reverse(actor, "V5", "doppelt", None, DAY)
    funds.receive(actor, 5_000_00, date(2022, 11, 10))
    funds.receive(actor, 4_000_00, date(2023, 2, 10))
    record_repayment(actor, Return("unspent", date(2023, 11, 30), "zu viel", 500_00), DAY)
    add_item(actor, item(), DAY)
    db.session.commit()
    return actor


@pytest.fixture
def told(money: Actor) -> Actor:
    """The same with people: eight came in the first half of 2023, seven left on one day."""
    for number in range(8):
        admitted(money, **entered(date(2023, 1 + number % 6, 5)))
    for at, number in enumerate(numbers()[:7]):
        record_exit(money, number, date(2023, 9, 1), "regular" if at else "moved", None, 1, DAY)
    db.session.commit()
    return money


def public_url(web: Flask, url: str) -> None:
    """Gives the house an address, or none."""
    known = web.extensions["pilotbuch_settings"]
    web.extensions["pilotbuch_settings"] = replace(known, public_url=url)


def item() -> ItemFacts:
    return ItemFacts(
        "Notebook",
        "Technik GmbH",
        date(2023, 12, 31),
        1_000_00,
        1_190_00,
        "Raum 101",
        "Beratung",
        "new",
        "SB med. Reha 1",
        date(2026, 10, 31),
        source_number="V3",
    )


def entered(on: date) -> dict[str, object]:
    return {"admitted_on": on, "referred_on": None, "consents": {"participation": on}}


def numbers() -> list[int]:
    return list(db.session.scalars(select(Participation.number).order_by(Participation.number)))


def tables(report: Report) -> dict[str, Table]:
    """All tables by their keys."""
    chapters = [table for chapter in report.chapters for table in chapter.tables]
    return {table.key: table for table in [*report.further, *chapters]}


def facts(report: Report) -> dict[str, str]:
    return dict(report.facts)


def test_the_statement_of_a_year_follows_the_plan_in_force_on_its_last_day(money: Actor) -> None:
    report = content_of(pilot(), row_of(YEAR_2023), {"money": "Text der Koordination"})
    totals = statement_totals(report.statement)
    assert (totals.spent_before_cents, totals.spent_year_cents) == (1_000_01, 3_190_02)
    assert totals.income_by_kind_cents["draw_down"] == 3_500_00
    assert totals.cash_cents == 4_000_00 - 1 + 3_500_00 - 3_190_02
    line = next(one for one in report.statement.positions if one.code == "0850")
    assert (line.planned_total_cents, line.spent_year_cents) == (10_000_00, 1_190_00)
    assert "zuvor Zuwendungsbescheid" in facts(report)["Änderung des Finanzierungsplans"]
    assert facts(report)["Finanzierungsplan"] == "Änderungsbescheid, in Kraft ab 01.07.2023"
    chapter = next(chapter for chapter in report.chapters if chapter.key == "money")
    assert chapter.text == "Text der Koordination"
    assert [chapter.key for chapter in report.chapters][-1] == "outlook"


def test_the_tables_of_money_add_up_to_the_statement(money: Actor) -> None:
    report = content_of(pilot(), row_of(YEAR_2023), {})
    found, totals = tables(report), statement_totals(report.statement)
    assert found["draw_downs"].sum_of(5) == totals.income_cents
    cash = found["cash"]
    assert len(cash.rows) == 12
    assert (cash.sum_of(1) - cash.sum_of(3), cash.sum_of(2)) == (
        totals.income_cents,
        totals.spent_year_cents,
    )
    assert cash.rows[-1][4] == totals.cash_cents
    assert found["positions"].sum_of(3) == totals.spent_year_cents
    assert found["positions"].sum_of(5) == totals.remaining_cents
    assert found["spending"].rows[-1][1] == totals.spent_cumulated_cents
    assert [row[1] for row in found["inventory"].rows] == ["Notebook"]
    assert "years" not in found


def test_every_figure_leads_to_its_rows_and_nothing_where_the_house_has_no_address(
    web: Flask, money: Actor
) -> None:
    report = content_of(pilot(), row_of(YEAR_2023), {})
    found = tables(report)
    assert report.addresses["spent:0850"] == f"{ADDRESS}/2023/spent:0850"
    assert found["people"].addresses[0, 1] == f"{ADDRESS}/2023/admitted"
    march = f"{ADDRESS}/2023-03-01..2023-03-31/cash_closing"
    assert found["cash"].addresses[2, 4] == march
    public_url(web, "")
    bare = content_of(pilot(), row_of(YEAR_2023), {})
    assert not bare.addresses
    assert not any(table.addresses for table in tables(bare).values())


def test_no_count_of_one_or_two_people_leaves_the_house(told: Actor) -> None:
    found = tables(content_of(pilot(), row_of(YEAR_2023), {}))
    told_people = (
        "people",
        "admissions",
        "stages",
        "caseload",
        "exits",
        "outcomes",
        "involvements",
    )
    counts = [
        value
        for key in told_people
        for row in found[key].rows
        for value in row[1:2]
        if isinstance(value, int)
    ]
    assert 7 in counts
    assert not {1, 2}.intersection(counts)
    reasons: dict[object, object] = {row[0]: row[1] for row in found["exits"].rows}
    assert reasons["Umzug"] == reasons["reguläres Ende"] == "geschützt"
    assert reasons["Summe"] == 7
    assert found["exits"].note.startswith("„geschützt“")
    assert "posts" not in found


def test_the_final_statement_tells_the_whole_period_by_years(money: Actor) -> None:
    whole = Scope(NOTICE.starts_on, DAY)
    report = content_of(pilot(), row_of(whole, "final"), {})
    totals = statement_totals(report.statement)
    years = tables(report)["years"]
    assert [head.label for head in years.heads[2:]] == ["2021", "2022", "2023", "2024", "insgesamt"]
    assert [years.sum_of(column) for column in range(2, 7)] == [
        0,
        1_000_01,
        3_190_02,
        9_99,
        totals.spent_year_cents,
    ]
    assert years.addresses[0, 3] == f"{ADDRESS}/2022/spent:0812"
    assert tables(report)["plan_years"].sum_of(6) == NOTICE.grant_cents
    assert (report.title, report.statement.is_final) == ("Verwendungsnachweis", True)
    assert [chapter.key for chapter in report.chapters][-1] == "lasting"


def test_a_year_without_payments_and_one_that_runs_are_told_in_words(money: Actor) -> None:
    empty = content_of(pilot(), row_of(Scope(date(2021, 1, 1), date(2021, 12, 31))), {})
    assert statement_totals(empty.statement).spent_year_cents == 0
    assert "weder eine Einnahme noch eine Ausgabe" in facts(empty)["Zahlungen"]
    assert tables(empty)["draw_downs"].note == "Im Zeitraum wurden keine Mittel abgerufen."
    running = content_of(pilot(), row_of(Scope(date(2024, 1, 1), date(2024, 12, 31))), {})
    assert running.last == DAY
    assert "berichtet bis zum 30.06.2024" in facts(running)["Zeitraum des Nachweises"]


def test_a_month_that_was_opened_again_is_named(actor: Actor) -> None:
    months.close_until(actor, months.NOVEMBER)
    closing.ask_reopening(actor_as("finance"), months.NOVEMBER, "Beleg fehlte")
    closing.reopen(actor_as("approver"), months.NOVEMBER)
    db.session.commit()
    year = Scope(date(2021, 1, 1), date(2021, 12, 31))
    report = content_of(pilot(), row_of(year, edition=2), {})
    assert facts(report)["Wieder geöffnete Monate"].startswith("11.2021, geöffnet am ")
    assert report.title == "Zwischennachweis 2021, 2. Ausgabe"
    assert "keiner" not in facts(report).get("Zahlungen", "")
    assert facts(report)["Finanzierungsplan"] == "am 31.12.2021 ist keiner in Kraft"


def test_a_report_speaks_its_own_language(money: Actor) -> None:
    report = content_of(pilot(), row_of(YEAR_2023, language="en"), {})
    assert report.chapters[0].heading == "Course of the project and participants"
    assert report.pilot_title == gecko().title_en


def test_a_period_before_the_funding_cannot_be_told(actor: Actor) -> None:
    before = Scope(date(2020, 1, 1), NOTICE.starts_on - timedelta(days=1))
    with pytest.raises(DomainError) as refused:
        content_of(pilot(), row_of(before), {})
    assert refused.value.key == "package.before_funding"


def test_the_command_writes_three_files_that_say_the_same(
    web: Flask, told: Actor, tmp_path: Path
) -> None:
    words = ("export", "report", "--pilot", "gecko", "--kind", "interim", "--year", "2023")
    result = flask(web, *words, "--to", tmp_path)
    assert result.exit_code == 0
    assert "Einnahmen 3.500,00\xa0€, Ausgaben 3.190,02\xa0€." in result.stdout
    assert result.stderr == ""
    names = {path.name for path in tmp_path.iterdir()}
    assert names == {f"gecko_interim_2023_preview.{ending}" for ending in ("xlsx", "pdf", "docx")}
    rows = cells(tmp_path / "gecko_interim_2023_preview.xlsx")["Nachweis"]
    assert next(row[5] for row in rows if row[0] == "Summe der Ausgaben") == 3190.02
    actions = db.session.scalars(select(AuditEntry.action)).all()
    assert "export_report" in actions


def test_a_text_that_no_file_can_hold_leaves_none_of_them(money: Actor, tmp_path: Path) -> None:
    report = content_of(pilot(), row_of(YEAR_2023), {"course": "\x00"})
    done: list[str] = []
    with pytest.raises(DomainError) as refused:
        write_files(report, tmp_path, done.append)
    assert refused.value.key == "statement.text_refused"
    assert (done, list(tmp_path.iterdir())) == (["xlsx"], [])
