"""The rows of `circumstances`: what holds for a person at the baseline, and at the end."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from itertools import pairwise
from typing import Final

from sqlalchemy import select

from app.evaluation.datasets.joins import of_stay
from app.evaluation.datasets.sources import Asked, Beside, PeopleSource, Values
from app.evaluation.datasets.windows import end_of_baseline, end_of_stay
from app.evaluation.queries import Rows, in_order
from app.evaluation.rules import KnownStay, Stay
from app.participants.conditions.models import Circumstance
from app.participants.conditions.rules.circumstances import (
    FIELDS,
    Entry,
    duration_months,
    values_on,
)
from app.participants.models import Participation
from exports.case_codes import disability_band
from exports.codes import children_group
from exports.columns import Missing
from exports.datasets import CIRCUMSTANCES

Told = Callable[[str, date], str | int]


def _as_it_is(value: str, _on: date) -> str:
    return value


def _yes_no(value: str, _on: date) -> int:
    return int(value == "yes")


_TOLD: Final[Mapping[str, Told]] = {
    "household": _as_it_is,
    "children": lambda value, _on: children_group(int(value)),
    "caring": _yes_no,
    "school": _as_it_is,
    "vocational": _as_it_is,
    "employment": _as_it_is,
    "benefit_since": duration_months,
    "living": _as_it_is,
    "disability": lambda value, _on: disability_band(value),
    "equal_status": _yes_no,
}
"""How a dataset tells each circumstance, in the order of its columns."""


def statement(asked: Asked) -> Rows:
    """Circumstances that hold from a day on, up to the day asked for."""
    found = (
        select(Participation.id, Circumstance.field, Circumstance.value, Circumstance.from_day)
        .join(Circumstance, of_stay(Circumstance))
        .where(Circumstance.pilot_id == asked.pilot_id, Circumstance.from_day <= asked.day)
    )
    return in_order(found, Circumstance.from_day, Circumstance.id)


def lines(known: KnownStay, beside: Beside, asked: Asked) -> Iterator[Values]:
    """One row; what holds from a day after the exit on is not part of the stay."""
    entries = [
        *_at_entry(known.stay),
        *(Entry(row.field, row.value, row.from_day) for row in beside),
    ]
    baseline, end = end_of_baseline(known, asked), end_of_stay(known, asked)
    at_baseline, latest = values_on(entries, baseline), values_on(entries, end)
    values: list[object] = []
    for key, told in _TOLD.items():
        for held, on in ((at_baseline, baseline), (latest, end)):
            values.append(told(held[key], on) if key in held else Missing.UNKNOWN)
    yield (*values, _changes(entries, baseline, end))


def _at_entry(stay: Stay) -> Iterator[Entry]:
    """What was asked at the admission holds from that day on."""
    asked = {"children": stay.children, "school": stay.school, "vocational": stay.vocational}
    for key, value in asked.items():
        if value is not None:
            yield Entry(key, str(value), stay.admitted_on)


def _changes(entries: Sequence[Entry], after: date, until: date) -> int:
    """How often a circumstance, health left out, became another after a day."""
    by_field: dict[str, list[Entry]] = defaultdict(list)
    for entry in sorted(entries, key=lambda one: one.from_day):
        if not FIELDS[entry.field].is_health and entry.from_day <= until:
            by_field[entry.field].append(entry)
    return sum(
        later.from_day > after and later.value != earlier.value
        for course in by_field.values()
        for earlier, later in pairwise(course)
    )


SOURCE: Final = PeopleSource(CIRCUMSTANCES, lines, statement)
