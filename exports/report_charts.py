"""The charts of a report, drawn to be read in black and white: SVG for PDF, PNG for DOCX."""

from __future__ import annotations

import functools
import io
from textwrap import fill
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
_TONES: Final = ("#8c8c8c", "#d9d9d9", "#1a1a1a", "#5a5a5a")
_LINE_TONES: Final = ("#1a1a1a", "#5f5f5f", "#8a8a8a", "#3c3c3c")
_DASHES: Final = ("solid", (0, (6, 2)), (0, (2, 1.5)), (0, (7, 2, 1.5, 2)))
_MARKERS: Final = ("o", "s", "^", "D")
_HATCHES: Final = ("", "///", "", "xxx", "\\\\\\", "")
_PLAN_DASHES: Final = (0, (1.2, 1.6))
_TALLEST_INCHES: Final = 7.5
_BAR_INCHES: Final = 0.17
_AIR: Final = 1.06
_LETTERS: Final = 92
_LONG_TICK: Final = 10
_LONGEST_TICK: Final = 60
_TICK_LINE: Final = 32
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

    lies = _lies(chart)
    height = _height_lying(chart) if lies else HEIGHT_INCHES
    figure = Figure(figsize=(WIDTH_INCHES, height), layout="constrained")
    FigureCanvasAgg(figure)
    axes = figure.add_subplot()
    if chart.kind == "lines":
        _lines(axes, chart)
    else:
        _bars(axes, chart, lies=lies)
    _name_ticks(axes, chart, lies=lies)
    _frame(axes, chart, language, lies=lies)
    if len(chart.series) > 1:
        figure.legend(
            loc="outside lower center",
            ncols=min(len(chart.series), 3),
            frameon=False,
            handlelength=3.2,
        )
    stream = io.BytesIO()
    metadata = {"Date": None} if form == "svg" else {"Software": None}
    clear = form == "svg"
    figure.savefig(stream, format=form, dpi=DOTS_PER_INCH, metadata=metadata, transparent=clear)
    return stream.getvalue()


def _lies(chart: Chart) -> bool:
    """Bars with long names lie, so that the names can be read."""
    return chart.kind == "bars" and any(len(tick) > _LONG_TICK for tick in chart.ticks)


def _height_lying(chart: Chart) -> float:
    bars = len(chart.ticks) * (len(chart.series) + 1)
    return min(_TALLEST_INCHES, 0.8 + bars * _BAR_INCHES)


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


def _bars(axes: Any, chart: Chart, *, lies: bool) -> None:
    width = 0.8 / max(1, len(chart.series))
    for number, series in enumerate(chart.series):
        style = number % len(_TONES)
        shift = (number - (len(chart.series) - 1) / 2) * width
        places = [place + shift for place in range(len(chart.ticks))]
        values = [0 if value is None else value for value in series.values]
        draw_bars = axes.barh if lies else axes.bar
        draw_bars(
            places,
            values,
            width * 0.92,
            label=_short(series.name, _LONGEST_NAME),
            facecolor="white" if series.is_plan else _TONES[style],
            hatch="....." if series.is_plan else _HATCHES[number % len(_HATCHES)] or None,
            edgecolor=_INK,
            linewidth=0.7,
        )


def _name_ticks(axes: Any, chart: Chart, *, lies: bool) -> None:
    names = [_short(tick, _LONGEST_TICK) for tick in chart.ticks]
    if lies:
        axes.set_yticks(range(len(names)), [fill(name, _TICK_LINE) for name in names])
        axes.invert_yaxis()
        return
    longest = max((len(name) for name in names), default=1)
    most = max(2, _LETTERS // (longest + 2))
    step = max(1, -(-len(names) // most))
    # Counted from the end: the last day is the one that the report is about.
    shown = range(len(names) - 1, -1, -step)
    axes.set_xticks(list(shown), [names[place] for place in shown])


def _frame(axes: Any, chart: Chart, language: Language, *, lies: bool) -> None:
    from matplotlib.ticker import FuncFormatter, MaxNLocator

    scale, unit, limit = (
        (axes.xaxis, axes.set_xlabel, axes.set_xlim)
        if lies
        else (axes.yaxis, axes.set_ylabel, axes.set_ylim)
    )
    unit(_short(chart.unit, _LONGEST_NAME), color=_INK)
    whole = all(float(value).is_integer() for value in _known(chart))
    scale.set_major_locator(MaxNLocator(nbins=6, integer=whole and _span(chart) > 0))
    scale.set_major_formatter(FuncFormatter(lambda value, _place: _figure(value, language)))
    if min(_known(chart), default=0) >= 0:
        limit(0, _span(chart) * _AIR or 1)
    axes.grid(axis="x" if lies else "y", color=_GRID, linewidth=0.6)
    axes.set_axisbelow(True)
    axes.tick_params(length=0, colors=_INK)
    base = "left" if lies else "bottom"
    for side in ("top", "right", "left", "bottom"):
        axes.spines[side].set_visible(side == base)
    axes.spines[base].set_color(_INK)


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
