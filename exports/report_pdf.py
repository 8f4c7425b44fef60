"""A report as PDF/UA: tagged, searchable, the same bytes for the same report on every machine."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime, time
from pathlib import Path
from typing import Any, Final

from exports import report_words as words
from exports.durable import whole_file
from exports.report import Report, Signature
from exports.report_charts import draw
from exports.report_cover import cover_facts
from exports.report_grid import LANDSCAPE, PORTRAIT, Grid, widths
from exports.report_paper import (
    Block,
    Heading,
    Prose,
    Section,
    ShownChart,
    ShownTable,
    sections,
)
from exports.text import carried_text

_LAYOUT: Final = Path(__file__).with_name("report.typ")
_PORTRAIT_MM: Final = 170.0
_LANDSCAPE_MM: Final = 257.0
_TYPE_SIZE: Final = 9.0
# What is longer finds no place to break by itself.
_LONG_WORD: Final = re.compile(r"\S{31,}")
_BREAK_AFTER: Final = 10
_BREAK: Final = "\u200b"
# Marks that turn the direction of what follows, and the one that PDF/UA does not allow.
_UNSEEN: Final = re.compile("[\u202a-\u202e\u2066-\u2069\ufeff]")


def write_report_pdf(target: Path, report: Report) -> None:
    """Write the report as tagged PDF, whole or not at all.

    Raises StatementRefused for figures that contradict each other and TextRefused for control
    characters. Texts are data to the typesetter, never its markup; characters that no font has
    are shown as a box and stay themselves when copied.
    """
    pdf = _typeset(json.dumps(_content(report), ensure_ascii=False), report)
    with whole_file(target) as stream:
        stream.write(pdf)


def _typeset(content: str, report: Report) -> bytes:
    import typst

    made = datetime.combine(report.made_on, time(), UTC)
    compiler = typst.Compiler(_LAYOUT, font_paths=_fonts(), sys_inputs={"report": content})
    pdf = compiler.compile(format="pdf", pdf_standards=["ua-1"], timestamp=made)
    if not isinstance(pdf, bytes):
        raise TypeError("the typesetter gave no single file")
    return pdf


def _fonts() -> Any:
    """The fonts of the typesetter and of the drawing library, never those of the machine."""
    import matplotlib as mpl
    import typst

    drawn = Path(mpl.get_data_path()) / "fonts" / "ttf"
    return typst.Fonts(include_system_fonts=False, font_paths=[drawn])


def _content(report: Report) -> dict[str, Any]:
    language = report.language
    say = {
        "contents": words.CONTENTS,
        "place": words.PLACE_AND_DAY,
        "signature": words.SIGNATURE,
    }
    page = words.PAGE.in_language(language)
    return {
        "language": language,
        "title": _safe(report.title),
        "subtitle": _safe(report.subtitle),
        "pilot": _safe(report.pilot_title),
        "carrier": _safe(report.carrier),
        "made": [report.made_on.year, report.made_on.month, report.made_on.day],
        "draft": words.DRAFT.in_language(language) if report.is_draft else "",
        "words": {key: label.in_language(language) for key, label in say.items()},
        "page": re.split(r"\{page\}|\{pages\}", page),
        "facts": [[_safe(label), _safe(value)] for label, value in cover_facts(report)],
        "sections": [_section(section, report) for section in sections(report)],
    }


def _section(section: Section, report: Report) -> dict[str, Any]:
    return {
        "landscape": section.is_landscape,
        "blocks": [_block(block, section, report) for block in section.blocks],
    }


def _block(block: Block, section: Section, report: Report) -> dict[str, Any]:
    if isinstance(block, Heading):
        return {"kind": "heading", "level": block.level, "text": _safe(block.text)}
    if isinstance(block, Prose):
        texts = [[_safe(line) for line in paragraph] for paragraph in block.paragraphs]
        return {"kind": "prose", "paragraphs": texts}
    if isinstance(block, ShownTable):
        return {"kind": "table", **_table(block, section, report)}
    if isinstance(block, ShownChart):
        return {"kind": "chart", **_chart(block, report)}
    return {"kind": "signatures", "lines": [_signature(one, report) for one in block.lines]}


def _table(block: ShownTable, section: Section, report: Report) -> dict[str, Any]:
    table, grid = block.table, Grid(block.table, report.language)
    available, millimetres = PORTRAIT, _PORTRAIT_MM
    if section.is_landscape:
        available, millimetres = LANDSCAPE, _LANDSCAPE_MM
    columns, scale = widths(block.measures, available)
    rows = [
        {"cells": _cells(grid, row), "strong": grid.is_strong(row)} for row in range(len(grid.rows))
    ]
    return {
        "caption": _safe(block.caption),
        "note": _safe(table.note),
        "widths": [round(one * millimetres / available, 3) for one in columns],
        "size": round(_TYPE_SIZE * scale, 2),
        "figures": grid.is_figure,
        "heads": [_safe(head.label) for head in table.heads],
        "rows": rows[: len(table.rows)],
        "empty": "" if table.rows else words.NO_ROWS.in_language(report.language),
        "total": rows[-1]["cells"] if table.total else [],
        "span": grid.total_span,
        "word": _safe(table.total),
    }


def _cells(grid: Grid, row: int) -> list[str | list[str]]:
    """Texts of a row; one with an address is a pair."""
    texts = [_safe(text) for text in grid.rows[row]]
    addresses = [grid.table.addresses.get((row, column), "") for column in range(len(texts))]
    return [
        [text, address] if address and text else text
        for text, address in zip(texts, addresses, strict=True)
    ]


def _chart(block: ShownChart, report: Report) -> dict[str, Any]:
    return {
        "caption": _safe(block.caption),
        "alternative": _safe(block.chart.alternative),
        "svg": draw(block.chart, report.language, "svg").decode(),
    }


def _signature(one: Signature, report: Report) -> dict[str, str]:
    on = words.ON.in_language(report.language)
    return {
        "label": _safe(one.label),
        "name": _safe(one.name),
        "on": on.format(day=words.day(one.on, report.language)) if one.on else "",
    }


def _safe(text: str) -> str:
    """A text that the typesetter can break and that leaves the direction of others alone."""
    text = _UNSEEN.sub("", carried_text(text))
    return _LONG_WORD.sub(_breakable, text)


def _breakable(match: re.Match[str]) -> str:
    word = match[0]
    parts = (word[at : at + _BREAK_AFTER] for at in range(0, len(word), _BREAK_AFTER))
    return _BREAK.join(parts)
