"""Several tables of the same people: no small count follows from what is shown of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import product

from app.disclosure import Line, suppress, suppress_linked

Cell = tuple[object, object]
Counts = dict[Cell, int]
ALL = "all"


def table(values: tuple[int, ...], width: int) -> tuple[Counts, list[Line[Cell]]]:
    """A table with its margins, and every sum in it."""
    columns: list[object] = list(range(width))
    rows: list[object] = list(range(len(values) // width))
    cells: Counts = {}
    for value, place in zip(values, product(rows, columns), strict=True):
        cells[place] = value
    for row in rows:
        cells[row, ALL] = sum(cells[row, column] for column in columns)
    for column in [*columns, ALL]:
        cells[ALL, column] = sum(cells[row, column] for row in rows)
    lines = [Line([(row, column) for column in columns], (row, ALL)) for row in [*rows, ALL]]
    lines += [Line([(row, column) for row in rows], (ALL, column)) for column in [*columns, ALL]]
    return cells, lines


def told(width: int, places: int, largest: int) -> Iterator[tuple[Counts, Cell]]:
    """Small counts that a reader of the shown ones works out, among all tables of that shape.

    The reader knows every sum and that no count is negative, and tries all tables.
    """
    every = [table(values, width) for values in product(range(largest + 3), repeat=places)]
    shown_of: dict[frozenset[Cell], list[Counts]] = defaultdict(list)
    for counts, lines in every:
        if max(counts[cell] for cell in counts if ALL not in cell) <= largest:
            found = suppress_linked(counts, lines)
            shown = frozenset(cell for cell, count in found.items() if count is not None)
            shown_of[shown].append(counts)
    for shown, published in shown_of.items():
        possible: dict[tuple[int, ...], list[Counts]] = defaultdict(list)
        order = sorted(shown, key=str)
        for counts, _lines in every:
            possible[tuple(counts[cell] for cell in order)].append(counts)
        for counts in published:
            same = possible[tuple(counts[cell] for cell in order)]
            for cell, count in counts.items():
                if count in (1, 2) and len({other[cell] for other in same}) == 1:
                    yield counts, cell


def test_no_small_count_of_a_table_with_margins_can_be_worked_out() -> None:
    assert list(told(2, 4, 5)) == []


def test_one_line_is_suppressed_as_a_single_table_is() -> None:
    for values in product(range(6), repeat=3):
        cells = dict(zip("abc", values, strict=True))
        alone = suppress(cells)
        linked = suppress_linked({**cells, "all": sum(values)}, [Line(list("abc"), "all")])
        if alone.total is not None:
            assert linked == {**alone.cells, "all": alone.total}
        else:
            assert linked["all"] is None
            assert all(linked[cell] is None for cell in "abc" if cells[cell])


def test_a_margin_that_must_go_is_not_told_by_another_table_of_the_same_people() -> None:
    counts = {"a": 2, "b": 2, "x": 4, "all": 4}
    lines = [Line(["a", "b"], "all"), Line(["x"], "all")]
    assert suppress_linked(counts, lines) == dict.fromkeys(counts)
