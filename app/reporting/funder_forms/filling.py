"""What goes into the cells of a form for a period, and what a filled one says; the edge's half."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from flask_babel import gettext as _

from app.disclosure import FEWEST
from app.errors import DomainError
from app.formats import day, money, number
from app.intake.uploads import FileKind, check_upload
from app.pilots.preset import Preset
from app.pilots.queries import PilotInForce
from app.reporting.figures import labels
from app.reporting.figures.guarding import guarded
from app.reporting.figures.queries import figures_of
from app.reporting.figures.rules import DECLARED, Part, Scope, Unit, name_of
from app.reporting.funder_forms.queries import Edition
from app.reporting.funder_forms.rules import (
    FACTS,
    Checked,
    Given,
    check_count,
    check_key,
    content_of,
    read_value,
)
from exports.form_filling import FormRefused, Target, cells_of, filled, values_in
from exports.form_places import Moved, Place, marked, moved
from exports.text import TextRefused

REFUSALS = {
    "no_workbook": "funder_forms.no_workbook",
    "no_sheet": "funder_forms.no_sheet",
    "formula": "funder_forms.formula",
    "merged": "funder_forms.merged",
}


def refused(error: FormRefused) -> DomainError:
    """The refusal of the form as a sentence that names the place."""
    return DomainError(REFUSALS[error.code], "file", place=error.place)


@dataclass(frozen=True)
class Line:
    """A place of a form as the page shows it."""

    place: Place
    name: str
    value: str
    is_protected: bool


def parts_of(preset: Preset) -> dict[str, list[str]]:
    """The parts that figures of this programme have for certain."""
    return {
        Part.POSITION: [one.code for one in preset.positions],
        Part.RECEIPT: ["draw_down", "refund", "other"],
        Part.STAGE: [str(one.number) for one in preset.stages],
    }


def keys_of(preset: Preset) -> list[tuple[str, str]]:
    """Every key that a form can ask for, with what it means."""
    parts = parts_of(preset)
    found = [(f"fact_{name}", fact_label(name)) for name in FACTS]
    for name, what in DECLARED.items():
        if what.part not in {Part.STAGE, Part.OUTCOME}:
            found.append((name, labels.label(name, preset)))
        keys = [f"{name}:{part}" for part in parts.get(what.part or "", ())]
        found += [(key, labels.label(key, preset)) for key in keys]
    return found


def fact_label(name: str) -> str:
    """A word or day that a form can ask for."""
    words: dict[str, str] = {
        "title": _("Bezeichnung des Vorhabens"),
        "carrier": _("Zuwendungsempfänger"),
        "funder": _("Zuwendungsgeber"),
        "notice": _("Zuwendungsbescheid"),
        "first": _("erster Tag des Zeitraums"),
        "last": _("letzter Tag des Zeitraums"),
        "made_on": _("Tag der Erstellung"),
    }
    return words[name]


def contents(here: PilotInForce, scope: Scope, places: Sequence[Place]) -> dict[str, Given | None]:
    """What every key of a form comes to; small counts of people never leave the house."""
    told = guarded(figures_of(here.id, here.preset, scope), FEWEST)
    facts = facts_of(here, scope)
    return {
        place.key: facts[place.key]
        if place.key in facts
        else content_of(place.key, told.get(place.key, 0 if ":" in place.key else None))
        for place in places
    }


def facts_of(here: PilotInForce, scope: Scope) -> Mapping[str, Given]:
    """Words and days; a form for a German funder is filled in German."""
    preset = here.preset
    found: dict[str, Given] = {
        "title": preset.title,
        "carrier": preset.carrier,
        "funder": preset.funder,
        "notice": preset.notice.reference,
        "first": scope.first,
        "last": scope.last,
        "made_on": here.day,
    }
    return {f"fact_{name}": value for name, value in found.items()}


def lines_of(here: PilotInForce, scope: Scope, edition: Edition) -> list[Line]:
    """Every place of a form with what would go into it."""
    values = contents(here, scope, edition.places)
    return [
        Line(
            place,
            name_for(place.key, here.preset),
            written(place.key, values[place.key]),
            values[place.key] is None and is_count(place.key),
        )
        for place in edition.places
    ]


def name_for(key: str, preset: Preset) -> str:
    """A key in words."""
    if key.startswith("fact_"):
        return fact_label(key.removeprefix("fact_"))
    return labels.label(key, preset)


def is_count(key: str) -> bool:
    """Whether a key counts people, so that an empty cell means a protected one."""
    return not key.startswith("fact_") and DECLARED[name_of(key)].unit is Unit.PEOPLE


def written(key: str, value: Given | None) -> str:
    """A content as people read it."""
    if isinstance(value, date):
        return day(value)
    if value is None or isinstance(value, str):
        return value or "–"
    is_money = not key.startswith("fact_") and DECLARED[name_of(key)].unit is Unit.CENTS
    return money(int(value * 100)) if is_money else number(value)


def fill(here: PilotInForce, scope: Scope, edition: Edition) -> bytes:
    """The form of a period; DomainError names a cell that cannot take its figure."""
    values = contents(here, scope, edition.places)
    targets = [
        Target(place.sheet, place.cell, value)
        for place in edition.places
        if (value := values[place.key]) is not None
    ]
    try:
        return filled(edition.content, targets)
    except FormRefused as error:
        raise refused(error) from error
    except TextRefused as error:
        raise DomainError("funder_forms.text_refused", "file") from error


def set_up(data: bytes, preset: Preset) -> tuple[bytes, list[Place]]:
    """The empty form and its places, from a file with marks; the marks are taken out."""
    check_upload(data, FileKind.XLSX)
    try:
        places = marked(cells_of(data))
        for place in places:
            check_key(place.key, parts_of(preset))
        check_count(len(places))
        return filled(data, [Target(one.sheet, one.cell, "") for one in places]), places
    except FormRefused as error:
        raise refused(error) from error


def take_over(data: bytes, before: Sequence[Place]) -> tuple[list[Place], list[Moved]]:
    """The places of a new edition without marks: those confirmed, and those that have moved."""
    try:
        gone = moved(before, cells_of(data))
    except FormRefused as error:
        raise refused(error) from error
    lost = {(one.place.sheet, one.place.cell) for one in gone}
    return [place for place in before if (place.sheet, place.cell) not in lost], gone


def read_back(here: PilotInForce, scope: Scope, edition: Edition, data: bytes) -> list[Checked]:
    """What a filled form says in each place, beside what it would say now."""
    check_upload(data, FileKind.XLSX)
    ours = contents(here, scope, edition.places)
    try:
        found = values_in(data, [(place.sheet, place.cell) for place in edition.places])
    except FormRefused as error:
        raise refused(error) from error
    return [
        Checked(
            place.sheet,
            place.cell,
            place.key,
            read_value(found[place.sheet, place.cell], ours[place.key]),
            ours[place.key],
        )
        for place in edition.places
    ]
