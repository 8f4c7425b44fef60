"""The charts of people on the overview: figure, table and finding in the reader's language."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from app import charts
from app.access import Permission
from app.formats import day as written_day
from app.formats import number
from app.participants.labels import EXIT_REASONS, OUTCOME
from app.participants.rules import places
from app.pilots.preset import Preset
from app.reporting import rules
from app.reporting.concerns import address
from app.reporting.figures.rules import NOT_STATED, Scope, whole_scope
from app.reporting.queries import Overview, PeopleFigures
from app.reporting.ways import Cell, Written, along, behind, linked
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
    writers: Sequence[Callable[[Any], Written]]

    @property
    def rows(self) -> Iterator[list[Written]]:
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
    url: str | None = None
    """The rows behind it all, for whoever may see them."""


def of_people(found: Overview, preset: Preset, language: str) -> list[Picture]:
    """Stages, admissions against plan, cases over time, dwell, outcomes, reasons of exit."""
    scope = whole_scope(preset.notice, found.day)
    return [
        _stages(found.people, preset, language, scope),
        _admissions(found, preset),
        _cases(found, preset),
        _dwell(found, preset, scope),
        _outcomes(found.people, scope),
        _reasons(found.people, scope),
    ]


def shown(count: int | None) -> str:
    """A count; a small one that is protected shows as such."""
    return _("geschützt") if count is None else number(count)


def title_of(entry: Any, language: str) -> str:
    found: str = entry.title_en if language == "en" and entry.title_en else entry.title_de
    return found


@lru_cache(maxsize=256)
def wrapped(text: str) -> str:
    return "<br>".join(textwrap.wrap(text, WIDTH))


def tenths(value: float) -> str:
    return number(value, 1)


def _stages(people: PeopleFigures, preset: Preset, language: str, scope: Scope) -> Picture:
    titles = {
        stage.number: f"{stage.number} {title_of(stage, language)}" for stage in preset.stages
    }
    titles[0] = _("ohne Baustein")
    cells = people.stages.cells
    figure = charts.bars(
        [wrapped(titles[stage]) for stage in cells],
        list(cells.values()),
        [shown(count) for count in cells.values()],
        _("Personen"),
    )
    rows = [
        (titles[stage], Cell(count, (f"stage:{stage or NOT_STATED}", scope)))
        for stage, count in cells.items()
    ]
    total = (_("Summe"), Cell(people.stages.total, ("in_care", scope)))
    return Picture(
        "stages",
        _("In Betreuung nach Baustein"),
        figure,
        Table([_("Baustein"), _("Personen")], [*rows, total], (str, linked(shown))),
        _("%(count)s Personen in Betreuung.", count=shown(people.in_care)),
        _in_care(scope),
    )


def _in_care(scope: Scope) -> str | None:
    """The figure for whoever reads reports, otherwise the list of the day of account."""
    return behind("in_care", scope) or address(
        "participants.index", Permission.PARTICIPANTS, state="in_care"
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
    admitted = zip(found.people.admissions, ends, strict=True)
    rows = list(zip(ends, admitted, planned, strict=False))
    summary = _(
        "%(count)s von %(target)s; linear geplant %(planned)s. Annahme: gleichmäßig bis zum "
        "letzten Eintritt mit voller Verweildauer am %(last)s.",
        count=shown(found.people.admitted),
        target=number(preset.target.participants),
        planned=number(rules.planned_admissions(preset, found.day)),
        last=written_day(rules.last_full_entry(preset)),
    )
    head = [_("bis"), _("aufgenommen"), _("Plan")]
    way = along("admitted", preset.notice.starts_on, shown)
    table = Table(head, rows, (written_day, way, tenths))
    url = behind("admitted", whole_scope(preset.notice, found.day))
    return Picture("admissions", _("Aufnahmen gegen Plan"), figure, table, summary, url)


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
    in_care = zip(people.in_care_by_month, ends, strict=True)
    rows = list(zip(ends, in_care, by_month, strict=False))
    summary = _(
        "%(count)s in Betreuung auf %(places)s Plätzen "
        "(Fallzahlschlüssel 1\u00a0:\u00a0%(ratio)s).",
        count=shown(people.in_care),
        places=number(there),
        ratio=ratio,
    )
    head = [_("am"), _("in Betreuung"), _("Plätze")]
    way = along("in_care", preset.notice.starts_on, shown)
    table = Table(head, rows, (written_day, way, number))
    url = address("caseload.index", Permission.PARTICIPANTS)
    return Picture("cases", _("Fälle im Zeitverlauf"), figure, table, summary, url)


def _dwell(found: Overview, preset: Preset, scope: Scope) -> Picture:
    dwell, target = found.people.dwell, preset.target
    in_care = ("in_care", scope)
    named = [
        (_("abgeschlossen, im Mittel"), dwell.mean_completed, ("dwell_mean", scope)),
        (_("abgeschlossen, im Median"), found.people.median_days, ("dwell_median", scope)),
        (_("laufend, im Mittel"), dwell.mean_open, in_care),
        (_("laufend, am längsten"), dwell.longest_open, in_care),
    ]
    kept = [each for each in named if each[1] is not None] or [(named[0][0], 0.0, named[0][2])]
    months = [(days or 0) / DAYS_IN_MONTH for _name, days, _way in kept]
    planned = target.planned_mean_dwell_months
    figure = charts.bars(
        [wrapped(name) for name, _days, _way in kept],
        [round(each, 2) for each in months],
        [number(each, 1) for each in months],
        _("Monate"),
        reference=(_("geplantes Mittel %(months)d", months=planned), planned),
    )
    rows = [
        (name, Cell(days, way), each) for (name, days, way), each in zip(kept, months, strict=True)
    ]
    summary = _(
        "Geplant sind im Mittel %(mean)d Monate, höchstens %(maximum)d. Abgeschlossene "
        "Aufenthalte: %(completed)s.",
        mean=planned,
        maximum=target.maximum_dwell_months,
        completed=shown(found.people.exited),
    )
    head = [_("Aufenthalte"), _("Tage"), _("Monate")]
    table = Table(head, rows, (str, linked(tenths), tenths))
    url = address("dwell.index", Permission.PARTICIPANTS) or behind("dwell_mean", scope)
    return Picture("dwell", _("Verweildauer in Monaten"), figure, table, summary, url)


def _outcomes(people: PeopleFigures, scope: Scope) -> Picture:
    summary = _(
        "Wohin die %(count)s ausgetretenen Personen gegangen sind, soweit beim Austritt bekannt.",
        count=shown(people.exited),
    )
    parts = _Parts("outcome", _("Verbleib"), OUTCOME, people.outcomes)
    return _exits(parts, people.exited, _("Verbleib beim Austritt"), summary, scope)


def _reasons(people: PeopleFigures, scope: Scope) -> Picture:
    summary = _("Warum Aufenthalte zu Ende gegangen sind.")
    parts = _Parts("exited_here", _("Grund"), EXIT_REASONS, people.reasons)
    return _exits(parts, people.exited, _("Gründe des Austritts"), summary, scope)


@dataclass(frozen=True)
class _Parts:
    """Exits by some code: the figure they are of, the head of the codes, their words, counts."""

    name: str
    head: str
    words: Mapping[str, Any]
    counts: Mapping[str, int | None]

    @property
    def ordered(self) -> list[tuple[str, str, int | None]]:
        """Code, word and count in the order of the code list; what is not stated last."""
        known = [code for code in self.words if code in self.counts]
        rest = sorted(set(self.counts).difference(known), key=lambda code: code == NOT_STATED)
        words = {code: str(self.words.get(code, code)) for code in (*known, *rest)}
        if NOT_STATED in words:
            words[NOT_STATED] = _("ohne Angabe")
        return [(code, word, self.counts[code]) for code, word in words.items()]


def _exits(parts: _Parts, exited: int | None, title: str, summary: str, scope: Scope) -> Picture:
    found = parts.ordered
    figure = charts.bars(
        [wrapped(word) for _code, word, _count in found],
        [count for _code, _word, count in found],
        [shown(count) for _code, _word, count in found],
        _("Personen"),
    )
    figure["layout"]["height"] = max(120, 60 + 34 * len(found))
    rows = [(word, Cell(count, (f"{parts.name}:{code}", scope))) for code, word, count in found]
    rows.append((_("Summe"), Cell(exited, ("exited", scope))))
    table = Table([parts.head, _("Personen")], rows, (str, linked(shown)))
    return Picture(parts.name, title, figure, table, summary, behind("exited", scope))
