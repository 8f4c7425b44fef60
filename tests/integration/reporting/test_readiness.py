"""Before a deadline: what is missing is counted, and each count opens just its records."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from html import unescape

import pytest
from flask.testing import FlaskClient
from sqlalchemy import update

from app.access import Actor
from app.database import new_id
from app.extensions import db
from app.finance.vouchers.services import approve_batch
from app.participants.aftercare.labels import STATUS
from app.participants.aftercare.services import NEW, Statement, record_whereabouts
from app.participants.models import Participation
from app.participants.services.stay import record_exit
from app.pilots.queries import posts_of
from app.reporting.figures.rules import year_scope
from app.reporting.readiness.queries import Asked, all_gaps, open_gaps, report_for
from app.reporting.readiness.rules.gaps import Gap, Tally
from app.reporting.reports.models import Report, ReportText
from tests.factories import DAY, actor_as, admitted, gecko
from tests.integration.finance.books import book, listed
from tests.integration.statements import counted

SignIn = Callable[[str], FlaskClient]
HOME = "/p/gecko/reports/readiness"
DUE = date(2024, 4, 30)


@pytest.fixture
def kept(actor: Actor) -> Actor:
    """Two vouchers of an import; 1 to 4 left in 2023 without a status, 4 with coach 2; 5 stays."""
    book(actor, listed("B1", 100_00), listed("B2", 250_00))
    posts = posts_of(actor.pilot_id)
    for number in range(1, 6):
        day = date(2023, 1, number)
        consents = {"participation": day, "follow_up": day}
        post = posts[1 if number == 4 else 0].id
        admitted(actor, admitted_on=day, referred_on=None, consents=consents, post_id=post)
    for number in range(1, 5):
        record_exit(actor, number, date(2023, 6, number), "moved", None, 1, DAY)
    db.session.commit()
    return actor


def gaps_of(actor: Actor, day: date = DAY) -> dict[str, Gap]:
    """Every gap of the statement for 2023, by key."""
    preset = gecko()
    found = all_gaps(actor.pilot_id, preset, year_scope(preset.notice, 2023), DUE, day)
    db.session.commit()
    return {gap.key: gap for gap in found}


def people_listed(client: FlaskClient, address: str) -> list[int]:
    """The participants in a list, by number."""
    shown = client.get(address).get_data(as_text=True)
    return [
        int(n) for n in re.findall(r'<th scope="row"><a href="/p/gecko/participants/(\d+)"', shown)
    ]


def test_the_count_opens_just_its_records_down_to_zero(kept: Actor, client_as: SignIn) -> None:
    posts, found = posts_of(kept.pilot_id), gaps_of(kept)["outcome"]
    assert (found.count, found.of) == (4, 4)
    assert found.owners == {posts[0].id: Tally(3, 3), posts[1].id: Tally(1, 1)}
    client = client_as("coordinator")
    page = client.get(f"{HOME}?period=2023").get_data(as_text=True)
    assert "4 von 4 Austritten fehlt der Verbleib." in page
    links = [unescape(url) for url in re.findall(r'href="([^"]*gap=outcome[^"]*)"', page)]
    assert people_listed(client, links[0]) == [1, 2, 3, 4]
    assert [people_listed(client, url) for url in links[1:]] == [[1, 2, 3], [4]]
    assert '/participants/1/aftercare/0"' in client.get(links[0]).get_data(as_text=True)
    told = Statement(date(2023, 6, 5), "employment")
    for number in range(1, 5):
        record_whereabouts(kept, gecko(), number, 0, told, NEW, STATUS, DAY)
    db.session.commit()
    assert (gaps_of(kept)["outcome"].count, people_listed(client, links[0])) == (0, [])


def test_follow_ups_due_only_after_the_report_are_no_gap(kept: Actor, client_as: SignIn) -> None:
    found = gaps_of(kept)["follow_up"]
    # six months: December 2023; twelve months: June 2024, after the report
    assert (found.count, found.of, found.later) == (4, 4, 4)
    assert found.due_on == date(2023, 12, 1)
    client = client_as("coordinator")
    assert "4 erst nach der Abgabe fällig" in client.get(f"{HOME}?period=2023").get_data(
        as_text=True
    )
    rows = "/p/gecko/participants?gap=follow_up&last=2023-06-02&by=2024-04-30"
    assert people_listed(client, rows) == [1, 2]
    # nonsense in the address counts as today
    assert people_listed(client, "/p/gecko/participants?gap=outcome&last=x") == [1, 2, 3, 4]


def test_money_and_the_report_itself(kept: Actor) -> None:
    found = gaps_of(kept)
    assert {
        key: (found[key].count, found[key].of) for key in ("no_plan", "unapproved_imports")
    } == {
        "no_plan": (1, 1),
        "unapproved_imports": (1, 1),
    }
    assert (found["months_open"].count, found["months_open"].of) == (26, 26)
    assert (found["mark_unlooked"].count, found["mark_unlooked"].of) == (2, 2)
    assert [gap.key for gap in found.values()][:3] == [
        "no_plan",
        "unapproved_imports",
        "months_open",
    ]
    report = a_report(kept, texts={"course": "Verlauf."})
    sections = sum("interim" in one.kinds for one in gecko().reports.sections)
    asked = Asked("interim", report_for(kept.pilot_id, "interim", 2023))
    scope = year_scope(gecko().notice, 2023)
    chapters = {gap.key: gap for gap in open_gaps(kept.pilot_id, gecko(), scope, DUE, DAY, asked)}[
        "chapters"
    ]
    assert report > 0
    assert (chapters.count, chapters.of) == (sections - 1, sections)


def a_report(actor: Actor, texts: dict[str, str]) -> int:
    """A draft for 2023 with these texts."""
    report_id = new_id()
    db.session.add(
        Report(
            pilot_id=actor.pilot_id,
            id=report_id,
            kind="interim",
            year=2023,
            language="de",
            from_day=date(2023, 1, 1),
            until_day=date(2023, 12, 31),
            state="draft",
            prepared_by=actor.user_id,
        )
    )
    db.session.flush()
    for chapter, text in texts.items():
        row = ReportText(id=new_id(), report_id=report_id, chapter=chapter, text=text)
        row.written_by = actor.user_id
        row.pilot_id = actor.pilot_id
        db.session.add(row)
    db.session.commit()
    return report_id


def test_the_page_runs_the_same_statements_whatever_the_number_of_rows(kept: Actor) -> None:
    gaps_of(kept)
    with counted() as few:
        gaps_of(kept)
    for number in range(10, 20):
        day = date(2023, 2, number)
        admitted(kept, admitted_on=day, referred_on=None, consents={"participation": day})
    book(kept, *(listed(f"C{n}", 100_00) for n in range(9)))
    db.session.commit()
    with counted() as many:
        gaps_of(kept)
    assert len(many) == len(few) <= 45


def test_who_does_not_work_with_people_sees_neither_owners_nor_small_counts(
    kept: Actor, client_as: SignIn
) -> None:
    db.session.execute(
        update(Participation).where(Participation.number < 3).values(exit_reason=None)
    )
    db.session.commit()
    client = client_as("finance")
    page = client.get(f"{HOME}?period=2023").get_data(as_text=True)
    assert "4 von 4 Austritten fehlt der Verbleib." in page
    assert "Einigen Austritten fehlt der Grund." in page
    assert "SB med. Reha" not in page
    assert "gap=outcome" not in page
    # the day of a follow-up would tell the day of somebody's exit
    assert "01.12.2023" not in page
    assert client.get(f"{HOME}?period=2023&owner=1").status_code == 200
    coordinator = client_as("coordinator").get(f"{HOME}?period=2023&owner=2")
    assert "1 von 1 Austritten fehlt der Verbleib." in coordinator.get_data(as_text=True)


def test_the_address_names_the_report_and_nonsense_gives_the_next_one(
    kept: Actor, client_as: SignIn
) -> None:
    report_id = a_report(kept, {})
    client = client_as("approver")
    assert "„Zwischennachweis 2023“" in client.get(f"{HOME}?report={report_id}").get_data(
        as_text=True
    )
    for address in (HOME, f"{HOME}?period=1900&area=x&owner=99999"):
        assert "„Zwischennachweis 2024“" in client.get(address).get_data(as_text=True)
    assert client.get(f"{HOME}?report=7").status_code == 404
    approve_batch(actor_as("approver"), only_import())
    db.session.commit()
    assert gaps_of(kept)["unapproved_imports"].count == 0


def only_import() -> int:
    """The import of the vouchers."""
    from app.intake.models import Import

    return db.session.query(Import.id).filter_by(kind="vouchers").one()[0]
