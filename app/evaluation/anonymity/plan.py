"""What is done to rows before they leave: a plan that can be stored, and its application.

A plan names classes by their values, never people. Its text is as confidential as the rows.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from app.evaluation.anonymity.classes import Classes, merged
from app.evaluation.anonymity.tables import SUPPRESSED, Layout, Table, Values

Item = TypeVar("Item")


class PlanRefused(ValueError):
    """A stored plan is damaged, or does not fit the table; never says a value."""


@dataclass(frozen=True)
class Coarsened:
    """A column with coarser codes: the names of the steps taken, and every code they change.

    Without codes all become the same: the column is left out.
    """

    column: str
    steps: tuple[str, ...]
    codes: Mapping[str, str] | None

    def of(self, value: str) -> str:
        """The coarser code; codes that are not named stay."""
        return SUPPRESSED if self.codes is None else self.codes.get(value, value)


@dataclass(frozen=True)
class Hidden:
    """A class, by its values after coarsening, whose cells in some columns are suppressed."""

    values: Values
    columns: tuple[str, ...]


@dataclass(frozen=True)
class Plan:
    """Coarser codes first, then cells suppressed in some classes and rows of others left out.

    `quasi` names the columns of the values in `cells` and `rows`.
    """

    quasi: tuple[str, ...]
    coarsened: tuple[Coarsened, ...] = ()
    cells: tuple[Hidden, ...] = ()
    rows: tuple[Values, ...] = ()

    def __post_init__(self) -> None:
        """Refuses what would not say clearly what to do."""
        problem = next(_problems(self), None)
        if problem:
            raise PlanRefused(problem)

    def change(self) -> Callable[[Values], Values | None]:
        """A function from quasi-identifying values to what is released; None for a row left out."""
        coarsened = [(self.quasi.index(one.column), one.of) for one in self.coarsened]
        fate: dict[Values, Values | None] = dict.fromkeys(self.rows)
        for one in self.cells:
            pairs = zip(self.quasi, one.values, strict=True)
            fate[one.values] = tuple(
                SUPPRESSED if name in one.columns else value for name, value in pairs
            )

        def changed(values: Values) -> Values | None:
            if coarsened:
                made = list(values)
                for place, of in coarsened:
                    made[place] = of(made[place])
                values = tuple(made)
            return fate.get(values, values)

        return changed

    def to_json(self) -> str:
        """The plan as text, the same for the same plan."""
        said = {
            "quasi": self.quasi,
            "coarsened": [
                {"column": one.column, "steps": one.steps, "codes": one.codes}
                for one in self.coarsened
            ],
            "cells": [{"values": one.values, "columns": one.columns} for one in self.cells],
            "rows": self.rows,
        }
        return json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":"))

    @classmethod
    def from_json(cls, text: str) -> Plan:
        """The plan a text holds; PlanRefused where it is none."""
        try:
            said = json.loads(text)
        except ValueError as error:
            raise PlanRefused("no JSON") from error
        quasi, coarsened, cells, rows = _fields(said, "quasi", "coarsened", "cells", "rows")
        return cls(
            _texts(quasi),
            _each(coarsened, _coarsened),
            _each(cells, _hidden),
            _each(rows, _texts),
        )


def _problems(plan: Plan) -> Iterator[str]:
    columns = [one.column for one in plan.coarsened]
    if len(set(plan.quasi)) != len(plan.quasi) or not set(columns) <= set(plan.quasi):
        yield "a column is named twice or is not in the plan"
    if len(set(columns)) != len(columns):
        yield "a column is coarsened twice"
    classes = [*(one.values for one in plan.cells), *plan.rows]
    if len(set(classes)) != len(classes):
        yield "a class is named twice"
    if any(len(values) != len(plan.quasi) for values in classes):
        yield "a class needs one value for each column"
    if any(not one.columns or not set(one.columns) <= set(plan.quasi) for one in plan.cells):
        yield "the suppressed cells stand in no column of the plan"


def apply(table: Table, plan: Plan) -> Iterator[list[str]]:
    """The rows as the plan wants them, one after another; other columns stay untouched.

    PlanRefused at once where the plan was made for other columns.
    """
    _check_fit(table.layout, plan)
    return _applied(table, plan)


def _applied(table: Table, plan: Plan) -> Iterator[list[str]]:
    layout = table.layout
    pick, places, change = layout.pick(layout.quasi), layout.places(layout.quasi), plan.change()
    for row in table.rows:
        values = change(pick(row))
        if values is not None:
            made = list(row)
            for place, value in zip(places, values, strict=True):
                made[place] = value
            yield made


def outcome(classes: Classes, plan: Plan) -> Classes:
    """The classes of the rows that the plan leaves, without the rows."""
    _check_fit(classes.layout, plan)
    change = plan.change()
    changed = ((change(values), group) for values, group in classes.groups.items())
    return Classes(
        classes.layout, merged((values, group) for values, group in changed if values is not None)
    )


def _check_fit(layout: Layout, plan: Plan) -> None:
    if layout.quasi != plan.quasi:
        raise PlanRefused("the plan was made for other columns")


def _fields(said: object, *names: str) -> list[Any]:
    if not isinstance(said, dict) or set(said) != set(names):
        raise PlanRefused("fields are missing or unknown")
    return [said[name] for name in names]


def _each(said: object, make: Callable[[object], Item]) -> tuple[Item, ...]:
    if not isinstance(said, list):
        raise PlanRefused("a list is something else")
    return tuple(make(one) for one in said)


def _text(said: object) -> str:
    if not isinstance(said, str):
        raise PlanRefused("a text is something else")
    return said


def _texts(said: object) -> tuple[str, ...]:
    return _each(said, _text)


def _coarsened(said: object) -> Coarsened:
    column, steps, codes = _fields(said, "column", "steps", "codes")
    if codes is not None:
        if not isinstance(codes, dict):
            raise PlanRefused("codes are something else")
        codes = {code: _text(value) for code, value in codes.items()}
    return Coarsened(_text(column), _texts(steps), codes)


def _hidden(said: object) -> Hidden:
    values, columns = _fields(said, "values", "columns")
    return Hidden(_texts(values), _texts(columns))
