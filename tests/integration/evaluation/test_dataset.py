"""The dataset from the database: what the sheets hold, on both engines alike."""

from __future__ import annotations

from contextlib import nullcontext
from datetime import date
from pathlib import Path
from typing import Any

import flask_migrate
import openpyxl
import pytest
from flask import Flask
from sqlalchemy import event, insert, select
from sqlalchemy.orm import Session

from app.access import Actor
from app.database import Base
from app.errors import DomainError
from app.evaluation.freezing import survey
from app.evaluation.question import Question
from app.evaluation.services import write_dataset
from app.evaluation.workbook import Edition, Written
from app.extensions import db
from app.factory import create_app
from app.participants.identity.store import Name
from app.participants.models import Participation
from app.participants.queries import consents_of, participation_row, stage_record
from app.participants.services.consents import withdraw_consent
from app.participants.services.stay import move_stage, record_exit, reverse_move
from app.web import settings
from exports.columns import Bilingual
from tests import engines, factories
from tests.factories import DAY

EDITION = Edition(
    made_by_role=Bilingual("Probe", "sample"),
    made_on=DAY,
    status=Bilingual("Probe", "sample"),
)


def written(actor: Actor, folder: Path, day: date = DAY) -> tuple[Written, dict[str, Any]]:
    """The dataset of a day with its sheets as lists of mappings."""
    target = folder / "dataset.xlsx"
    result = write_dataset(actor, factories.pilot(), day, target, settings(), EDITION)
    book = openpyxl.load_workbook(target, read_only=True)
    sheets: dict[str, Any] = {}
    for name in ("persons", "stage_episodes"):
        header, *rows = book[name].iter_rows(values_only=True)
        sheets[name] = [dict(zip(header, row, strict=True)) for row in rows]
    sheets["Lies mich"] = list(book["Lies mich"].iter_rows(values_only=True))
    return result, sheets


def test_only_people_with_consent_are_in_and_the_read_me_counts_the_others(
    actor: Actor, tmp_path: Path
) -> None:
    factories.admitted(actor)
    factories.admitted(actor, consents={"participation": date(2023, 3, 10)})
    gone = factories.admitted(actor)
    row = participation_row(actor, gone)
    assert row is not None
    (consent,) = [c for c in consents_of(actor.pilot_id, row.id) if c.purpose == "evaluation"]
    withdraw_consent(actor, gone, consent.id, DAY, DAY)
    result, sheets = written(actor, tmp_path, date(2023, 12, 31))
    assert {"persons": 1, "stage_episodes": 1}.items() <= result.row_counts.items()
    assert (result.survey.people, result.survey.left_out) == (1, 2)
    counts = {row[1]: row[2] for row in sheets["Lies mich"] if len(row) > 2}
    assert counts["People left out for lack of consent to evaluation"] == 2
    assert counts["People in the smallest group by age group and sex (k)"] == 1
    assert survey(actor.pilot_id, Question(day=date(2023, 12, 31))) == result.survey


def test_a_move_taken_back_is_left_out_of_the_episodes(actor: Actor, tmp_path: Path) -> None:
    number = factories.admitted(actor)
    move_stage(actor, factories.gecko(), number, 2, date(2023, 4, 1), "", DAY)
    move_stage(actor, factories.gecko(), number, 3, date(2023, 5, 1), "", DAY)
    row = participation_row(actor, number)
    assert row is not None
    wrong = stage_record(actor.pilot_id, row.id).standing_ids[-1]
    reverse_move(actor, number, wrong, "verklickt", DAY)
    _result, sheets = written(actor, tmp_path)
    shown = [(e["stage"], e["from_month"], e["until_month"]) for e in sheets["stage_episodes"]]
    assert shown == [(1, "2023-03", "2023-04"), (2, "2023-04", "-96")]
    assert sheets["persons"][0]["stage_at_day"] == 2


def test_a_returner_is_the_same_person_with_two_stays(actor: Actor, tmp_path: Path) -> None:
    name = Name("Muster", "Kim", date(1985, 5, 17), "036D999999")
    first = factories.admitted(actor, name=name)
    record_exit(actor, first, date(2023, 6, 1), "moved", None, 1, DAY)
    consents = {"participation": date(2024, 1, 2), "evaluation": date(2024, 1, 2)}
    factories.admitted(
        actor,
        name=name,
        admitted_on=date(2024, 1, 2),
        referred_on=date(2024, 1, 2),
        consents=consents,
    )
    factories.admitted(actor)
    result, sheets = written(actor, tmp_path)
    mine = [row for row in sheets["persons"] if row["exit_month"] == "2023-06"]
    same = [row for row in sheets["persons"] if row["pseudonym"] == mine[0]["pseudonym"]]
    assert [(row["stay"], row["returner"], row["addiction"]) for row in same] == [
        (1, 0, 0),
        (2, 1, -92),
    ]
    assert (result.survey.people, result.survey.stays) == (2, 3)
    episodes = [e for e in sheets["stage_episodes"] if e["pseudonym"] == mine[0]["pseudonym"]]
    assert [(e["stay"], e["episode"]) for e in episodes] == [(1, 1), (2, 1)]


def test_every_episode_belongs_to_a_row_of_persons(actor: Actor, tmp_path: Path) -> None:
    for month in range(1, 13):
        day = date(2023, month, 10)
        consents = {"participation": day} | ({"evaluation": day} if month % 3 else {})
        number = factories.admitted(actor, admitted_on=day, referred_on=day, consents=consents)
        assert number == month
    _result, sheets = written(actor, tmp_path)
    people = {(row["pseudonym"], row["stay"]) for row in sheets["persons"]}
    assert len(people) == 8
    assert {(e["pseudonym"], e["stay"]) for e in sheets["stage_episodes"]} == people


def test_a_dataset_of_a_future_day_is_refused_and_leaves_no_file(
    actor: Actor, tmp_path: Path
) -> None:
    with pytest.raises(DomainError, match=r"house\.future"):
        written(actor, tmp_path, date(2024, 7, 1))
    assert not (tmp_path / "dataset.xlsx").exists()


def test_a_dataset_needs_the_same_few_statements_for_few_and_many(
    actor: Actor, tmp_path: Path
) -> None:
    told: list[int] = []
    for more in (1, 30):
        for _each in range(more):
            factories.admitted(actor, ratio_reason="Viele auf einmal.")
        db.session.commit()
        told.append(statements_of(lambda: written(actor, tmp_path)))
    assert told[0] == told[1]


def statements_of(act: Any) -> int:
    """How many statements an act sends."""
    counted: list[str] = []

    def count(*said: Any) -> None:
        counted.append(said[2])

    event.listen(db.engine, "before_cursor_execute", count)
    act()
    event.remove(db.engine, "before_cursor_execute", count)
    return len(counted)


def test_the_same_facts_give_the_same_content_on_the_other_engine(
    web: Flask, actor: Actor, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    for month in range(1, 13):
        day = date(2023, month, 10)
        purposes = ("participation", "evaluation", "health_data")[: 2 + month % 2]
        consents = dict.fromkeys(purposes, day)
        number = factories.admitted(actor, admitted_on=day, referred_on=day, consents=consents)
        move_stage(actor, factories.gecko(), number, 2, day, "", DAY)
    record_exit(actor, 3, date(2023, 9, 1), "regular", "employment", 1, DAY)
    db.session.commit()
    here, _sheets = written(actor, tmp_path)
    rows = {
        table: [dict(row._mapping) for row in db.session.execute(select(table))]
        for table in Base.metadata.sorted_tables
        if not table.name.startswith("audit_")
    }
    is_sqlite = db.engine.dialect.name == "sqlite"
    with other_engine(is_sqlite, tmp_path, request) as url:
        there = content_in(url, tmp_path, rows, actor)
    assert there == here.content_hash
    assert len(rows[Base.metadata.tables[Participation.__tablename__]]) == 12


def other_engine(is_sqlite: bool, folder: Path, request: pytest.FixtureRequest) -> Any:
    """An empty database on the engine that this test is not on."""
    if is_sqlite:
        return engines.postgres_database(request.getfixturevalue("postgres_server"))
    return nullcontext(engines.sqlite_url(folder))


def content_in(url: str, folder: Path, rows: dict[Any, Any], actor: Actor) -> str:
    """The hash of the dataset from a copy of these rows."""
    web = create_app(factories.settings(url, folder / "other"))
    with web.app_context():
        flask_migrate.upgrade()
        with Session(db.engine) as session:
            for table, found in rows.items():
                if found:
                    session.execute(insert(table), found)
            session.commit()
        result, _sheets = written(actor, folder)
        factories.release_connections()
    return result.content_hash
