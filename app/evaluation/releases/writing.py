"""Writes a release in every format, and the manifest that names all of its files."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Final, NamedTuple

from app.evaluation.freezing import Frozen
from app.evaluation.question import Question
from app.evaluation.reading_rules import READING_RULES
from app.evaluation.workbook import Edition, counts
from exports import check_release
from exports.columns import Bilingual, Language
from exports.frozen import FrozenSheet
from exports.manifest import Manifest, ReleasedFile, declared, released
from exports.workbook import ReleaseFacts, write_canonical_workbook

FORMATS: Final = ("xlsx", "spss", "stata", "parquet", "csv", "manifest")
"""What a release is handed out as, in the order of pages."""


class MadeFile(NamedTuple):
    """A file of a release, written in clear into the folder of its making."""

    format: str
    path: Path
    name: str
    size_bytes: int
    sha256: str


class About(NamedTuple):
    """What the files say of the release beside its rows."""

    pilot_key: str
    title: str
    recipient: str
    number: int
    stem: str
    language: Language
    question: Question
    edition: Edition
    made_at: datetime
    content_hash: str
    codebook_hash: str
    k_reached: int | None
    l_reached: int | None
    chain_sequence: int
    chain_hash: str
    exception: str = ""

    @property
    def rules(self) -> list[Bilingual]:
        """How the rows are to be read, and by which rules people are protected in them."""
        return [
            *READING_RULES,
            *_protection(self.k_reached, self.l_reached),
            *_exception(self.exception),
        ]


def write_files(about: About, frozen: Frozen, folder: Path) -> list[MadeFile]:
    """The files that are handed out; the manifest comes last and names the others."""
    book = folder / f"{about.stem}.xlsx"
    write_canonical_workbook(
        book,
        [(sheet.dataset, sheet.texts()) for sheet in frozen.sheets],
        facts(about, frozen),
        about.content_hash,
        labels=about.language,
        manifest=list(told(about)),
    )
    written = {"xlsx": book}
    for format_, write in _ARCHIVES.items():
        inside = folder / format_
        inside.mkdir()
        write(about, frozen.sheets, inside)
        written[format_] = _zipped(inside, folder / f"{about.stem}_{format_}.zip")
    named = {format_: released(path) for format_, path in written.items()}
    manifest = folder / f"{about.stem}_manifest.json"
    manifest.write_text(
        manifest_of(about, frozen.sheets, list(named.values())).text(), encoding="utf-8"
    )
    written["manifest"], named["manifest"] = manifest, released(manifest)
    return [
        MadeFile(format_, path, path.name, named[format_].size, named[format_].sha256)
        for format_, path in written.items()
    ]


def facts(about: About, frozen: Frozen) -> ReleaseFacts:
    """What the read-me says."""
    return ReleaseFacts(
        pilot_title=about.title,
        day=about.question.day,
        made_on=about.edition.made_on,
        made_by_role=about.edition.made_by_role,
        status=about.edition.status,
        rules=about.rules,
        counts=counts(frozen.survey),
    )


def manifest_of(
    about: About, sheets: Sequence[FrozenSheet], files: Sequence[ReleasedFile]
) -> Manifest:
    """The manifest of a release with these files."""
    return Manifest(
        pilot=about.pilot_key,
        title=about.title,
        release=about.stem,
        number=str(about.number),
        recipient=about.recipient,
        kind=about.question.kind,
        day=about.question.day.isoformat(),
        dates=about.question.dates,
        question=about.question.as_json(),
        made_at=about.made_at.isoformat(timespec="seconds"),
        codebook=about.codebook_hash,
        content_hash=about.content_hash,
        datasets=[declared(sheet) for sheet in sheets],
        k=about.k_reached,
        l=about.l_reached,
        rules=[rule.in_language(about.language) for rule in about.rules],
        audit={"sequence": about.chain_sequence, "hash": about.chain_hash},
        files=files,
    )


def told(about: About) -> list[tuple[str, str]]:
    """The manifest as a sheet of the workbook; a file cannot hold its own hash."""
    return [
        ("release", about.stem),
        ("pilot", about.pilot_key),
        ("recipient", about.recipient),
        ("kind", about.question.kind),
        ("day", about.question.day.isoformat()),
        ("dates", about.question.dates),
        ("made_at", about.made_at.isoformat(timespec="seconds")),
        ("content_hash", about.content_hash),
        ("codebook", about.codebook_hash),
        ("k", "" if about.k_reached is None else str(about.k_reached)),
        ("l", "" if about.l_reached is None else str(about.l_reached)),
        ("audit_sequence", str(about.chain_sequence)),
        ("audit_hash", about.chain_hash),
    ]


def check_program() -> Path:
    """The program that checks downloaded files; it needs nothing but Python."""
    return Path(check_release.__file__)


def _protection(k: int | None, l_reached: int | None) -> list[Bilingual]:
    if k is None:
        return []
    german, english = f"k = {k}", f"k = {k}"
    if l_reached is not None:
        german, english = f"{german}, l = {l_reached}", f"{english}, l = {l_reached}"
    return [
        Bilingual(
            f"Gemessener Schutz über alle quasi-identifizierenden Merkmale: {german}.",
            f"Protection measured over all quasi-identifiers: {english}.",
        )
    ]


def _exception(reason: str) -> list[Bilingual]:
    """Why a publication leaves the house below its k or l, in the words of who prepared it."""
    if not reason:
        return []
    return [
        Bilingual(f"Ausnahme von k und l: {reason}", f"Exception from k and l: {reason}"),
    ]


def _zipped(inside: Path, target: Path) -> Path:
    from exports.research.bundle import write_zip

    write_zip(inside, target)
    shutil.rmtree(inside)
    return target


def _spss(about: About, sheets: Sequence[FrozenSheet], folder: Path) -> None:
    from exports.research.spss import write_sav

    for sheet in sheets:
        write_sav(sheet, folder / f"{sheet.dataset.key}.sav", about.language, about.made_at)


def _stata(about: About, sheets: Sequence[FrozenSheet], folder: Path) -> None:
    from exports.research.stata import write_dta

    for sheet in sheets:
        write_dta(sheet, folder / f"{sheet.dataset.key}.dta", about.language, about.made_at)


def _parquet(_about: About, sheets: Sequence[FrozenSheet], folder: Path) -> None:
    from exports.research.parquet import write_parquet

    for sheet in sheets:
        write_parquet(sheet, folder / f"{sheet.dataset.key}.parquet")


def _csv(about: About, sheets: Sequence[FrozenSheet], folder: Path) -> None:
    from exports.research.csv_files import write_csv
    from exports.research.dictionary import write_dictionaries
    from exports.research.syntax import write_syntax

    for sheet in sheets:
        write_csv(sheet, folder / f"{sheet.dataset.key}.csv")
    write_dictionaries([sheet.dataset for sheet in sheets], folder, about.language)
    write_syntax(sheets, folder, about.language)


_ARCHIVES: Final[dict[str, Callable[[About, Sequence[FrozenSheet], Path], None]]] = {
    "spss": _spss,
    "stata": _stata,
    "parquet": _parquet,
    "csv": _csv,
}
