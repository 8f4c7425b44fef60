"""The quality report as tables, the same for a page and for a sheet."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from app.evaluation.quality.report import Finding, QualityReport, Range, Response, Variable
from exports.codes import MISSING_CODES
from exports.columns import Bilingual, Missing
from exports.datasets import BY_KEY
from exports.datasets.questionnaires import BASELINE, WAVES
from exports.instruments import BY_KEY as INSTRUMENTS

Say = Callable[[str], Bilingual]
"""The sentence of a message key in both languages, given by the edge."""

_RESPONSE_GAPS: Final = (
    Missing.NOT_ASKED,
    Missing.REFUSED,
    Missing.NOT_REACHED,
    Missing.LOST,
    Missing.NOT_YET_DUE,
)


@dataclass(frozen=True)
class Line:
    """A line of a table; None where there is nothing to count."""

    key: str
    label: Bilingual
    counts: tuple[int | None, ...]


@dataclass(frozen=True)
class Table:
    """A table: what its lines are, and what is counted in each of its columns."""

    key: str
    title: Bilingual
    heads: tuple[Bilingual, ...]
    lines: tuple[Line, ...]


def tables(report: QualityReport, say: Say) -> list[Table]:
    """All tables of a report; those without lines are left out."""
    count = (say("releases.quality_count"),)
    rows = (say("releases.quality_rows"),)
    codes = _occurring(report.variables)
    found = [
        Table(
            "missing",
            say("releases.quality_missing"),
            (*rows, *(_code_label(code) for code in codes)),
            tuple(_missing(report.variables, codes)),
        ),
        Table(
            "responses",
            say("releases.quality_responses"),
            tuple(say(f"releases.quality_{head}") for head in _RESPONSE_HEADS)
            + tuple(_code_label(code) for code in _RESPONSE_GAPS),
            tuple(_response(one) for one in report.responses),
        ),
        Table("ranges", say("releases.quality_ranges"), count, tuple(_ranges(report.ranges))),
        Table(
            "contradictions",
            say("releases.quality_contradictions"),
            count,
            tuple(_findings(report.contradictions, say)),
        ),
        Table(
            "duplicates",
            say("releases.quality_duplicates"),
            count,
            tuple(_findings(report.duplicates, say)),
        ),
    ]
    return [table for table in found if table.lines]


_RESPONSE_HEADS: Final = ("due", "answered", "percent", "paired", "incomplete")


def _occurring(variables: Iterable[Variable]) -> list[int]:
    found = {code for one in variables for code in one.missing}
    return [int(code.value) for code in MISSING_CODES if code.value in found]


def _missing(variables: Iterable[Variable], codes: Sequence[int]) -> Iterator[Line]:
    """Variables with something missing, but not those that apply to nobody."""
    for one in variables:
        applies = one.missing.get(int(Missing.NOT_APPLICABLE), 0) < one.rows
        if one.missing and applies:
            label = _column_label(one.dataset, one.column)
            key = f"{one.dataset}.{one.column}"
            if one.wave and _has_waves(one.dataset):
                key, label = f"{key}.{one.wave}", _joined(label, _wave_label(one.wave))
            yield Line(key, label, (one.rows, *(one.missing.get(code, 0) for code in codes)))


def _response(one: Response) -> Line:
    label = _joined(INSTRUMENTS[one.instrument].title, _wave_label(one.wave))
    paired = None if one.wave == BASELINE else one.paired
    counts = (one.due, one.answered, one.percent, paired, one.incomplete)
    gaps = (one.missing.get(int(code), 0) for code in _RESPONSE_GAPS)
    return Line(f"{one.instrument}.{one.wave}", label, (*counts, *gaps))


def _ranges(ranges: Iterable[Range]) -> Iterator[Line]:
    for one in ranges:
        key, label = f"{one.dataset}.{one.column}", _column_label(one.dataset, one.column)
        if one.instrument:
            key = f"{key}.{one.instrument}"
            label = _joined(label, INSTRUMENTS[one.instrument].title)
        yield Line(key, label, (one.count,))


def _findings(findings: Iterable[Finding], say: Say) -> Iterator[Line]:
    for one in findings:
        label = _joined(_dataset_label(one.dataset), say(f"releases.quality_{one.key}"))
        yield Line(f"{one.dataset}.{one.key}", label, (one.count,))


def _has_waves(dataset: str) -> bool:
    """Whether a row belongs to a wave; elsewhere the label of the column names it."""
    declared = BY_KEY.get(dataset)
    return declared is not None and "wave" in declared.column_names


def _wave_label(wave: str) -> Bilingual:
    """The name of a wave; one that is no column of the wide dataset by its key."""
    return WAVES.get(wave, Bilingual(wave, wave))


def _dataset_label(dataset: str) -> Bilingual:
    """The title without what a row is."""
    declared = BY_KEY.get(dataset)
    if declared is None:
        return _same(dataset)
    return Bilingual(declared.title_de.split(",")[0], declared.title_en.split(",")[0])


def _column_label(dataset: str, column: str) -> Bilingual:
    declared = BY_KEY.get(dataset)
    columns = declared.columns if declared else ()
    found = next((one for one in columns if one.name == column), None)
    label = Bilingual(found.label_de, found.label_en) if found else _same(column)
    return _joined(_dataset_label(dataset), label)


def _code_label(code: int) -> Bilingual:
    found = next(one for one in MISSING_CODES if one.value == code)
    return Bilingual(found.label_de, found.label_en)


def _joined(one: Bilingual, other: Bilingual) -> Bilingual:
    return Bilingual(f"{one.de}: {other.de}", f"{one.en}: {other.en}")


def _same(text: str) -> Bilingual:
    return Bilingual(text, text)
