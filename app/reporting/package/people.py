"""People in the factual report: who came, in which stage, how long, where to; no small counts."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from datetime import date, timedelta

from flask_babel import gettext as _

from app.disclosure import FEWEST, at_least, suppress
from app.formats import day, number
from app.participants import figures
from app.participants.capacity import rules as capacity
from app.participants.capacity.forecast import expected
from app.participants.capacity.queries import situation
from app.participants.dwell.queries import stays as stays_of
from app.periods import day_after
from app.reporting import rules
from app.reporting.figures.labels import part_label
from app.reporting.figures.rules import declared, name_of, part_of
from app.reporting.package.material import Material, figure_table, guard_note, protected, shown
from app.reporting.package.rules import (
    Count,
    course_days,
    days_of_months,
    told_admissions,
    told_caseload,
)
from exports.report import Chart, Head, Series, Table, Value

Shown = list[Table | Chart]


def people(material: Material) -> Shown:
    """How many were admitted, are in care, have left."""
    keys = ("admitted", "admitted_here", "in_care", "exited", "exited_here")
    title = _("Teilnehmende am %(day)s", day=day(material.last))
    return [figure_table(material, "people", title, keys, "number", _("Personen"))]


def stages(material: Material) -> Shown:
    """Those in care by stage."""
    title = _("In Betreuung nach Baustein am %(day)s", day=day(material.last))
    table = _by_part(material, "stages", title, "stage", "in_care", _("Baustein"))
    return [table, _bars("stages", title, table)]


def exits(material: Material) -> Shown:
    """Why people left in the period, and where all who have left are."""
    reasons = _by_part(
        material,
        "exits",
        _("Austritte im Zeitraum nach Grund"),
        "exited_here",
        "exited_here",
        _("Grund"),
    )
    outcomes = _by_part(
        material,
        "outcomes",
        _("Verbleib beim Austritt, seit Beginn"),
        "outcome",
        "exited",
        _("Verbleib"),
    )
    return [reasons, outcomes, _bars("outcomes", outcomes.title, outcomes)]


def _by_part(material: Material, key: str, title: str, name: str, total: str, head: str) -> Table:
    """A figure by its parts, with its total as the last row: it may be protected, or hold parts
    that are."""
    keys = [one for one in material.exact if name_of(one) == name and part_of(one)]
    kind = declared(name).part
    rows: list[tuple[Value, Value]] = [
        (part_label(kind, part_of(one), material.preset), material.value(one)) for one in keys
    ]
    rows.append((_("Summe"), material.value(total)))
    return Table(
        key=key,
        title=title,
        heads=[Head(label=head), Head(label=_("Personen"), kind="number")],
        rows=rows,
        note=guard_note(value for _part, value in rows),
        addresses=material.addresses({(at, 1): one for at, one in enumerate([*keys, total])}),
    )


def _bars(key: str, title: str, table: Table) -> Chart:
    """The rows of a table of parts as bars; what is protected has none."""
    *parts, (_name, total) = table.rows
    told = [(str(name), value if isinstance(value, int) else None) for name, value in parts]
    return Chart(
        key=key,
        title=title,
        kind="bars",
        ticks=[name for name, _value in told],
        series=[Series(name=_("Personen"), values=[value for _name, value in told])],
        unit=_("Personen"),
        alternative=_(
            "%(parts)s; zusammen %(total)s.",
            parts=", ".join(f"{name}: {_said(value)}" for name, value in parts) or "–",
            total=_said(total),
        ),
    )


def _said(value: Value) -> str:
    return value if isinstance(value, str) else number(value if isinstance(value, int) else None)


def admissions(material: Material) -> Shown:
    """Admitted people against the plan, in the course of the period."""
    days, before, counts = _course(material)
    admitted = _where_told(material, told_admissions(before, counts))
    planned = [round(rules.planned_admissions(material.preset, end)) for end in days]
    title = _("Aufnahmen gegen Plan")
    heads = (_("aufgenommen"), _("Plan"))
    assumed = _(
        "Plan: gleichmäßig bis zum letzten Eintritt mit voller Verweildauer am %(last)s.",
        last=day(rules.last_full_entry(material.preset)),
    )
    return _lines("admissions", title, days, (admitted, planned), heads, assumed)


def caseload(material: Material) -> Shown:
    """People in care against the places of the posts, in the course of the period."""
    days, before, counts = _course(material)
    ratio = material.preset.target.caseload_ratio
    in_care = _where_told(material, told_caseload(before, counts))
    places = figures.places_at(material.pilot.id, ratio, days)
    title = _("In Betreuung und Plätze (Fallzahlschlüssel 1 : %(ratio)d)", ratio=ratio)
    heads = (_("in Betreuung"), _("Plätze"))
    found = _lines("caseload", title, days, (in_care, places), heads, "")
    return [*found, *([_by_post(material)] if material.preset.reports.per_coach else [])]


def _by_post(material: Material) -> Table:
    """Cases of each post: staff data, only where the programme shows them."""
    posts = figures.caseload(material.pilot.id, material.last, material.preset)
    cells = suppress({post.post_id: post.in_care for post in posts}, FEWEST).cells
    is_open = isinstance(material.value("in_care"), int)
    rows: list[tuple[Value, Value]] = [
        (post.title, shown(cells[post.post_id] if is_open else None)) for post in posts
    ]
    return Table(
        key="posts",
        title=_("Fälle nach Stelle am %(day)s", day=day(material.last)),
        heads=[Head(label=_("Stelle")), Head(label=_("Fälle"), kind="number")],
        rows=rows,
        note=guard_note(value for _title, value in rows),
    )


def _course(material: Material) -> tuple[list[date], Count, list[Count]]:
    """People at the ends of quarters, and on the day before the period."""
    pilot_id, scope = material.pilot.id, material.scope
    days = course_days(rules.month_ends(material.preset.notice, scope.last), scope, 0)
    asked = [scope.first - timedelta(days=1), *days]
    stays = figures.stays_by_day(pilot_id, scope.last)
    left = sorted(on for on, count in stays.exits.items() for _each in range(count))
    first_days = figures.admissions_by_month(pilot_id, scope.last)
    before, *counts = (
        Count(admitted, in_care, bisect_right(left, on))
        for on, admitted, in_care in zip(
            asked,
            rules.cumulated(first_days, asked),
            figures.in_care_of(stays, asked),
            strict=True,
        )
    )
    return days, before, counts


def _where_told(material: Material, course: list[int | None]) -> list[int | None]:
    """Nothing of a course whose end is protected in the report."""
    keys = ("admitted", "in_care", "exited")
    is_told = all(isinstance(material.value(key), int) for key in keys)
    return course if is_told else [None] * len(course)


def _lines(
    key: str,
    title: str,
    days: Sequence[date],
    courses: tuple[Sequence[int | None], Sequence[int]],
    heads: tuple[str, str],
    note: str,
) -> Shown:
    """Actual and planned course as table and chart; without a day there is nothing to draw."""
    actual, planned = courses
    rows: list[tuple[Value, ...]] = [
        (end, shown(count), plan) for end, count, plan in zip(days, actual, planned, strict=True)
    ]
    guarding = (
        _("„geschützt“: seit dem Stand davor oder danach kamen oder gingen nur 1 oder 2 Personen.")
        if protected() in [row[1] for row in rows]
        else ""
    )
    table = Table(
        key=key,
        title=title,
        heads=[
            Head(label=_("Stand"), kind="day"),
            *(Head(label=head, kind="number") for head in heads),
        ],
        rows=rows,
        note=" ".join(filter(None, (note, guarding))),
    )
    if not days:
        return [table]
    chart = Chart(
        key=key,
        title=title,
        kind="lines",
        ticks=[day(end) for end in days],
        series=[
            Series(name=heads[0], values=actual),
            Series(name=heads[1], values=planned, is_plan=True),
        ],
        unit=_("Personen"),
        alternative=_(
            "Am %(day)s: %(actual_name)s %(actual)s, %(plan_name)s %(plan)s.",
            day=day(days[-1]),
            actual_name=heads[0],
            actual=_said(shown(actual[-1])),
            plan_name=heads[1],
            plan=number(planned[-1]),
        ),
    )
    return [table, chart]


def dwell(material: Material) -> Shown:
    """How long completed stays lasted, beside what was planned; in days."""
    target = material.preset.target
    mean, longest = target.planned_mean_dwell_months, target.maximum_dwell_months
    actual = figure_table(
        material, "dwell", _("Verweildauer"), ("dwell_mean", "dwell_median"), "number", _("Tage")
    )
    planned: list[tuple[Value, Value]] = [
        (_("geplantes Mittel (%(months)d Monate)", months=mean), days_of_months(mean)),
        (_("geplantes Höchstmaß (%(months)d Monate)", months=longest), days_of_months(longest)),
    ]
    few = _("Mittel und Median erst ab %(count)d abgeschlossenen Aufenthalten.", count=FEWEST)
    return [
        Table(
            key=actual.key,
            title=actual.title,
            heads=actual.heads,
            rows=[*actual.rows, *planned],
            note=few if actual.note else "",
            addresses=actual.addresses,
        )
    ]


def expected_people(material: Material) -> list[Table]:
    """How many will have been accompanied by the end, by what is assumed of the forecast."""
    pilot, preset = material.pilot, material.preset
    on = min(pilot.day, day_after(preset.notice.ends_on))
    if on > preset.notice.ends_on:
        return []
    stays = stays_of(pilot.id, on)
    now = situation(pilot.id, preset, on, stays)
    lengths, _own = capacity.lengths_of(stays, now)
    settings = preset.capacity
    assumed = capacity.Assumptions(settings.refill_days, settings.ramp_up_months)
    found = expected(capacity.plan_of(now, assumed, lengths))
    return [
        Table(
            key="expected_people",
            title=_("Voraussichtlich begleitete Personen, Stand %(day)s", day=day(on)),
            heads=[Head(label=_("Größe")), Head(label=_("Personen"), kind="number")],
            rows=[
                (_("geplant bis zum Ende des Bewilligungszeitraums"), preset.target.participants),
                (_("voraussichtlich begleitet"), shown(at_least(found.accompanied))),
                (
                    _("davon voraussichtlich mit abgeschlossenem Aufenthalt"),
                    shown(at_least(found.completed)),
                ),
            ],
            note=_("Eine Schätzung: freie Plätze werden wie angenommen wieder besetzt."),
        )
    ]
