"""Which figures add up to which, and which may be shown to whom. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from app.disclosure import Line, suppress_linked
from app.reporting.figures.rules import DECLARED, Figures, Unit, name_of, part_of

FORMULAS: Mapping[str, Sequence[tuple[int, str]]] = {
    "remaining": ((1, "planned"), (-1, "spent_to_date")),
    "spent_to_date": ((1, "spent_before"), (1, "spent")),
    "cash_closing": ((1, "cash_opening"), (1, "income"), (-1, "spent")),
}
"""Figures that follow from others: these added, with their sign."""


def guarded(found: Figures, k: int) -> dict[str, int | None]:
    """The figures without counts from 1 to k − 1 people, and without what would give them away.

    Means of stays fewer than k go too. Which counts add up to which is told to the same rule that
    protects tables (`app.disclosure`).
    """
    people = {
        key: value
        for key, value in found.items()
        if DECLARED[name_of(key)].unit is Unit.PEOPLE and value is not None
    }
    lines = [
        Line([key for key in people if name_of(key) == name and part_of(key)], total)
        for name, total in (("stage", "in_care"), ("exited_here", "exited_here"))
    ]
    lines.append(Line([key for key in people if name_of(key) == "outcome"], "exited"))
    for here, whole in (("admitted_here", "admitted"), ("exited_here", "exited")):
        if here in people and whole in people:
            before = people[whole] - people[here]
            # Of the time since the start both are the same, by whatever they are divided.
            parts = [here, f"{whole}_before"] if before else [here]
            people |= dict.fromkeys(parts[1:], before)
            lines.append(Line(parts, whole))
    shown = suppress_linked(people, [line for line in lines if line.total in people], k)
    if None in (shown.get("exited"), shown.get("in_care")):
        # Who was admitted is in care or has left: shown beside one, it tells the other.
        told = people.get("admitted")
        shown |= {key: None for key in ("admitted", "admitted_here") if people.get(key) == told}
    few = (people.get("exited") or 0) < k
    return {
        key: None
        if few and name_of(key) in {"dwell_mean", "dwell_median"}
        else shown.get(key, value)
        for key, value in found.items()
    }
