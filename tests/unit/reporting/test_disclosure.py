"""Small cells stay hidden, and no total gives them away."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.disclosure import at_least, suppress

COUNTS = st.lists(st.integers(0, 9), min_size=1, max_size=4)


def shown(counts: list[int], k: int = 3) -> tuple[list[int | None], int | None]:
    found = suppress(dict(enumerate(counts)), k)
    return [found.cells[at] for at in range(len(counts))], found.total


@pytest.mark.parametrize(
    ("counts", "cells", "total"),
    [
        ([5, 8, 30], [5, 8, 30], 43),
        ([0, 8, 30], [0, 8, 30], 38),
        ([2, 8, 30, 6], [None, 8, 30, None], 46),
        ([1, 2, 30], [None, None, 30], 33),
        ([1, 1, 30, 5], [None, None, 30, None], 37),
        ([2, 2, 30, 5], [None, None, 30, None], 39),
        ([4, 4, 2], [None, None, None], 10),
        ([2, 0, 0], [None, None, None], None),
        ([2, 0, 9], [None, 0, None], 11),
        ([1], [None], None),
        ([1, 1, 1], [None, None, None], None),
    ],
)
def test_a_small_cell_takes_the_next_smallest_with_it(
    counts: list[int], cells: list[int | None], total: int | None
) -> None:
    assert shown(counts) == (cells, total)


@given(COUNTS)
def test_nobody_can_compute_a_hidden_cell_from_the_total(counts: list[int]) -> None:
    """Whatever else would have looked the same leaves each hidden cell at least two values."""
    cells, total = shown(counts)
    assert all(cell is None or cell == 0 or cell >= 3 for cell in cells)
    if total is None:
        return
    hidden = [at for at, cell in enumerate(cells) if cell is None]
    missing = total - sum(cell for cell in cells if cell is not None)
    possible = [
        guess
        for guess in product(range(missing + 1), repeat=len(hidden))
        if sum(guess) == missing and shown(_filled(cells, hidden, guess)) == (cells, total)
    ]
    for place in range(len(hidden)):
        assert len({guess[place] for guess in possible}) > 1


def _filled(cells: list[int | None], hidden: list[int], guess: tuple[int, ...]) -> list[int]:
    given_back = dict(zip(hidden, guess, strict=True))
    return [given_back.get(at, 0) if cell is None else cell for at, cell in enumerate(cells)]


@given(COUNTS)
def test_with_no_threshold_everything_is_shown(counts: list[int]) -> None:
    assert shown(counts, k=0) == (counts, sum(counts))


def test_a_single_figure_of_few_people_is_hidden() -> None:
    assert [at_least(count) for count in (0, 1, 2, 3)] == [0, None, None, 3]
