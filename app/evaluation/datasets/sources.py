"""What a source of a dataset is: values for what `exports.datasets` declares."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import Row

from app.evaluation.queries import Rows
from app.evaluation.rules import KnownStay
from app.pilots.preset import Preset
from exports.columns import Dataset, Missing

Values = Sequence[object]
Beside = Sequence[Row[*tuple[Any, ...]]]


class Asked(NamedTuple):
    """For which pilot and day of account rows are asked for; `k`: no count from 1 to k - 1.

    `is_published`: everybody may read them, not one recipient bound by law or contract.
    """

    pilot_id: int
    preset: Preset
    day: date
    k: int
    is_published: bool = False


@dataclass(frozen=True)
class PeopleSource:
    """Rows about one stay after the other.

    `lines` gives the values after `pseudonym` and `stay`, from the stay as the day of account
    knows it and the rows of `statement` that belong to it. The statement names the participation
    first and is ordered by `queries.in_order`; nothing of it may be later than the day. Days stay
    dates, exports.treatment makes them less. Columns that need a consent which is not in force are
    emptied later (refused), so a source need not look. `kept` are missing codes that such a column
    keeps, for they follow from the dates of the stay alone and say nothing else about a person.
    """

    dataset: Dataset
    lines: Callable[[KnownStay, Beside, Asked], Iterable[Values]]
    statement: Callable[[Asked], Rows] | None = None
    kept: frozenset[Missing] = frozenset()


@dataclass(frozen=True)
class CountSource:
    """Rows of counts; the source hides small cells itself (app.disclosure)."""

    dataset: Dataset
    lines: Callable[[Asked], Iterable[Values]]


Source = PeopleSource | CountSource
