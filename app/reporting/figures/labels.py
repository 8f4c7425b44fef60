"""How figures are called and written for people."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from flask_babel import gettext as _

from app.formats import money, number
from app.messages import SENTENCES, sentence
from app.participants.labels import EXIT_REASONS, OUTCOME
from app.pilots.preset import Preset
from app.reporting.figures.rules import DECLARED, Part, Unit, declared, name_of, part_of
from app.wording import language


def label(key: str, preset: Preset) -> str:
    """The name of a figure with its part: "Ausgaben im Zeitraum · 0812 Personal"."""
    name = sentence(f"figure.{name_of(key)}", language(), {})
    part = part_of(key)
    return f"{name} · {part_label(declared(key).part, part, preset)}" if part else name


def short_label(key: str, preset: Preset) -> str:
    """The name of a figure below its heading: of a part only the part."""
    return (
        part_label(declared(key).part, part_of(key), preset) if part_of(key) else label(key, preset)
    )


def part_label(kind: Part | None, part: str, preset: Preset) -> str:
    """A part in words; a code that the programme no longer has stays as it is."""
    if f"figure.part.{part}" in SENTENCES:
        return sentence(f"figure.part.{part}", language(), {})
    if kind is Part.POSITION:
        return _titled(part, ((one.code, one) for one in preset.positions))
    if kind is Part.STAGE:
        return _titled(part, ((str(one.number), one) for one in preset.stages))
    words = EXIT_REASONS if kind is Part.EXIT_REASON else OUTCOME
    return str(words.get(part, part))


def _titled(part: str, entries: Iterable[tuple[str, Any]]) -> str:
    for code, entry in entries:
        if code == part:
            title = entry.title_en if language() == "en" else entry.title_de
            return f"{part} {title}"
    return part


def written(key: str, value: int | None) -> str:
    """A value in its unit: 1.234,56 €, 84, 412 Tage; a dash where there is nothing to tell."""
    unit = DECLARED[name_of(key)].unit
    if unit is Unit.CENTS:
        return money(value)
    if unit is Unit.DAYS and value is not None:
        return str(_("%(days)s Tage", days=number(value)))
    return number(value)
