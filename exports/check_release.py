#!/usr/bin/env python3
"""Prüft heruntergeladene Dateien einer Lieferung gegen ihr Manifest, ohne Netz.
Checks downloaded files of a release against its manifest, without a network.

    python check_release.py manifest.json DATEI …

Braucht nur Python ab 3.8. Verglichen werden die Prüfsummen der Dateien und, aus der Arbeitsmappe
(.xlsx) und den CSV-Dateien neu berechnet, die Prüfsumme über die Werte.
Needs nothing but Python 3.8 or newer. Compared are the checksums of the files and, computed anew
from the workbook (.xlsx) and the CSV files, the checksum over the values.

0: alles stimmt / everything holds; 1: etwas stimmt nicht / something does not hold;
2: nicht prüfbar / cannot be checked.
"""

from __future__ import annotations

import csv
import datetime
import hashlib
import io
import json
import re
import sys
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple

# Standard library only: this program is handed out by itself. Python's parser refuses entities
# that grow; nothing is loaded from elsewhere.
from xml.etree import ElementTree

HOLDS, BROKEN, UNCHECKED = 0, 1, 2
BETWEEN_VALUES, AFTER_ROW = "\x1f", "\x1e"
MISSING_CODES = range(-99, -90)
DAY_ZERO = datetime.date(1899, 12, 30)
# The day that spreadsheets believe in: 29.02.1900.
DAY_TOO_MANY = 60
PROTECTED = re.compile("(^|[,;\t\n])'")
ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")
UNREADABLE = (
    *(ArithmeticError, AttributeError, EOFError, LookupError, OSError, RuntimeError),
    *(SyntaxError, TypeError, ValueError, csv.Error, zipfile.BadZipFile, zlib.error),
)
CONCLUSIONS = {
    HOLDS: "Alles stimmt. / Everything holds.",
    BROKEN: "Etwas stimmt NICHT: bitte nicht damit arbeiten, neu herunterladen oder nachfragen.\n"
    "Something does NOT hold: please do not work with it, download again or ask.",
    UNCHECKED: "Nicht alles ließ sich prüfen. / Not everything could be checked.",
}
BYTES_ONLY = (
    "Werte werden nur aus XLSX und CSV neu berechnet",
    "values are computed anew from XLSX and CSV only",
)


class Sheet(NamedTuple):
    """A dataset as the manifest declares it."""

    key: str
    rows: int
    sha256: str
    kinds: list[str]


class File(NamedTuple):
    """A file as the manifest declares it, with the checksums of the files in it."""

    name: str
    sha256: str
    inside: dict[str, str]


class Manifest(NamedTuple):
    """What was released."""

    about: str
    content_hash: str
    sheets: list[Sheet]
    files: list[File]


class Report:
    """Says what holds and what does not, and keeps the worst."""

    def __init__(self) -> None:
        """Nothing is known yet."""
        self.worst = HOLDS

    def note(self, about: str, german: str, english: str, mark: str = "[ok]") -> None:
        """Something is as it should be, or good to know."""
        print(f"{mark:8} {about}: {german} / {english}")

    def broken(self, about: str, german: str, english: str) -> None:
        """Something is not as the manifest says."""
        self.note(about, german, english, "[FALSCH]")
        self.worst = BROKEN

    def unchecked(self, about: str, german: str, english: str) -> None:
        """Something cannot be judged."""
        self.note(about, german, english, "[?]")
        self.worst = self.worst or UNCHECKED


def main(arguments: list[str]) -> int:
    """Checks the files named; gives the exit code."""
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(errors="replace")
    if len(arguments) < 2:
        print(__doc__)
        return UNCHECKED
    report = Report()
    path, *files = map(Path, arguments)
    try:
        raw = path.read_bytes()
        manifest = manifest_of(json.loads(raw.decode("utf-8")))
    except UNREADABLE:
        report.unchecked(path.name, "kein lesbares Manifest", "not a manifest that can be read")
        return report.worst
    print(f"{manifest.about}\nSHA-256 {path.name}: {hashlib.sha256(raw).hexdigest()}\n")
    for file in files:
        examine(report, manifest, file)
    print(f"\n{CONCLUSIONS[report.worst]}")
    return report.worst


def manifest_of(said: Any) -> Manifest:
    """The manifest, if it has the shape of one; raises one of UNREADABLE otherwise."""
    if said["format"] != 1:
        raise ValueError("another format")
    sheets = [
        Sheet(one["key"], one["rows"], one["sha256"], [each["kind"] for each in one["columns"]])
        for one in said["datasets"]
    ]
    files = []
    for one in said["files"]:
        inside = {each["name"]: each["sha256"] for each in one.get("inside", ())}
        files.append(File(one["name"], one["sha256"], inside))
    about = f"{said['title']}, {said['number']}, {said['recipient']}"
    return Manifest(about, said["content_hash"], sheets, files)


def examine(report: Report, manifest: Manifest, path: Path) -> None:
    """Checks one file: its bytes, those of the files in it, its values."""
    if not path.is_file():
        report.unchecked(path.name, "Datei nicht gefunden", "file not found")
        return
    try:
        with path.open("rb") as stream:
            found = digest_of(stream)
        entry = entry_of(manifest, path.name, found)
        check_bytes(report, path.name, entry.sha256 if entry else None, found)
        if zipfile.is_zipfile(str(path)):
            with zipfile.ZipFile(str(path)) as archive:
                examine_archive(report, manifest, archive, path.name, entry)
            return
        sheet = next((one for one in manifest.sheets if path.name == f"{one.key}.csv"), None)
        if sheet is None:
            report.note(path.name, *BYTES_ONLY, "[–]")
            return
        with path.open("rb") as stream:
            check_sheet(report, sheet, csv_rows(sheet, stream), hashlib.sha256())
    except UNREADABLE as problem:
        kind = type(problem).__name__
        report.broken(path.name, f"lässt sich nicht lesen ({kind})", "cannot be read")


def digest_of(stream: Any) -> str:
    """SHA-256 of what a stream still holds."""
    digest = hashlib.sha256()
    for block in iter(lambda: stream.read(1 << 20), b""):
        digest.update(block)
    return digest.hexdigest()


def entry_of(manifest: Manifest, name: str, sha256: str) -> File | None:
    """What the manifest says of a file: by its checksum, for names change, or by its name."""
    inside = [File(*part, {}) for file in manifest.files for part in file.inside.items()]
    known = manifest.files + inside
    same = [one for one in known if one.sha256 == sha256]
    named = [one for one in known if one.name.rsplit("/", 1)[-1] == name]
    return next(iter(same + named), None)


def check_bytes(report: Report, name: str, expected: str | None, found: str) -> None:
    """Whether the bytes are those that were released."""
    if expected is None:
        report.broken(name, "steht nicht im Manifest", "is not named in the manifest")
    elif expected == found:
        report.note(name, "Datei unverändert (SHA-256)", "file unchanged (SHA-256)")
    else:
        report.broken(name, "Datei wurde verändert (SHA-256)", "file was changed (SHA-256)")


def examine_archive(
    report: Report, manifest: Manifest, archive: zipfile.ZipFile, name: str, entry: File | None
) -> None:
    """Checks a workbook, or an archive of files: first their bytes, then their values."""
    names = archive.namelist()
    if "xl/workbook.xml" in names:
        check_workbook(report, manifest, name, archive)
        return
    check_inside(report, archive, entry.inside if entry else {})
    by_name = {Path(one).name: one for one in names}
    has_csv = all(f"{sheet.key}.csv" in by_name for sheet in manifest.sheets)
    if has_csv:
        check_all(report, manifest, name, csv_sheets(manifest.sheets, archive, by_name))
    books = [one for one in names if one.endswith(".xlsx")]
    for book in books:
        with archive.open(book) as stream, zipfile.ZipFile(stream) as workbook:
            check_workbook(report, manifest, book, workbook)
    if not books and not has_csv:
        report.note(name, *BYTES_ONLY, "[–]")


def check_inside(report: Report, archive: zipfile.ZipFile, expected: dict[str, str]) -> None:
    """Whether the archive holds the files that were released, no more and no fewer."""
    for name in archive.namelist():
        with archive.open(name) as stream:
            check_bytes(report, name, expected.get(name), digest_of(stream))
    for name in sorted(set(expected) - set(archive.namelist())):
        report.broken(name, "fehlt im Archiv", "is missing from the archive")


def check_all(report: Report, manifest: Manifest, name: str, contents: Iterable[Any]) -> None:
    """Whether all sheets hold, one by one and together; `contents`: each sheet with its rows."""
    whole = hashlib.sha256()
    for sheet, rows in contents:
        check_sheet(report, sheet, rows, whole)
    if whole.hexdigest() == manifest.content_hash:
        report.note(name, "Werte wie geliefert", "values as released")
    else:
        report.broken(name, "Werte weichen ab", "values differ")


def check_sheet(report: Report, sheet: Sheet, rows: Iterable[list[str]], whole: Any) -> None:
    """Whether a sheet has the values of its release; also enters them into a hash of them all."""
    own, count = hashlib.sha256(), -1
    for record in chain([AFTER_ROW + sheet.key], map(BETWEEN_VALUES.join, rows)):
        for digest in (own, whole):
            digest.update((record + AFTER_ROW).encode("utf-8"))
        count += 1
    count -= 1
    if own.hexdigest() == sheet.sha256:
        report.note(sheet.key, f"{count} Zeilen, Werte stimmen", f"{count} rows, values hold")
    elif count != sheet.rows:
        more = f"{count} statt {sheet.rows} Zeilen", f"{count} instead of {sheet.rows} rows"
        report.broken(sheet.key, *more)
    else:
        report.broken(sheet.key, "Werte weichen ab", "values differ")


def csv_sheets(
    sheets: list[Sheet], archive: zipfile.ZipFile, by_name: dict[str, str]
) -> Iterator[tuple[Sheet, Iterator[list[str]]]]:
    """The sheets of an archive, each with its rows."""
    for sheet in sheets:
        with archive.open(by_name[f"{sheet.key}.csv"]) as stream:
            yield sheet, csv_rows(sheet, stream)


def csv_rows(sheet: Sheet, stream: Any) -> Iterator[list[str]]:
    """Header and rows, the protecting apostrophes of texts taken away."""
    csv.field_size_limit(1 << 24)
    lines = csv.reader(io.TextIOWrapper(stream, "utf-8-sig", newline=""), strict=True)
    texts = [place for place, kind in enumerate(sheet.kinds) if kind == "text"]
    header = next(lines, None)
    if header is None:
        return
    yield header
    for row in lines:
        for place in texts:
            if place < len(row):
                row[place] = PROTECTED.sub(r"\1", row[place])
        yield row


def check_workbook(report: Report, manifest: Manifest, name: str, book: zipfile.ZipFile) -> None:
    """Whether the sheets of a workbook have the values of the release."""
    places = sheet_places(book)
    missing = [sheet.key for sheet in manifest.sheets if sheet.key not in places]
    for key in missing:
        report.broken(key, "Blatt fehlt", "sheet is missing")
    if not missing:
        shared = shared_texts(book)
        contents = [
            (one, workbook_rows(book, places[one.key], one, shared)) for one in manifest.sheets
        ]
        check_all(report, manifest, name, contents)


def sheet_places(book: zipfile.ZipFile) -> dict[str, str]:
    """The part of the workbook that holds each sheet, by the sheet's name."""
    targets = {}
    for element in elements(book, "xl/_rels/workbook.xml.rels", "Relationship"):
        target = element.attrib["Target"]
        targets[element.attrib["Id"]] = target[1:] if target[:1] == "/" else "xl/" + target
    places = {}
    for element in elements(book, "xl/workbook.xml", "sheet"):
        identity = next(value for key, value in element.attrib.items() if local(key) == "id")
        places[element.attrib["name"]] = targets[identity]
    return places


def shared_texts(book: zipfile.ZipFile) -> list[str]:
    """The texts that a workbook saved by another program keeps in one place."""
    part = "xl/sharedStrings.xml"
    if part not in book.namelist():
        return []
    return [text_in(element) for element in elements(book, part, "si")]


def elements(book: zipfile.ZipFile, part: str, name: str) -> Iterator[Any]:
    """The elements of a name, one by one; what was read is let go."""
    with book.open(part) as stream:
        for _event, element in ElementTree.iterparse(stream):  # noqa: S314
            if local(element.tag) == name:
                yield element
                element.clear()


def local(tag: str) -> str:
    """A name without its namespace, which differs between two editions of the standard."""
    return tag.rsplit("}", 1)[-1]


def workbook_rows(
    book: zipfile.ZipFile, part: str, sheet: Sheet, shared: list[str]
) -> Iterator[list[str]]:
    """Header and rows as canonical texts."""
    kinds = ["text"] * len(sheet.kinds)
    for row in elements(book, part, "row"):
        texts = {}
        for cell in row:
            place = column_of(cell.attrib["r"])
            kind = kinds[place] if place < len(kinds) else "text"
            texts[place] = cell_text(cell, kind, shared)
        width = max([len(kinds)] + [place + 1 for place, text in texts.items() if text])
        if texts:
            yield [texts.get(place, "") for place in range(width)]
        kinds = sheet.kinds


def column_of(reference: str) -> int:
    """The place of a cell in its row from its name, A1 being 0."""
    number = 0
    for letter in reference:
        if not "A" <= letter <= "Z":
            break
        number = number * 26 + ord(letter) - 64
    return number - 1


def cell_text(cell: Any, kind: str, shared: list[str]) -> str:
    """The canonical text of a cell."""
    parts = {local(part.tag): part for part in cell}
    if "f" in parts:
        return "=" + (parts["f"].text or "")
    stored = cell.get("t", "n")
    if stored == "inlineStr":
        return text_in(parts["is"]) if "is" in parts else ""
    value = (parts["v"].text or "") if "v" in parts else ""
    if stored == "s":
        return shared[int(value)]
    if stored == "n" and value:
        return number_text(value, kind)
    return value


def text_in(element: Any) -> str:
    """The text of a cell or of a shared text, its formats and its reading aid left out."""
    found = []
    for part in element:
        if local(part.tag) == "t":
            found.append(part.text or "")
        elif local(part.tag) == "r":
            found += [one.text or "" for one in part if local(one.tag) == "t"]
    # A text that looks like "_x0041_" is written so that no program takes it for a letter.
    return ESCAPED.sub(lambda one: chr(int(one.group(1), 16)), "".join(found))


def number_text(value: str, kind: str) -> str:
    """The canonical text of a number: the shortest decimal that is this number; a day for a day."""
    number = Decimal(repr(float(value)))
    is_whole = number == number.to_integral_value()
    if kind == "date" and is_whole and number not in MISSING_CODES:
        days = int(number) + (number < DAY_TOO_MANY)
        return (DAY_ZERO + datetime.timedelta(days=days)).isoformat()
    if kind == "money" and number == round(number, 2):
        return format(number, ".2f")
    return str(int(number)) if is_whole else format(number.normalize(), "f")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
