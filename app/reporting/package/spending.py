"""Money in the factual report: its course, positions against the plan, what is still to come."""

from __future__ import annotations

from datetime import date

from flask_babel import gettext as _

from app.finance.outlook.queries import outlook_on
from app.finance.outlook.rules import planned_by_month
from app.finance.queries import plan_in_force, spent_by_month
from app.formats import day, money, percent
from app.reporting import rules
from app.reporting.figures.rules import Scope
from app.reporting.package.material import Material
from app.reporting.package.people import expected_people
from app.reporting.package.rules import course_days
from app.reporting.package.statement import position_title, positions_of
from exports.report import Chart, Head, Series, Table, Value


def spending(material: Material) -> list[Table | Chart]:
    """Spent since the beginning against the plan, in the course of the period."""
    preset, scope = material.preset, material.scope
    days = course_days(rules.month_ends(preset.notice, scope.last), scope)
    spent = rules.cumulated(spent_by_month(material.pilot.id, scope.last), days)
    planned = _planned_until(material, days)
    title = _("Ausgaben seit Beginn gegen den Plan")
    table = Table(
        key="spending",
        title=title,
        heads=[
            Head(label=_("bis"), kind="day"),
            Head(label=_("ausgegeben"), kind="money"),
            Head(label=_("Plan"), kind="money"),
        ],
        rows=list(zip(days, spent, planned, strict=True)),
        note=_("Plan: die Ansätze der Kalenderjahre, gleichmäßig auf ihre Monate verteilt."),
        addresses={
            (row, 1): address
            for row, end in enumerate(days)
            if (address := material.address("spent_to_date", _until(scope, end)))
        },
    )
    if not days:
        return [table]
    chart = Chart(
        key="spending",
        title=title,
        kind="lines",
        ticks=[day(end) for end in days],
        series=[
            Series(name=_("ausgegeben"), values=[cents / 100 for cents in spent]),
            Series(name=_("Plan"), values=[cents / 100 for cents in planned], is_plan=True),
        ],
        unit="€",
        alternative=_(
            "Am %(day)s waren %(spent)s ausgegeben, geplant waren %(planned)s.",
            day=day(days[-1]),
            spent=money(spent[-1]),
            planned=money(planned[-1]),
        ),
    )
    return [table, chart]


def _until(scope: Scope, end: date) -> Scope:
    return Scope(min(scope.first, end), end)


def _planned_until(material: Material, days: list[date]) -> list[int]:
    """The plan in force on the last day, cumulated to the months of the days; cents."""
    notice = material.preset.notice
    plan = plan_in_force(material.pilot.id, material.last)
    by_year: dict[int, int] = {}
    for (_position, year), cents in (plan.amounts if plan else {}).items():
        by_year[year] = by_year.get(year, 0) + cents
    ends = rules.month_ends(notice)
    course = dict(
        zip(((end.year, end.month) for end in ends), planned_by_month(notice, by_year), strict=True)
    )
    return [course.get((end.year, end.month), 0) for end in days]


def positions(material: Material) -> list[Table | Chart]:
    """Every position against its plan; by how much each of them is used up."""
    codes = positions_of(material)
    names = ("planned", "spent", "spent_to_date", "remaining")
    rows: list[tuple[Value, ...]] = []
    keys: dict[tuple[int, int], str] = {}
    shares: list[float | None] = []
    for row, code in enumerate(codes):
        cents = [material.cents(f"{name}:{code}") for name in names]
        shares.append(cents[2] / cents[0] if cents[0] else None)
        rows.append((code, position_title(material, code), *cents, shares[-1]))
        keys |= {(row, column): f"{name}:{code}" for column, name in enumerate(names, start=2)}
    keys |= {(len(codes), column): name for column, name in enumerate(names, start=2)}
    title = _("Ausgaben nach Position gegen den Finanzierungsplan")
    heads = [
        Head(label=_("Position")),
        Head(label=_("Bezeichnung")),
        Head(label=_("Ansatz gesamt"), kind="money", is_summed=True),
        Head(label=_("Ausgaben im Zeitraum"), kind="money", is_summed=True),
        Head(label=_("Ausgaben insgesamt"), kind="money", is_summed=True),
        Head(label=_("Restmittel"), kind="money", is_summed=True),
        Head(label=_("verbraucht"), kind="share"),
    ]
    table = Table(
        key="positions",
        title=title,
        heads=heads,
        rows=rows,
        total=_("Summe"),
        addresses=material.addresses(keys),
    )
    return [table, _used_up(material, codes, shares)]


def _used_up(material: Material, codes: list[str], shares: list[float | None]) -> Chart:
    granted, spent = material.cents("granted"), material.cents("spent_to_date")
    return Chart(
        key="positions",
        title=_("Verbrauchter Anteil der Ansätze"),
        kind="bars",
        ticks=[f"{code} {position_title(material, code)}" for code in codes],
        series=[
            Series(
                name=_("verbraucht"),
                values=[None if part is None else round(part * 100, 1) for part in shares],
            )
        ],
        unit="%",
        alternative=_(
            "Von der Zuwendung sind %(share)s ausgegeben, %(spent)s von %(granted)s.",
            share=percent(spent / granted if granted else None),
            spent=money(spent),
            granted=money(granted),
        ),
    )


def forecast(material: Material) -> list[Table | Chart]:
    """What will be spent by the end, and how many people accompanied, from what is known today."""
    on = material.pilot.day
    found = outlook_on(material.pilot.id, material.preset, on)[1]
    wholes = [(one.position, one.whole) for one in found]
    labels = (
        _("Ansatz gesamt"),
        _("bezahlt"),
        _("gebunden und erwartet"),
        _("voraussichtlich bis zum Ende"),
        _("voraussichtlich übrig"),
    )
    table = Table(
        key="forecast",
        title=_("Voraussichtliche Ausgaben bis zum Ende, Stand %(day)s", day=day(on)),
        heads=[
            Head(label=_("Position")),
            Head(label=_("Bezeichnung")),
            *(Head(label=label, kind="money", is_summed=True) for label in labels),
        ],
        rows=[
            (
                code,
                position_title(material, code),
                whole.planned_cents,
                whole.paid_cents,
                whole.estimate_cents - whole.paid_cents,
                whole.estimate_cents,
                whole.left_cents,
            )
            for code, whole in wholes
        ],
        total=_("Summe"),
        note=_("Eine Schätzung; unter 0 fehlen Mittel in der Position."),
    )
    return [table, *expected_people(material)]
