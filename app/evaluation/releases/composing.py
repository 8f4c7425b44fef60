"""Composes a release: rows frozen, measured, compared, checked, then written in every format."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

from app.evaluation.anonymity.classes import Target
from app.evaluation.anonymity.difference import Finding
from app.evaluation.anonymity.plan import Plan
from app.evaluation.freezing import (
    Frozen,
    Member,
    Place,
    Progress,
    Pseudonyms,
    freeze_answer,
)
from app.evaluation.quality.measuring import measure
from app.evaluation.question import Question, question_from
from app.evaluation.releases.difference import Difference, People, difference
from app.evaluation.releases.keeping import pack_rows, plan_of, sheets_of, unpack_rows
from app.evaluation.releases.protecting import (
    Protected,
    chosen_plan,
    examine,
    learned_from,
    protect,
    without_days,
)
from app.evaluation.releases.writing import About, MadeFile, write_files
from app.evaluation.workbook import Edition
from exports.columns import Language
from exports.datasets import PERSONS
from exports.frozen import FrozenSheet, hash_of_sheets


@dataclass(frozen=True, kw_only=True)
class Order:
    """What is to be released, to whom, and what its manifest says of the circumstances."""

    place: Place
    pilot_key: str
    recipient: str
    scope: str
    language: Language
    question: Question
    target: Target
    plan_token: str
    exception: str
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


@dataclass(frozen=True)
class Composed:
    """Everything a release consists of, before it is sealed and recorded."""

    frozen: Frozen
    packed: Path
    persons: int
    content_hash: str
    codebook_hash: str
    k_reached: int | None
    l_reached: int | None
    learned: Sequence[Finding]
    files: Sequence[MadeFile]
    members: Sequence[Member]
    difference: Difference = field(default_factory=Difference)
    quality: dict[str, Any] = field(default_factory=dict)


PeopleOf = Callable[[Question, Callable[[int], str], set[str]], People]
"""Asks the house about pseudonyms, given how persons are called and who is in the new release."""


@dataclass(frozen=True)
class Answer:
    """The rows that answer a question, as they leave; no protection where nobody is in them."""

    frozen: Frozen
    protected: Protected | None

    @property
    def persons(self) -> int:
        """The people in it."""
        if self.protected is None or self.protected.plan is None:
            return self.frozen.survey.people
        return self.protected.measured.people


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
    answer = answered(
        order.place,
        order.question,
        pseudonyms,
        folder / "rows",
        order.target,
        lambda sheet: plan_for(sheet, order),
        on_member=members.append,
        progress=progress,
    )
    frozen, protected = answer.frozen, answer.protected
    packed = folder / "packed.zip"
    pack_rows(frozen.sheets, packed, protected.plan if protected else None)
    about = about_of(order, answer)
    return Composed(
        frozen=frozen,
        packed=packed,
        persons=answer.persons,
        content_hash=about.content_hash,
        codebook_hash=about.codebook_hash,
        k_reached=about.k_reached,
        l_reached=about.l_reached,
        learned=learned_since(order, earlier, answer),
        quality=measure(frozen.sheets).as_json(),
        files=write_files(about, frozen, folder),
        members=members,
        difference=compared(order, pseudonyms, earlier, answer, folder, people_of),
    )


def about_of(order: Order, answer: Answer) -> About:
    """What the files say of the release beside its rows."""
    protected = answer.protected
    return About(
        pilot_key=order.pilot_key,
        title=order.place.preset.title,
        recipient=order.recipient,
        number=order.number,
        stem=order.stem,
        language=order.language,
        question=order.question,
        edition=order.edition,
        made_at=order.made_at,
        content_hash=hash_of_sheets(answer.frozen.sheets),
        codebook_hash=codebook_hash(answer.frozen),
        k_reached=protected.measured.k if protected else None,
        l_reached=protected.l_reached if protected else None,
        chain_sequence=order.chain_sequence,
        chain_hash=order.chain_hash,
        exception=order.exception,
    )


def answered(
    place: Place,
    question: Question,
    pseudonyms: Pseudonyms,
    folder: Path,
    target: Target,
    plan_of: Callable[[FrozenSheet], Plan | None],
    *,
    on_member: Callable[[Member], object] | None = None,
    progress: Progress | None = None,
) -> Answer:
    """Freezes the rows of a question; what is published leaves without days and by its plan."""
    folder.mkdir()
    frozen = freeze_answer(
        place, question, pseudonyms, folder, on_member=on_member, progress=progress
    )
    persons = sheet_of(frozen.sheets, PERSONS.key)
    if persons is None:
        return Answer(frozen, None)
    if question.kind == "publication":
        persons = without_days(persons, folder / "persons.published")
    protected = protect(persons, plan_of(persons), target, folder / "persons.protected")
    sheets = [
        protected.sheet if sheet.dataset.key == PERSONS.key else sheet for sheet in frozen.sheets
    ]
    return Answer(Frozen(sheets, frozen.survey), protected)


def plan_for(sheet: FrozenSheet, order: Order) -> Plan | None:
    """The plan that was chosen on the page; made again, for the data may have changed."""
    if not order.plan_token:
        return None
    examined = examine(sheet, order.target, is_published=order.question.kind == "publication")
    if examined.proposals is None:
        return None
    return chosen_plan(examined.proposals, order.plan_token)


def sheet_of(sheets: Sequence[FrozenSheet], key: str) -> FrozenSheet | None:
    """The sheet of a dataset, if it is among them."""
    return next((sheet for sheet in sheets if sheet.dataset.key == key), None)


def learned_since(order: Order, earlier: Earlier | None, answer: Answer) -> Sequence[Finding]:
    """What this release and the one before tell together; nothing where one has no persons."""
    if earlier is None or answer.protected is None:
        return ()
    before = next((one for one in unpack_rows(earlier.packed) if one.key == PERSONS.key), None)
    if before is None:
        return ()
    return learned_from(before, answer.protected.sheet, order.target.k)


def compared(
    order: Order,
    pseudonyms: Pseudonyms,
    earlier: Earlier | None,
    answer: Answer,
    folder: Path,
    people_of: PeopleOf,
) -> Difference:
    """The difference to the release before; its question is asked again of what is known today."""
    if earlier is None:
        return Difference()
    before = unpack_rows(earlier.packed)
    asked = question_from(earlier.question)
    plan = plan_of(earlier.packed)
    again = answered(
        order.place, asked, pseudonyms, folder / "again", order.target, lambda _sheet: plan
    )
    after = sheets_of(answer.frozen.sheets)
    present = {texts[0] for sheet in after for texts in sheet.rows()}
    return difference(
        before,
        sheets_of(again.frozen.sheets),
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
