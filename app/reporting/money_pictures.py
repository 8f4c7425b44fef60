"""The charts of money on the overview: by position, by year, over time, at completion."""

from __future__ import annotations

from datetime import date

from app import charts
from app.access import Permission
from app.finance.outlook.rules import planned_by_month
from app.formats import day as written_day
from app.formats import money, percent
from app.pilots.preset import Preset
from app.reporting import rules
from app.reporting.concerns import address
from app.reporting.figures.rules import Scope, whole_scope
from app.reporting.pictures import Picture, Table, title_of, wrapped
from app.reporting.queries import MoneyFigures
from app.reporting.ways import Cell, along, linked
from app.wording import gettext as _


def of_money(found: MoneyFigures, preset: Preset, day: date, language: str) -> list[Picture]:
    """Plan and payments by position and by year."""
    return [_positions(found, preset, day, language), _years(found, day)]


def of_what_comes(found: MoneyFigures, preset: Preset, day: date, language: str) -> list[Picture]:
    """Payments in the course of time, and what each position will have cost."""
    return [_spending(found, preset, day), _completion(found, preset, day, language)]


def _titles(preset: Preset, language: str) -> dict[str, str]:
    return {each.code: f"{each.code} {title_of(each, language)}" for each in preset.positions}


def _positions(found: MoneyFigures, preset: Preset, day: date, language: str) -> Picture:
    titles, scope = _titles(preset, language), whole_scope(preset.notice, day)
    shares = [
        line.paid_cents / line.planned_cents if line.planned_cents else None for line in found.lines
    ]
    passed = rules.elapsed(preset.notice, day)
    figure = charts.bars(
        [wrapped(titles.get(line.position, line.position)) for line in found.lines],
        [None if part is None else round(part * 100, 1) for part in shares],
        [percent(part) for part in shares],
        _("ausgegeben"),
        reference=(_("Zeit %(share)s", share=percent(passed)), round(passed * 100, 1)),
        unit="\u00a0%",
    )
    figure["layout"]["height"] = _height(found)
    budget = address("finance.budget", Permission.FINANCE, on=written_day(day))
    rows = [
        (
            titles.get(line.position, line.position),
            Cell(line.planned_cents, (f"planned:{line.position}", scope)),
            Cell(line.paid_cents, (f"spent_to_date:{line.position}", scope)),
            line.committed_cents,
            Cell(line.remaining_cents, budget),
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
    table = Table(head, rows, (str, linked(money), linked(money), money, linked(money), percent))
    return Picture("positions", _("Mittel nach Position"), figure, table, summary, budget)


def _height(found: MoneyFigures) -> int:
    """Pixels that leave each position two lines of text; the charts beside it are as high."""
    return 60 + 44 * len(found.lines)


def _years(found: MoneyFigures, day: date) -> Picture:
    years = found.by_year
    budget = address("finance.budget", Permission.FINANCE, on=written_day(day))
    spent = [paid if year <= day.year else None for year, (_planned, paid) in years.items()]
    shares = [
        paid / planned if planned and year <= day.year else None
        for year, (planned, paid) in years.items()
    ]
    figure = charts.grouped(
        [str(year) for year in years],
        [
            charts.Bars(
                _("Ansatz"), [planned / 100 for planned, _paid in years.values()], is_plan=True
            ),
            charts.Bars(
                _("ausgegeben"),
                [None if cents is None else cents / 100 for cents in spent],
                [percent(part) if part is not None else "" for part in shares],
            ),
        ],
        is_upright=True,
        unit="\u00a0€",
    )
    figure["layout"]["height"] = _height(found)
    rows = [
        (
            str(year),
            Cell(planned, budget),
            Cell(paid, _spent_in(year, day)),
            planned - paid,
            part,
        )
        for (year, (planned, paid)), part in zip(years.items(), shares, strict=True)
    ]
    head = [_("Kalenderjahr"), _("Ansatz"), _("Ausgaben"), _("Rest"), _("Anteil")]
    summary = _(
        "Ansatz und Ausgaben der Kalenderjahre; das laufende Jahr bis zum %(day)s. Ausgaben zählen "
        "im Jahr ihrer Zahlung.",
        day=written_day(day),
    )
    table = Table(head, rows, (str, linked(money), linked(money), money, percent))
    return Picture("years", _("Mittel nach Jahr"), figure, table, summary, budget)


def _spent_in(year: int, day: date) -> tuple[str, Scope] | None:
    """What was paid in a year up to the day; of a year to come there is nothing."""
    if year > day.year:
        return None
    return "spent", Scope(date(year, 1, 1), min(date(year, 12, 31), day))


def _spending(found: MoneyFigures, preset: Preset, day: date) -> Picture:
    notice = preset.notice
    ends, all_ends = (rules.month_ends(notice, until) for until in (day, None))
    spent = rules.cumulated(found.by_month, ends)
    planned = planned_by_month(notice, found.planned_by_year)
    shown = [
        charts.Course(_("ausgegeben"), ends, [cents / 100 for cents in spent]),
        charts.Course(_("Plan"), all_ends, [cents / 100 for cents in planned], is_plan=True),
    ]
    if ends and day < notice.ends_on:
        to_come = [spent[-1] / 100, found.expected_cents / 100]
        span = [ends[-1], notice.ends_on]
        shown.append(charts.Course(_("erwartet"), span, to_come, is_forecast=True))
    figure = charts.courses(shown, unit="\u00a0€")
    figure["layout"]["height"] = _height(found)
    rows = list(zip(ends, zip(spent, ends, strict=True), planned, strict=False))
    head = [_("bis"), _("ausgegeben"), _("Plan")]
    summary = _(
        "Plan: die Ansätze der Kalenderjahre, gleichmäßig auf ihre Monate verteilt. Erwartet: "
        "geradlinig bis zum Stand am Ende."
    )
    way = along("spent_to_date", notice.starts_on, money)
    table = Table(head, rows, (written_day, way, money))
    url = address("outlook.index", Permission.FINANCE)
    return Picture("spending", _("Ausgaben seit Beginn und Ausblick"), figure, table, summary, url)


def _completion(found: MoneyFigures, preset: Preset, day: date, language: str) -> Picture:
    titles, scope = _titles(preset, language), whole_scope(preset.notice, day)
    lines = [
        (line, found.at_completion.get(line.position, line.paid_cents)) for line in found.lines
    ]
    spent = [_part(line.paid_cents, line.planned_cents) for line, _cents in lines]
    to_come = [_part(max(0, cents - line.paid_cents), line.planned_cents) for line, cents in lines]
    figure = charts.grouped(
        [wrapped(titles.get(line.position, line.position)) for line, _cents in lines],
        [charts.Bars(_("ausgegeben"), spent), charts.Bars(_("noch erwartet"), to_come)],
        is_stacked=True,
        unit="\u00a0%",
        reference=(_("Ansatz"), 100),
    )
    figure["layout"]["height"] = _height(found)
    outlook = address("outlook.index", Permission.FINANCE)
    rows = [
        (
            titles.get(line.position, line.position),
            Cell(line.planned_cents, (f"planned:{line.position}", scope)),
            Cell(line.paid_cents, (f"spent_to_date:{line.position}", scope)),
            Cell(cents, outlook),
            line.planned_cents - cents,
        )
        for line, cents in lines
    ]
    rows.append(
        (
            _("Summe"),
            Cell(found.planned_cents, ("planned", scope)),
            Cell(found.spent_cents, ("spent_to_date", scope)),
            Cell(found.expected_cents, outlook),
            found.planned_cents - found.expected_cents,
        )
    )
    head = [_("Position"), _("Ansatz"), _("Ausgaben"), _("am Ende"), _("bleibt")]
    summary = _(
        "Was jede Position am %(end)s gekostet haben wird, in Prozent ihres Ansatzes.",
        end=written_day(preset.notice.ends_on),
    )
    table = Table(head, rows, (str, linked(money), linked(money), linked(money), money))
    return Picture(
        "completion", _("Mittel bei Abschluss nach Position"), figure, table, summary, outlook
    )


def _part(cents: int, of_cents: int) -> float | None:
    return round(cents / of_cents * 100, 1) if of_cents else None
