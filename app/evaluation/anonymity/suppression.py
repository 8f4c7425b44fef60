"""Cells to suppress in small classes, so that they fall into classes that are large enough.

A suppressed cell is a value of its own, as k-anonymity by value has it: rows with the same cells
suppressed and the rest equal are alike, with each other only. They do not count as alike to rows
that still tell the value, although nobody could say that they are not: that would be weaker.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from math import comb
from typing import Final

from app.evaluation.anonymity.classes import Group, Target, merged
from app.evaluation.anonymity.tables import SUPPRESSED, Values

Places = tuple[int, ...]

WORK: Final = 50_000
"""Classes to look at for one number of suppressed cells; where it takes more, the number is left
out. All cells are always tried."""


def cells_to_hide(
    missed: Mapping[Values, Group], places: Sequence[int], target: Target
) -> dict[Values, Places]:
    """For classes that miss the target the cells to suppress; classes that are not named cannot.

    One cell each is tried first, then two, up to all of `places`; among as many, those columns
    first that help most people, then in their order. Only classes that miss the target change, so
    the others stay what they are. Larger classes are not asked to give a row.
    """
    left = dict(missed)
    hidden: dict[Values, Places] = {}
    for size in range(1, len(places) + 1):
        if size < len(places) and comb(len(places), size) * len(left) > WORK:
            continue
        for chosen in _by_help(left, combinations(places, size), target):
            for values in _helped(left, chosen, target):
                hidden[values] = chosen
                del left[values]
    return hidden


def hide(values: Values, places: Places) -> Values:
    """The values with some of them suppressed."""
    made = list(values)
    for place in places:
        made[place] = SUPPRESSED
    return tuple(made)


def _by_help(
    left: Mapping[Values, Group], choices: Iterator[Places], target: Target
) -> list[Places]:
    """The choices that help anybody, most people first."""
    helped = {
        chosen: sum(left[values].people for values in _helped(left, chosen, target))
        for chosen in choices
    }
    return sorted((one for one in helped if helped[one]), key=lambda one: (-helped[one], one))


def _helped(left: Mapping[Values, Group], chosen: Places, target: Target) -> list[Values]:
    """The classes that together reach the target once these cells are suppressed."""
    becomes = {values: hide(values, chosen) for values in left}
    together = merged((becomes[values], group) for values, group in left.items())
    enough = {values for values, group in together.items() if target.is_reached_by(group)}
    return [values for values in left if becomes[values] in enough]
