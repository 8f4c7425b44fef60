"""No name leaves with a dataset: not in a sheet, not in a part of the file, not in the log."""

from __future__ import annotations

import logging
import zipfile
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from flask import Flask

from app.access import Actor
from app.evaluation import queries, services
from app.evaluation.workbook import Edition
from app.extensions import db
from app.participants.conditions.services.barriers import Noted, note_condition
from app.participants.contacts.services import ContactFacts, record_contact
from app.participants.identity.store import Name
from app.participants.services.consents import give_consent
from app.participants.services.stay import move_stage
from app.web import settings
from exports.columns import Bilingual
from exports.datasets import DATASETS
from tests import factories
from tests.factories import DAY

EDITION = Edition(
    made_by_role=Bilingual("Probe", "sample"),
    made_on=DAY,
    status=Bilingual("Probe", "sample"),
)
PEOPLE = (
    Name("Żółkiewska-Überall", "Zdzisława", date(1981, 2, 3), "036D771001"),
    Name("=HYPERLINK(1)", "+Quentin", date(1979, 12, 31), "036D771002"),
    Name("O'Zárate & <Söhne>", "Xaver", date(1990, 10, 20), "036D771003"),
)
REMARK = "Schwester Wilhelmine rief an"
REASON = "=Ausnahme Zugspitzblick"
MOVE = "Rücksprache Dr. Quastenberg"
FORBIDDEN = (
    *("żółkiewska", "überall", "zdzisława", "hyperlink", "quentin", "zárate", "söhne", "xaver"),
    *("036d7710", "wilhelmine", "zugspitzblick", "quastenberg"),
    *("1981-02-03", "03.02.1981", "1979-12-31", "31.12.1979", "1990-10-20", "20.10.1990"),
    *("2023-03-14", "14.03.2023", "2023-04-01", "01.04.2023"),
)
"""Names, numbers, birthdays, free texts and exact days, folded."""


@pytest.fixture
def people(actor: Actor) -> Actor:
    """People whose names, numbers and remarks would be easy to find again."""
    preset = factories.gecko()
    for name in PEOPLE:
        number = factories.admitted(actor, name=name, remark=REMARK, override_reason=REASON)
        move_stage(actor, preset, number, 2, date(2023, 4, 1), MOVE, DAY)
        give_consent(actor, preset, number, "follow_up", DAY, "written", DAY)
        record_contact(actor, preset, number, ContactFacts(DAY, 30, "talk", note=REMARK), DAY)
        note_condition(actor, number, "barrier", Noted("pain", text=REASON), "open", DAY, [], DAY)
    db.session.commit()
    return actor


def said_in(path: Path) -> str:
    """All that stands anywhere in a workbook: cells, every part as text, names of parts, bytes."""
    book = openpyxl.load_workbook(path)
    cells = [
        str(cell) for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row
    ]
    with zipfile.ZipFile(path) as archive:
        parts = [archive.read(name).decode("utf-8") for name in archive.namelist()]
        names = archive.namelist()
        assert archive.comment == b""
    return "\n".join([*cells, *parts, *names, path.read_bytes().decode("latin-1")]).casefold()


def test_nothing_that_names_somebody_stands_anywhere_in_the_workbook(
    people: Actor, tmp_path: Path
) -> None:
    target = tmp_path / "dataset.xlsx"
    written = services.write_dataset(people, factories.pilot(), DAY, target, settings(), EDITION)
    assert {key: written.row_counts[key] for key in ("persons", "stage_episodes", "contacts")} == {
        "persons": 3,
        "stage_episodes": 6,
        "contacts": 3,
    }
    assert written.row_counts["barriers"] == 3
    said = said_in(target)
    assert [word for word in FORBIDDEN if word in said] == []


def test_no_number_of_the_database_stands_in_the_workbook(people: Actor, tmp_path: Path) -> None:
    target = tmp_path / "dataset.xlsx"
    services.write_dataset(people, factories.pilot(), DAY, target, settings(), EDITION)
    said = said_in(target)
    stays = [stay for person in queries.people(people.pilot_id) for stay in person]
    numbers = {people.pilot_id, *(stay.person_id for stay in stays)}
    numbers |= {stay.participation_id for stay in stays}
    assert len(numbers) == 7
    assert [number for number in numbers if str(number) in said] == []


def test_no_text_in_the_workbook_is_a_formula(people: Actor, tmp_path: Path) -> None:
    target = tmp_path / "dataset.xlsx"
    services.write_dataset(people, factories.pilot(), DAY, target, settings(), EDITION)
    with zipfile.ZipFile(target) as archive:
        sheets = [name for name in archive.namelist() if name.startswith("xl/worksheets/")]
        assert len(sheets) == 2 + len(DATASETS)
        assert not any(b"<f" in archive.read(name) for name in sheets)


def test_an_export_writes_no_name_into_the_log(
    people: Actor, web: Flask, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    command = ["export", "dataset", "--pilot", "gecko", "--on", "2024-06-30", "--to"]
    with caplog.at_level(logging.DEBUG):
        answer = web.test_cli_runner().invoke(args=[*command, str(tmp_path / "out")])
        draft = services.draft_release(people, factories.pilot(), DAY, settings(), EDITION)
        services.release(people, factories.pilot(), draft, "")
        services.open_release(people, draft.release_id, settings())
    assert answer.exit_code == 0
    said = (caplog.text + answer.output).casefold()
    assert [word for word in FORBIDDEN if word in said] == []


def test_no_dataset_declares_a_column_that_names_somebody() -> None:
    names = {column.name for dataset in DATASETS for column in dataset.columns}
    naming = {"name", "family_name", "given_name", "birth_date", "customer_number", "number"}
    assert not names & (naming | {"remark", "reason", "person_id", "post", "coach"})
    assert {column.identifying for dataset in DATASETS for column in dataset.columns} <= {
        "none",
        "quasi",
        "sensitive",
    }
