"""The facts in front of a report: under what it was granted and by which rules it is told."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from flask_babel import gettext as _

from app.finance.closing.queries import acts
from app.finance.closing.rules import Act
from app.finance.plans.queries import PlanVersion, in_force_on, versions
from app.formats import day, money
from app.periods import day_after
from app.reporting.package.material import Material

Fact = tuple[str, str]


def facts_of(material: Material) -> list[Fact]:
    """Name and value of each fact, in the order of reading."""
    return [
        (_("Programm"), material.preset.programme),
        *_running(material),
        (_("Stand der Angaben"), day(material.pilot.day)),
        (_("Nebenbestimmungen"), material.title(material.preset.rule_set)),
        *_plan_facts(material, versions(material.pilot.id)),
        *_month_facts(material),
        *_book_facts(material),
    ]


def span(first: date, last: date) -> str:
    """Two days as a period."""
    return str(_("%(first)s bis %(last)s", first=day(first), last=day(last)))


def _running(material: Material) -> Iterator[Fact]:
    """That the period is not over, where it is not."""
    asked, told = material.row.scope, material.scope
    if asked.last != told.last:
        yield (
            _("Zeitraum des Nachweises"),
            _(
                "%(period)s; noch nicht zu Ende, berichtet bis zum %(day)s",
                period=span(asked.first, asked.last),
                day=day(told.last),
            ),
        )


def _plan_facts(material: Material, known: list[PlanVersion]) -> Iterator[Fact]:
    """The plan that binds on the last day, and those that bound before it in the period."""
    scope, name = material.scope, _("Finanzierungsplan")
    plan = in_force_on(known, scope.last)
    if plan is None:
        yield name, _("am %(day)s ist keiner in Kraft", day=day(scope.last))
        return
    yield name, _named(plan)
    began_with = in_force_on(known, scope.first)
    changed = [one for one in known if scope.first < one.valid_from <= scope.last]
    if began_with and began_with.id != plan.id and changed:
        yield (
            _("Änderung des Finanzierungsplans"),
            _(
                "im Zeitraum geändert: zuvor %(before)s. Alle Ansätze sind die des Plans, der am "
                "letzten Tag gilt.",
                before="; ".join(
                    _named(one) for one in [began_with, *changed] if one.id != plan.id
                ),
            ),
        )


def _named(plan: PlanVersion) -> str:
    return str(_("%(notice)s, in Kraft ab %(day)s", notice=plan.notice, day=day(plan.valid_from)))


def _month_facts(material: Material) -> Iterator[Fact]:
    """Months of the books that were opened again after they had been closed."""
    first = material.scope.first.replace(day=1)
    done = acts(material.pilot.id, first, day_after(material.scope.last))
    reopened = {one.month: one.at.date() for one in done if one.act is Act.REOPEN}
    if reopened:
        yield (
            _("Wieder geöffnete Monate"),
            "; ".join(
                _(
                    "%(month)s, geöffnet am %(day)s",
                    month=f"{month:%m.%Y}",
                    day=day(at),
                )
                for month, at in sorted(reopened.items())
            ),
        )


def _book_facts(material: Material) -> Iterator[Fact]:
    found = material.exact
    if not any(found.get(key) for key in ("vouchers", "income", "spent")):
        yield (
            _("Zahlungen"),
            _("Im Zeitraum ist weder eine Einnahme noch eine Ausgabe gebucht."),
        )
    if carrier := found.get("carrier"):
        yield _("Vom Träger selbst getragen (nicht Teil der Ausgaben)"), money(carrier)
