"""No name leaves with a dataset: not in a sheet, not in a part of the file, not in the log."""

from __future__ import annotations

import logging
import zipfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import openpyxl
import pyarrow.parquet
import pyreadstat
import pytest
from flask import Flask

from app.access import Actor
from app.evaluation import queries
from app.evaluation.releases import services
from app.evaluation.releases.keeping import kept
from app.evaluation.releases.queries import files_of
from app.extensions import db
from app.participants.conditions.services.barriers import Noted, note_condition
from app.participants.contacts.services import ContactFacts, record_contact
from app.participants.identity.store import Name
from app.participants.services.consents import give_consent
from app.participants.services.stay import move_stage
from app.web import settings
from exports.datasets import DATASETS
from tests import factories
from tests.factories import DAY
from tests.integration.evaluation.releasing import approved

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


@pytest.fixture
def said(people: Actor, tmp_path: Path) -> dict[str, str]:
    """All that stands anywhere in each file of a release: bytes, members of archives, cells."""
    row = approved(people)
    found = {}
    for file in files_of(people.pilot_id, row.id):
        path = tmp_path / file.name
        path.write_bytes(kept(settings(), people.pilot_id, row.id, file.format))
        found[file.format] = "\n".join(told_by(path)).casefold()
    return found


def told_by(path: Path) -> Iterator[str]:
    """The texts of a file: its bytes in two encodings, what it is packed of, what programs read."""
    yield path.name
    yield from as_texts(path.read_bytes())
    if path.suffix in (".zip", ".xlsx"):
        yield from told_by_archive(path)
    if path.suffix == ".xlsx":
        book = openpyxl.load_workbook(path)
        yield from (
            str(cell) for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row
        )
    readers = {".sav": pyreadstat.read_sav, ".dta": pyreadstat.read_dta}
    if path.suffix in readers:
        frame, meta = readers[path.suffix](path)
        yield from (str(value) for column in frame for value in frame[column])
        yield repr(vars(meta))
    if path.suffix == ".parquet":
        table = pyarrow.parquet.read_table(path)
        yield repr(table.to_pydict())
        yield str(table.schema)


def told_by_archive(path: Path) -> Iterator[str]:
    """The members of an archive, unpacked beside it."""
    with zipfile.ZipFile(path) as archive:
        assert archive.comment == b""
        for name in archive.namelist():
            inner = path.parent / f"{path.stem}-{Path(name).name}"
            inner.write_bytes(archive.read(name))
            yield from told_by(inner)


def as_texts(data: bytes) -> Iterator[str]:
    """Bytes as text, whatever the encoding."""
    yield data.decode("latin-1")
    yield data.decode("utf-8", "replace")
    yield data.decode("utf-16-le", "replace")


# The same rows on both engines (test_dataset): what is made of them knows no database.
@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_nothing_that_names_somebody_stands_in_any_byte_of_any_format(
    people: Actor, said: dict[str, str]
) -> None:
    assert set(said) == {"xlsx", "spss", "stata", "parquet", "csv", "manifest"}
    assert {
        (format_, word) for format_, text in said.items() for word in FORBIDDEN if word in text
    } == set()
    stays = [stay for person in queries.people(people.pilot_id) for stay in person]
    numbers = {people.pilot_id, *(stay.person_id for stay in stays)}
    numbers |= {stay.participation_id for stay in stays}
    assert len(numbers) == 7
    assert [
        (format_, number)
        for format_, text in said.items()
        for number in numbers
        if str(number) in text
    ] == []


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_no_text_in_the_workbook_is_a_formula(people: Actor, tmp_path: Path) -> None:
    row = approved(people)
    target = tmp_path / "dataset.xlsx"
    target.write_bytes(kept(settings(), people.pilot_id, row.id, "xlsx"))
    with zipfile.ZipFile(target) as archive:
        sheets = [name for name in archive.namelist() if name.startswith("xl/worksheets/")]
        assert len(sheets) > 4
        assert not any(b"<f" in archive.read(name) for name in sheets)


def test_an_export_writes_no_name_into_the_log(
    people: Actor, web: Flask, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    command = ["export", "dataset", "--pilot", "gecko", "--on", "2024-06-30", "--to"]
    with caplog.at_level(logging.DEBUG):
        answer = web.test_cli_runner().invoke(args=[*command, str(tmp_path / "out")])
        row = approved(people)
        services.open_file(people, row.id, "all", "Probe", settings())
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
