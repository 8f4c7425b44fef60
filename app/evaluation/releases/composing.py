"""Composes a release: rows frozen, measured, compared, checked, then written in every format."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, Final, NamedTuple

from app.evaluation.freezing import (
    Frozen,
    Member,
    Place,
    Progress,
    Pseudonyms,
    freeze_answer,
)
from app.evaluation.question import Question, question_from
from app.evaluation.releases.difference import Difference, People, Sheet, difference
from app.evaluation.releases.keeping import pack_rows, sheets_of, unpack_rows
from app.evaluation.workbook import Edition, write_workbook
from exports.columns import Language
from exports.frozen import hash_of_sheets

FORMATS: Final = ("xlsx",)
"""What a release is handed out as."""


@dataclass(frozen=True, kw_only=True)
class Order:
    """What is to be released, to whom, and what its manifest says of the circumstances."""

    place: Place
    pilot_key: str
    recipient: str
    scope: str
    language: Language
    question: Question
    number: int
    edition: Edition
    made_at: datetime
    chain_sequence: int
    chain_hash: str

    @property
    def stem(self) -> str:
        """How the names of its files begin."""
        return f"{self.pilot_key}_evaluation_{self.question.day.isoformat()}_v{self.number}"


class Earlier(NamedTuple):
    """The release before to the same recipient: its question and its packed rows."""

    question: dict[str, Any]
    packed: Path


class MadeFile(NamedTuple):
    """A file of a release, written in clear into the folder of its making."""

    format: str
    path: Path
    name: str
    size_bytes: int
    sha256: str


@dataclass(frozen=True)
class Composed:
    """Everything a release consists of, before it is sealed and recorded."""

    frozen: Frozen
    packed: Path
    content_hash: str
    codebook_hash: str
    k_reached: int | None
    l_reached: int | None
    files: Sequence[MadeFile]
    members: Sequence[Member]
    difference: Difference = field(default_factory=Difference)
    quality: dict[str, Any] = field(default_factory=dict)


PeopleOf = Callable[[Question, Callable[[int], str], set[str]], People]
"""Asks the house about pseudonyms, given how persons are called and who is in the new release."""


def compose(
    order: Order,
    key: bytes,
    folder: Path,
    earlier: Earlier | None,
    people_of: PeopleOf,
    progress: Progress | None = None,
) -> Composed:
    """Makes all parts of a release in a folder for the owner's eyes; reads long, writes nothing
    elsewhere."""
    pseudonyms = Pseudonyms(key, order.place.pilot_id, order.scope)
    members: list[Member] = []
    rows = folder / "rows"
    rows.mkdir()
    frozen = freeze_answer(
        order.place, order.question, pseudonyms, rows, on_member=members.append, progress=progress
    )
    packed = folder / "packed.zip"
    pack_rows(frozen.sheets, packed)
    return Composed(
        frozen=frozen,
        packed=packed,
        content_hash=hash_of_sheets(frozen.sheets),
        codebook_hash=codebook_hash(frozen),
        k_reached=frozen.survey.smallest_group,
        l_reached=None,
        files=write_files(order, frozen, folder),
        members=members,
        difference=compared(order, pseudonyms, earlier, frozen, folder, people_of),
    )


def compared(
    order: Order,
    pseudonyms: Pseudonyms,
    earlier: Earlier | None,
    frozen: Frozen,
    folder: Path,
    people_of: PeopleOf,
) -> Difference:
    """The difference to the release before; its question is asked again of what is known today."""
    if earlier is None:
        return Difference()
    before: list[Sheet] = unpack_rows(earlier.packed)
    asked = question_from(earlier.question)
    again = folder / "again"
    again.mkdir()
    now = freeze_answer(order.place, asked, pseudonyms, again)
    after = sheets_of(frozen.sheets)
    present = {texts[0] for sheet in after for texts in sheet.rows()}
    return difference(
        before,
        sheets_of(now.sheets),
        after,
        people_of(asked, pseudonyms.of, present),
        same_question=asked.is_like(order.question),
    )


def codebook_hash(frozen: Frozen) -> str:
    """SHA-256 over the declarations of the sheets: changes when a column means something else."""
    from exports.codebook import codebook_rows

    said = codebook_rows([sheet.dataset for sheet in frozen.sheets])
    text = "\n".join("\t".join(row) for row in said)
    return hashlib.sha256(text.encode()).hexdigest()


def write_files(order: Order, frozen: Frozen, folder: Path) -> list[MadeFile]:
    """The files that are handed out."""
    book = folder / f"{order.stem}.xlsx"
    write_workbook(order.place, order.question.day, frozen, book, order.edition)
    return [made("xlsx", book)]


def made(format_: str, path: Path) -> MadeFile:
    """A written file with its size and hash."""
    data = path.read_bytes()
    return MadeFile(format_, path, path.name, len(data), hashlib.sha256(data).hexdigest())
