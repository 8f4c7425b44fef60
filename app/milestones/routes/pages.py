"""The list of milestones, and the page of one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from flask import request
from flask_babel import gettext as _

from app.access import Permission, requires
from app.accounts.queries import names_in
from app.disclosure import FEWEST
from app.formats import money, number
from app.milestones import queries
from app.milestones.forms import FilterForm
from app.milestones.labels import EVIDENCE
from app.milestones.plan import queries as plan
from app.milestones.plan.rules import Evidence
from app.milestones.routes.documents import panel
from app.milestones.routes.frame import MONEY, ONE, blueprint, measured, one_of, reached
from app.milestones.routes.history import Event, Words, event_of, need_event_of
from app.milestones.trend.queries import forecasts_of
from app.milestones.trend.rules import Forecast
from app.reporting.figures.queries import figures_of
from app.reporting.figures.rules import name_of, whole_scope
from app.web import asked_order, asked_page, listing, may, page, pilot
from app.wording import language

PER_PAGE = 50


@dataclass(frozen=True)
class Group:
    """The milestones of a work package; `title` None for those of none."""

    id: int | None
    title: str | None
    rows: Sequence[queries.MilestoneRow]


@blueprint.get("/milestones")
@requires(Permission.MILESTONES)
def index() -> Any:
    """All milestones with their standing, by work package or in one list."""
    form, codes = FilterForm(request.args), plan.package_codes(pilot().id)
    form.package.choices = [("", _("alle")), *((str(one), name) for one, name in codes.items())]
    sort, descending = asked_order(queries.ORDERS, "baseline")
    is_open, package = form.state.data == "open", form.package.data or ""
    rows = queries.milestones(
        pilot().id, pilot().day, reached(), is_open, sort, descending, language()
    )
    if package:
        rows = [row for row in rows if str(row.package_id) == package]
    is_grouped = bool(codes) and form.view.data != "flat"
    if is_grouped:
        order = {one: place for place, one in enumerate(codes)}
        rows.sort(key=lambda row: order.get(row.package_id or 0, len(order)))
    pages = max(1, -(-len(rows) // PER_PAGE))
    number_of_page = min(asked_page(), pages)
    shown = rows[(number_of_page - 1) * PER_PAGE : number_of_page * PER_PAGE]
    return page(
        "milestones/index.html",
        filters=form,
        groups=groups_of(shown, codes) if is_grouped else [Group(None, None, shown)],
        is_grouped=is_grouped,
        listing=listing(len(rows), sort, descending, number_of_page, PER_PAGE),
        is_filtered=is_open or bool(package),
        only_open=is_open and not package,
        names=names_in(pilot().id),
        may_plan=may(Permission.PLAN_MILESTONES),
    )


def groups_of(rows: Sequence[queries.MilestoneRow], codes: dict[int, str]) -> list[Group]:
    """The rows under their work packages, in the order of these; those without one come last."""
    return [
        Group(one, codes.get(one) if one else None, members)
        for one in [*codes, None]
        if (members := [row for row in rows if row.package_id == one])
    ]


@blueprint.get(ONE)
@requires(Permission.MILESTONES)
def detail(milestone_id: int) -> Any:
    """A milestone: its plan, what it needs and what waits for it, evidence, who changed it when."""
    here = pilot()
    rows = {row.id: row for row in queries.all_of(here.id, here.day, reached())}
    row = rows.get(milestone_id) or one_of(milestone_id)
    return page(
        "milestones/detail.html",
        row=row,
        rows=rows,
        needed=[(rows[one], lag_days) for one, lag_days in row.needs.items()],
        waiting=[(one, one.needs[row.id]) for one in rows.values() if row.id in one.needs],
        owner=names_in(here.id).get(row.owner_id or 0),
        measure=measured(row.measure, row.at_least),
        value=value_of(row),
        evidence_kind=EVIDENCE[Evidence(row.evidence_kind)] if row.evidence_kind else None,
        documents=panel(milestone_id),
        forecasts=moved(forecasts_of(here.id, milestone_id).get(milestone_id, []))[::-1],
        events=events_of(row, rows.values()),
        may_plan=may(Permission.PLAN_MILESTONES),
    )


def value_of(row: queries.MilestoneRow) -> str | None:
    """What the figure of a milestone is today, for whoever may see it; few people stay hidden."""
    if row.measure is None:
        return None
    here = pilot()
    is_money = name_of(row.measure) == MONEY
    if is_money and not may(Permission.FINANCE):
        return None
    scope = whole_scope(here.preset.notice, here.day)
    value = figures_of(here.id, here.preset, scope).get(row.measure) or 0
    if is_money:
        return money(value)
    if value < FEWEST and not may(Permission.PARTICIPANTS):
        return None
    return number(value)


def events_of(row: queries.MilestoneRow, rows: Iterable[queries.MilestoneRow]) -> list[Event]:
    """Everything recorded about a milestone and what it needs, the latest first."""
    here = pilot()
    words = Words(
        names_in(here.id),
        plan.package_codes(here.id),
        {one.id: one.title_in(language()) for one in rows},
        counts_money=row.measure is not None and name_of(row.measure) == MONEY,
    )
    events = [event_of(one, words) for one in queries.changes_of(here.id, row.id)]
    events += [need_event_of(one, words) for one in plan.need_changes_of(here.id, row.id)]
    return sorted(events, key=lambda event: event.at)[::-1]


def moved(forecasts: Sequence[Forecast]) -> list[Forecast]:
    """The first forecast, and each that told another day than the one before."""
    told = sorted(forecasts, key=lambda one: (one.reported_on, one.order))
    return [
        one
        for place, one in enumerate(told)
        if place == 0 or told[place - 1].expected_on != one.expected_on
    ]
