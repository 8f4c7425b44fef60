"""Frozen sheets as rows by declared names, whatever form a release gave to its days."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

from exports.columns import Column, Missing
from exports.datasets import BY_KEY
from exports.frozen import FrozenSheet, Value
from exports.treatment import published_names

Row = Mapping[str, Value]
Stay = tuple[str, int]
"""Pseudonym and number of the stay."""
PERSONS: Final = "persons"


@dataclass(frozen=True)
class Sheet:
    """A frozen sheet whose columns bear the names of the declaration."""

    frozen: FrozenSheet

    @property
    def key(self) -> str:
        """The dataset."""
        return self.frozen.dataset.key

    @cached_property
    def columns(self) -> Mapping[str, Column]:
        """The columns that the release holds, by declared name."""
        declared = _declared_names(self.key)
        return {declared.get(one.name, one.name): one for one in self.frozen.dataset.columns}

    @property
    def is_about_people(self) -> bool:
        """Whether a row belongs to one stay."""
        return self.frozen.dataset.about == "people"

    @property
    def has_own_days(self) -> bool:
        """Whether days of different stays can be compared: not where they count from each entry."""
        return "entry" in self.columns and not self.columns["entry"].name.endswith("_days")

    def rows(self) -> Iterator[Row]:
        """The rows in the order of the sheet."""
        names = tuple(self.columns)
        for values in self.frozen.values():
            yield dict(zip(names, values, strict=True))


def _declared_names(dataset: str) -> Mapping[str, str]:
    declared = BY_KEY.get(dataset)
    days = [one.name for one in declared.columns if one.kind == "date"] if declared else []
    return {published: name for name in days for published in published_names(name)}


def stay_of(row: Row) -> Stay:
    """Whose row it is."""
    return str(row["pseudonym"]), int(str(row["stay"]))


def is_known(value: Value) -> bool:
    """Whether there is a value."""
    return not isinstance(value, Missing)


def is_before(one: Value, other: Value) -> bool:
    """Whether a day lies before another; days that are not known contradict nothing.

    Months, quarters, years, days since entry and shifted days all compare among themselves; what
    is less exact shows fewer contradictions.
    """
    earlier: Any = one
    later: Any = other
    return is_known(one) and is_known(other) and bool(earlier < later)


def earliest(*values: Value) -> Value:
    """The earliest of the days that are known; unknown for none."""
    known: list[Any] = [value for value in values if is_known(value)]
    found: Value = min(known, default=Missing.UNKNOWN)
    return found
