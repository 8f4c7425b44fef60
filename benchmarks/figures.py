"""Figures: several runs of what is measured, beside several runs of its floor or a fixed limit."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True)
class Figure:
    """What was measured in which unit, and what it is held against.

    With a floor the target is the greatest ratio of the medians, otherwise the greatest value; a
    figure without a target is shown for comparison only.
    """

    group: str
    name: str
    unit: str
    runs: Sequence[float]
    target: float | None = None
    floor: Sequence[float] = ()
    worst_counts: bool = False
    """Whether the greatest run must keep the target (waiting times), not the median."""

    @property
    def ratio(self) -> float | None:
        """Measured by floor, both as medians; None without a floor."""
        return median(self.runs) / median(self.floor) if self.floor else None

    @property
    def is_reached(self) -> bool | None:
        """Whether the target is kept; None without a target."""
        if self.target is None:
            return None
        if self.ratio is not None:
            return self.ratio <= self.target
        return (max(self.runs) if self.worst_counts else median(self.runs)) <= self.target


def compared(
    runs: int, measured: Callable[[], object], floor: Callable[[], object], warm_up: int = 2
) -> tuple[list[float], list[float]]:
    """Milliseconds of both, run in turns so that the state of the machine touches both alike."""
    for _ in range(warm_up):
        measured()
        floor()
    times: tuple[list[float], list[float]] = ([], [])
    for _ in range(runs):
        times[0].append(timed(measured))
        times[1].append(timed(floor))
    return times


def timed(action: Callable[[], object]) -> float:
    """Milliseconds that an action takes, with the garbage of others swept before."""
    gc.collect()
    start = time.perf_counter()
    action()
    return (time.perf_counter() - start) * 1000


HEAD = ("Figure", "min / median / max", "floor: min / median / max", "ratio", "target", "reached")


def cells(figure: Figure) -> tuple[str, ...]:
    """A figure as the cells of a line."""
    if figure.target is None:
        target = "–"
    else:
        target = f"≤ {figure.target:g}{' ×' if figure.floor else f' {figure.unit}'}"
    return (
        figure.name,
        spread(figure.runs, figure.unit),
        spread(figure.floor, figure.unit) if figure.floor else "–",
        f"{figure.ratio:.2f} ×" if figure.ratio is not None else "–",
        target,
        {True: "yes", False: "NO", None: "–"}[figure.is_reached],
    )


def spread(runs: Sequence[float], unit: str) -> str:
    """Least, middle and greatest with three significant digits; one value for a single run."""
    values = (min(runs), median(runs), max(runs)) if len(runs) > 1 else runs
    return " / ".join(_short(value) for value in values) + f" {unit}"


def _short(value: float) -> str:
    return f"{value:,.0f}" if value >= 100 else f"{value:.1f}" if value >= 10 else f"{value:.2f}"


def as_text(figures: Sequence[Figure]) -> str:
    """The figures for a terminal."""
    rows = [cells(figure) for figure in figures]
    widths = [max(len(row[column]) for row in (HEAD, *rows)) for column in range(len(HEAD))]
    lines = []
    group = ""
    for figure, row in zip(figures, rows, strict=True):
        if figure.group != group:
            group = figure.group
            lines += ["", group, _line(HEAD, widths)]
        lines.append(_line(row, widths))
    return "\n".join(lines)


def _line(row: Sequence[str], widths: Sequence[int]) -> str:
    return "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()


def as_markdown(figures: Sequence[Figure]) -> str:
    """The figures as tables for the documentation."""
    lines = []
    group = ""
    for figure in figures:
        if figure.group != group:
            group = figure.group
            lines += ["", f"### {group}", "", _row(HEAD), _row(["---", *["---:"] * 5])]
        lines.append(_row(cells(figure)))
    return "\n".join(lines)


def _row(row: Sequence[str]) -> str:
    return f"| {' | '.join(row)} |"
