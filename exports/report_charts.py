"""The charts of a report, drawn to be read in black and white: SVG for PDF, PNG for DOCX."""

from __future__ import annotations

import functools
import io
from typing import TYPE_CHECKING, Any, Final, Literal

from exports.report_words import MINUS
from exports.text import carried_text

if TYPE_CHECKING:
    from exports.columns import Language
    from exports.report import Chart, Series

WIDTH_INCHES: Final = 6.3
HEIGHT_INCHES: Final = 2.9
DOTS_PER_INCH: Final = 200

_INK: Final = "#1a1a1a"
_GRID: Final = "#d0d0d0"
_TONES: Final = ("#1a1a1a", "#8c8c8c", "#d9d9d9", "#5a5a5a")
_LINE_TONES: Final = ("#1a1a1a", "#5f5f5f", "#8a8a8a", "#3c3c3c")
_DASHES: Final = ("solid", (0, (6, 2)), (0, (2, 1.5)), (0, (7, 2, 1.5, 2)))
_MARKERS: Final = ("o", "s", "^", "D")
_HATCHES: Final = ("", "///", "", "xxx", "\\\\\\", "")
_PLAN_DASHES: Final = (0, (1.2, 1.6))
_MOST_TICKS: Final = 14
_LONGEST_TICK: Final = 24
_LONGEST_NAME: Final = 40
# No dates, no random names: the same figures give the same bytes.
_SETTINGS: Final[Any] = {
    "svg.hashsalt": "pilotbuch",
    "svg.fonttype": "path",
    "path.simplify": False,
    "font.family": ["DejaVu Sans", "Last Resort High-Efficiency"],
    "font.size": 8,
    "axes.unicode_minus": True,
    "text.parse_math": False,
    "hatch.linewidth": 0.6,
}


def draw(chart: Chart, language: Language, form: Literal["svg", "png"]) -> bytes:
    """The chart as a picture 16 cm wide; its title and its words for the blind stand outside it."""
    _prepare()
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    stream = io.BytesIO()
    figure = Figure(figsize=(WIDTH_INCHES, HEIGHT_INCHES), layout="constrained")
    FigureCanvasAgg(figure)
    axes = figure.add_subplot()
    draw_series = _lines if chart.kind == "lines" else _bars
    draw_series(axes, chart)
    _frame(axes, chart, language)
    if len(chart.series) > 1:
        figure.legend(
            loc="outside lower center",
            ncols=min(len(chart.series), 3),
            frameon=False,
            handlelength=3.2,
        )
    metadata = {"Date": None} if form == "svg" else {"Software": None}
    figure.savefig(
        stream,
        format=form,
        dpi=DOTS_PER_INCH,
        metadata=metadata,
        transparent=form == "svg",
    )
    return stream.getvalue()


@functools.cache
def _prepare() -> None:
    # The library knows these for the whole process only; nobody else draws with it.
    import matplotlib as mpl

    mpl.rcParams.update(_SETTINGS)


def _lines(axes: Any, chart: Chart) -> None:
    places = range(len(chart.ticks))
    for number, series in enumerate(chart.series):
        style = number % len(_DASHES)
        axes.plot(
            places,
            _values(series),
            label=_short(series.name, _LONGEST_NAME),
            color=_LINE_TONES[style],
            linestyle=_PLAN_DASHES if series.is_plan else _DASHES[style],
            linewidth=1.3,
            marker=_MARKERS[(number + number // len(_DASHES)) % len(_MARKERS)],
            markersize=4,
            markerfacecolor="white" if series.is_plan else _LINE_TONES[style],
            markevery=max(1, len(chart.ticks) // 12),
        )


def _bars(axes: Any, chart: Chart) -> None:
    width = 0.8 / max(1, len(chart.series))
    for number, series in enumerate(chart.series):
        style = number % len(_TONES)
        shift = (number - (len(chart.series) - 1) / 2) * width
        axes.bar(
            [place + shift for place in range(len(chart.ticks))],
            [0 if value is None else value for value in series.values],
            width * 0.92,
            label=_short(series.name, _LONGEST_NAME),
            facecolor="white" if series.is_plan else _TONES[style],
            hatch="....." if series.is_plan else _HATCHES[number % len(_HATCHES)] or None,
            edgecolor=_INK,
            linewidth=0.7,
        )


def _frame(axes: Any, chart: Chart, language: Language) -> None:
    from matplotlib.ticker import FuncFormatter, MaxNLocator

    count = len(chart.ticks)
    step = max(1, -(-count // _MOST_TICKS))
    shown = range(0, count, step)
    axes.set_xticks(list(shown), [_short(chart.ticks[place], _LONGEST_TICK) for place in shown])
    if any(len(chart.ticks[place]) * len(shown) > 90 for place in shown):
        axes.tick_params(axis="x", labelrotation=30)
        for label in axes.get_xticklabels():
            label.set_horizontalalignment("right")
            label.set_rotation_mode("anchor")
    axes.set_ylabel(_short(chart.unit, _LONGEST_NAME), color=_INK)
    whole = all(float(value).is_integer() for value in _known(chart))
    axes.yaxis.set_major_locator(MaxNLocator(nbins=6, integer=whole and _span(chart) > 0))
    axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _place: _figure(value, language)))
    if min(_known(chart), default=0) >= 0:
        axes.set_ylim(bottom=0)
    axes.grid(axis="y", color=_GRID, linewidth=0.6)
    axes.set_axisbelow(True)
    axes.tick_params(length=0, colors=_INK)
    for side in ("top", "right", "left"):
        axes.spines[side].set_visible(False)
    axes.spines["bottom"].set_color(_INK)


def _values(series: Series) -> list[float]:
    """What nobody can tell is a gap in the line."""
    return [float("nan") if value is None else value for value in series.values]


def _known(chart: Chart) -> list[float]:
    return [value for series in chart.series for value in series.values if value is not None]


def _span(chart: Chart) -> float:
    values = _known(chart)
    return max(values) - min(0, *values) if values else 0


def _short(text: str, longest: int) -> str:
    """A name on one line; the table of the same figures tells it whole."""
    line = " ".join(carried_text(text).split())
    return line if len(line) <= longest else f"{line[: longest - 1]}…"


def _figure(value: float, language: Language) -> str:
    digits = f"{value:,.10f}".rstrip("0").rstrip(".") or "0"
    digits = digits.replace("-", MINUS)
    return digits.translate(str.maketrans(",.", ".,")) if language == "de" else digits
