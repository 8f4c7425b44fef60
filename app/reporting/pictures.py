"""The charts of the overview: figure, table and finding in the reader's language."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from app import charts
from app.finance.outlook.rules import planned_by_month
from app.formats import day as written_day
from app.formats import money, number, percent
from app.participants.rules import places
from app.pilots.preset import Preset
from app.reporting import rules
from app.reporting.queries import MoneyFigures, Overview, PeopleFigures
from app.wording import gettext as _

DAYS_IN_MONTH = 365.25 / 12
"""Days become months of this length for reading; decisions count calendar months."""
WIDTH = 28
"""Characters of a line of a bar's label."""


@dataclass(frozen=True)
class Table:
    """The figures behind a chart; they are written out when the page is."""

    head: Sequence[str]
    values: Sequence[Sequence[Any]]
    writers: Sequence[Callable[[Any], str]]

    @property
    def rows(self) -> Iterator[list[str]]:
        """The cells as people read them."""
        for row in self.values:
            yield [write(value) for write, value in zip(self.writers, row, strict=True)]


@dataclass(frozen=True)
class Picture:
    """A chart with what stands around it, as the macro `chart` takes it."""

    id: str
    title: str
    figure: charts.Figure
    table: Table
    summary: str


def of_people(found: Overview, preset: Preset, language: str) -> list[Picture]:
    """Stages, admissions against plan, cases over time, dwell."""
    return [
        _stages(found.people, preset, language),
        _admissions(found, preset),
        _cases(found, preset),
        _dwell(found, preset),
    ]


def of_money(found: MoneyFigures, preset: Preset, day: date, language: str) -> list[Picture]:
    """Plan and payments by position, and in the course of time."""
    return [_positions(found, preset, day, language), _spending(found, preset, day)]


def shown(count: int | None) -> str:
    """A count; a small one that is protected shows as such."""
    return _("geschützt") if count is None else number(count)


def _title(entry: Any, language: str) -> str:
    found: str = entry.title_en if language == "en" and entry.title_en else entry.title_de
    return found


@lru_cache(maxsize=256)
def _wrapped(text: str) -> str:
    return "<br>".join(textwrap.wrap(text, WIDTH))


def _tenths(value: float) -> str:
    return number(value, 1)


def _stages(people: PeopleFigures, preset: Preset, language: str) -> Picture:
    titles = {stage.number: f"{stage.number} {_title(stage, language)}" for stage in preset.stages}
    titles[0] = _("ohne Baustein")
    cells = people.stages.cells
    figure = charts.bars(
        [_wrapped(titles[stage]) for stage in cells],
        list(cells.values()),
        [shown(count) for count in cells.values()],
        _("Personen"),
    )
    rows = [*((titles[stage], count) for stage, count in cells.items())]
    return Picture(
        "stages",
        _("In Betreuung nach Baustein"),
        figure,
        Table(
            [_("Baustein"), _("Personen")], [*rows, (_("Summe"), people.stages.total)], (str, shown)
        ),
        _("%(count)s Personen in Betreuung.", count=shown(people.in_care)),
    )


def _admissions(found: Overview, preset: Preset) -> Picture:
    ends, planned_ends = (rules.month_ends(preset.notice, until) for until in (found.day, None))
    planned = [round(people, 1) for people in rules.planned_course(preset, planned_ends)]
    figure = charts.lines(
        [
            charts.Line(_("aufgenommen"), ends, found.people.admissions),
            charts.Line(_("Plan"), planned_ends, planned, is_plan=True),
        ]
    )
    rows = list(zip(ends, found.people.admissions, planned, strict=False))
    summary = _(
        "%(count)s von %(target)s; linear geplant %(planned)s. Annahme: gleichmäßig bis zum "
        "letzten Eintritt mit voller Verweildauer am %(last)s.",
        count=shown(found.people.admitted),
        target=number(preset.target.participants),
        planned=number(rules.planned_admissions(preset, found.day)),
        last=written_day(rules.last_full_entry(preset)),
    )
    head = [_("bis"), _("aufgenommen"), _("Plan")]
    table = Table(head, rows, (written_day, shown, _tenths))
    return Picture("admissions", _("Aufnahmen gegen Plan"), figure, table, summary)


def _cases(found: Overview, preset: Preset) -> Picture:
    ends, all_ends = (rules.month_ends(preset.notice, until) for until in (found.day, None))
    people, ratio = found.people, preset.target.caseload_ratio
    there = sum(places(ratio, post.fte_percent) for post in people.posts)
    by_month = people.places_by_month
    figure = charts.lines(
        [
            charts.Line(_("in Betreuung"), ends, people.in_care_by_month),
            charts.Line(_("Plätze"), all_ends, by_month, is_plan=True),
        ]
    )
    rows = list(zip(ends, people.in_care_by_month, by_month, strict=False))
    summary = _(
        "%(count)s in Betreuung auf %(places)s Plätzen "
        "(Fallzahlschlüssel 1\u00a0:\u00a0%(ratio)s).",
        count=shown(people.in_care),
        places=number(there),
        ratio=ratio,
    )
    head = [_("am"), _("in Betreuung"), _("Plätze")]
    table = Table(head, rows, (written_day, shown, number))
    return Picture("cases", _("Fälle im Zeitverlauf"), figure, table, summary)


def _dwell(found: Overview, preset: Preset) -> Picture:
    dwell, target = found.people.dwell, preset.target
    named = [
        (_("abgeschlossen, im Mittel"), dwell.mean_completed),
        (_("laufend, im Mittel"), dwell.mean_open),
        (_("laufend, am längsten"), dwell.longest_open),
    ]
    kept = [(name, days) for name, days in named if days is not None] or [(named[0][0], 0.0)]
    planned = target.planned_mean_dwell_months
    figure = charts.bars(
        [_wrapped(name) for name, _days in kept],
        [round(days / DAYS_IN_MONTH, 2) for _name, days in kept],
        [number(days / DAYS_IN_MONTH, 1) for _name, days in kept],
        _("Monate"),
        reference=(_("geplantes Mittel %(months)d", months=planned), planned),
    )
    rows = [(name, days, days / DAYS_IN_MONTH) for name, days in kept]
    summary = _(
        "Geplant sind im Mittel %(mean)d Monate, höchstens %(maximum)d. Abgeschlossene "
        "Aufenthalte: %(completed)d.",
        mean=planned,
        maximum=target.maximum_dwell_months,
        completed=dwell.completed,
    )
    head = [_("Aufenthalte"), _("Tage"), _("Monate")]
    table = Table(head, rows, (str, _tenths, _tenths))
    return Picture("dwell", _("Verweildauer in Monaten"), figure, table, summary)


def _positions(found: MoneyFigures, preset: Preset, day: date, language: str) -> Picture:
    titles = {each.code: f"{each.code} {_title(each, language)}" for each in preset.positions}
    shares = [
        line.paid_cents / line.planned_cents if line.planned_cents else None for line in found.lines
    ]
    passed = rules.elapsed(preset.notice, day)
    figure = charts.bars(
        [_wrapped(titles[line.position]) for line in found.lines],
        [None if part is None else round(part * 100, 1) for part in shares],
        [percent(part) for part in shares],
        _("ausgegeben"),
        reference=(_("Zeit %(share)s", share=percent(passed)), round(passed * 100, 1)),
        unit="\u00a0%",
    )
    figure["layout"]["height"] = _height(found)
    rows = [
        (
            titles[line.position],
            line.planned_cents,
            line.paid_cents,
            line.committed_cents,
            line.remaining_cents,
            part,
        )
        for line, part in zip(found.lines, shares, strict=True)
    ]
    head = [_("Position"), _("Ansatz"), _("Ausgaben"), _("Vorgemerkt"), _("Rest"), _("Anteil")]
    summary = _(
        "Ausgaben in Prozent des Ansatzes. Vom Bewilligungszeitraum sind %(passed)s vergangen, "
        "von der Zuwendung %(spent)s ausgegeben.",
        passed=percent(passed),
        spent=percent(found.spent_cents / found.granted_cents if found.granted_cents else None),
    )
    table = Table(head, rows, (str, money, money, money, money, percent))
    return Picture("positions", _("Mittel nach Position"), figure, table, summary)


def _height(found: MoneyFigures) -> int:
    """Pixels that leave each position two lines of text; both charts of money have it."""
    return 60 + 44 * len(found.lines)


def _spending(found: MoneyFigures, preset: Preset, day: date) -> Picture:
    ends, all_ends = (rules.month_ends(preset.notice, until) for until in (day, None))
    spent = rules.cumulated(found.by_month, ends)
    planned = planned_by_month(preset.notice, found.planned_by_year)
    figure = charts.lines(
        [
            charts.Line(_("ausgegeben"), ends, [cents / 100 for cents in spent]),
            charts.Line(_("Plan"), all_ends, [cents / 100 for cents in planned], is_plan=True),
        ],
        unit="\u00a0€",
    )
    figure["layout"]["height"] = _height(found)
    rows = list(zip(ends, spent, planned, strict=False))
    head = [_("bis"), _("ausgegeben"), _("Plan")]
    summary = _("Plan: die Ansätze der Kalenderjahre, gleichmäßig auf ihre Monate verteilt.")
    table = Table(head, rows, (written_day, money, money))
    return Picture("spending", _("Ausgaben seit Beginn"), figure, table, summary)
