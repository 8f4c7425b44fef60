"""The page of what is still missing before a report can be filed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import Blueprint, request, url_for
from flask_babel import gettext as _

from app.access import Permission, requires
from app.disclosure import FEWEST
from app.errors import NotFound
from app.pilots.queries import PostRow, posts_of
from app.reporting.readiness import labels, queries
from app.reporting.readiness.forms import ReadinessForm
from app.reporting.readiness.queries import Asked
from app.reporting.readiness.rules.counting import code_of, next_due
from app.reporting.readiness.rules.gaps import (
    Area,
    Keeper,
    Shown,
    narrowed,
    progress,
    shown,
)
from app.reporting.reports import queries as reports
from app.reporting.reports.labels import title_of
from app.reporting.reports.queries import ReportRow
from app.reporting.reports.rules.life import Period, periods
from app.web import asked_id, may, page, pilot

blueprint = Blueprint("readiness", __name__, template_folder="templates")


@dataclass(frozen=True)
class Owner:
    """How much of a gap is whose, with the way to these rows."""

    name: str
    count: int
    url: str | None


@dataclass(frozen=True)
class Line:
    """A gap as the page shows it."""

    shown: Shown
    topic: str
    text: str
    apart: Sequence[str]
    url: str | None
    keeper: str
    owners: Sequence[Owner]
    due_on: date
    """Of single people not their own day, but that of the report, for who does not see them."""
    is_late: bool
    """Its own day has passed, apart from that of the report."""

    @property
    def there(self) -> int | None:
        """How many are there; None where that is protected."""
        one = self.shown
        return None if one.count is None or one.of is None else one.of - one.count


@blueprint.get("/reports/readiness")
@requires(Permission.STATEMENT)
def index() -> Any:
    """What is missing for a report: the one in the address, else the next that falls due."""
    here, form = pilot(), ReadinessForm(request.args)
    found = periods(here.preset)
    if not found:
        return page("readiness/index.html", filters=form, target=None)
    target, report = asked_target(found, form)
    posts = case_posts() if may(Permission.PARTICIPANTS) else []
    fill_choices(form, found, posts)
    gaps = queries.all_gaps(
        here.id,
        here.preset,
        target.scope,
        target.due_on,
        here.day,
        Asked(target.kind, report),
    )
    area, keeper, post = narrowing(form, posts)
    k = 0 if may(Permission.PARTICIPANTS) else FEWEST
    seen = [shown(gap, k) for gap in narrowed(gaps, area, keeper, post)]
    rows = [line(one, target, report, posts, post) for one in seen]
    return page(
        "readiness/index.html",
        filters=form,
        target=target,
        here=url_for(".index", pilot_key=here.key, period=code_of(target)),
        title=title_of(target.kind, target.year),
        is_filtered=any(request.args.get(name) for name in ("area", "owner")),
        report=report,
        report_url=report_url(report),
        days=(target.due_on - here.day).days,
        day=here.day,
        last=min(target.scope.last, here.day),
        progress=progress(seen),
        is_guarded=any(one.is_guarded for one in seen),
        lines=[row for row in rows if row.shown.count != 0 and not row.shown.gap.is_remark],
        remarks=[row for row in rows if row.shown.count != 0 and row.shown.gap.is_remark],
        waiting=[row for row in rows if row.shown.count == 0 and row.apart],
        done=[row for row in rows if row.shown.count == 0 and row.shown.of],
        labels=labels,
    )


def asked_target(found: Sequence[Period], form: ReadinessForm) -> tuple[Period, ReportRow | None]:
    """The report in the address (`report`: its id, `period`: what it is about), or the next one."""
    here, report_id = pilot(), asked_id("report")
    if report_id is not None and not request.args.get("period"):
        report = reports.report(here.id, report_id)
        target = next(
            (one for one in found if (one.kind, one.year) == (report.kind, report.year)), None
        )
        if target is None:
            raise NotFound
        form.period.data = code_of(target)
        return target, report
    by_code = {code_of(one): one for one in found}
    chosen = by_code.get(form.period.data or "") or next_due(found, here.day) or found[-1]
    form.period.data = code_of(chosen)
    return chosen, queries.report_for(here.id, chosen.kind, chosen.year)


def fill_choices(form: ReadinessForm, found: Sequence[Period], posts: Sequence[PostRow]) -> None:
    """What can be chosen: reports, areas, and keepers with each post by its place."""
    everything = ("", _("alle"))
    form.period.choices = [(code_of(one), title_of(one.kind, one.year)) for one in found]
    form.area.choices = [everything, *((one.value, word) for one, word in labels.AREA.items())]
    form.owner.choices = [
        everything,
        *((str(place), post.title) for place, post in enumerate(posts, start=1)),
        *((one.value, word) for one, word in labels.KEEPER.items()),
    ]


def narrowing(
    form: ReadinessForm, posts: Sequence[PostRow]
) -> tuple[Area | None, Keeper | None, int | None]:
    """Area, keeper and post of the address; nonsense counts as none."""
    area, owner = form.area.data or "", form.owner.data or ""
    place = int(owner) if owner.isascii() and owner.isdecimal() and len(owner) < 4 else 0
    return (
        Area(area) if area in set(Area) else None,
        Keeper(owner) if owner in set(Keeper) else None,
        posts[place - 1].id if 0 < place <= len(posts) else None,
    )


def line(
    one: Shown,
    target: Period,
    report: ReportRow | None,
    posts: Sequence[PostRow],
    post: int | None,
) -> Line:
    """A gap in words, with the way to its rows; to those of one post where it is asked for."""
    gap, report_id = one.gap, report.id if report else None
    is_apart = gap.check.area is Area.PEOPLE and not may(Permission.PARTICIPANTS)
    due_on = target.due_on if is_apart else gap.due_on
    places = {each.id: place for place, each in enumerate(posts, start=1)}
    return Line(
        one,
        labels.topic(gap),
        labels.said(one),
        labels.apart(one),
        labels.rows_url(gap, report_id, places.get(post) if post else None),
        str(labels.KEEPER[gap.check.keeper]),
        list(owners(one, places, {each.id: each.title for each in posts})),
        due_on,
        due_on < min(target.due_on, pilot().day),
    )


def owners(one: Shown, places: dict[int, int], titles: dict[int, str]) -> Iterator[Owner]:
    """The posts that something is missing with, those with most first."""
    ordered = sorted(one.owners.items(), key=lambda each: -each[1].count)
    for post, tally in ordered:
        if tally.count and post in places:
            url = labels.rows_url(one.gap, None, places[post])
            yield Owner(titles[post], tally.count, url)
        elif tally.count:
            yield Owner(str(_("ohne Stelle")), tally.count, None)


def case_posts() -> list[PostRow]:
    """The posts that carry cases, in the order of the filters of participants."""
    return [post for post in posts_of(pilot().id) if post.carries_cases]


def report_url(report: ReportRow | None) -> str:
    """The report itself, or where it is begun."""
    key = pilot().key
    if report is not None:
        return url_for("reports.show", pilot_key=key, report_id=report.id)
    return url_for("reports.index", pilot_key=key)
