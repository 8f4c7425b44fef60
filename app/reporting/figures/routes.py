"""Every figure has an address: what it is, how it follows, which rows stand behind it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from flask import Blueprint, request, url_for
from flask_babel import gettext as _

from app.access import Permission, requires
from app.clock import BERLIN, today
from app.disclosure import FEWEST
from app.errors import DomainError, NotFound
from app.formats import day as written_day
from app.messages import sentence
from app.milestones.queries import milestones
from app.participants.labels import EXIT_REASONS, OUTCOME, stage_titles
from app.pilots.preset import Notice
from app.reporting.figures import labels, rows
from app.reporting.figures.forms import KnownForm, ScopeForm
from app.reporting.figures.guarding import FORMULAS, guarded
from app.reporting.figures.queries import figures_of, reached_days
from app.reporting.figures.rules import (
    ONLY_PARTS,
    Declared,
    Figures,
    Scope,
    Source,
    Unit,
    declared,
    name_of,
    part_of,
    scope_of,
    whole_scope,
)
from app.reporting.reports import labels as reports
from app.reporting.reports.queries.filing import filings
from app.web import asked_page, listing, may, page, pilot
from app.wording import language

blueprint = Blueprint("figures", __name__, template_folder="templates")

PER_PAGE = 50
WHOLE = "whole"


@blueprint.get("/figures")
@requires(Permission.STATEMENT)
def index() -> Any:
    """All figures of a period, as we know them today and as we knew them on a day."""
    here, form = pilot(), ScopeForm(request.args)
    form.period.choices = periods(here.preset.notice, here.day)
    form.period.data = form.period.data or form.period.choices[0][0]
    scope = scope_asked(form.period.data, here.preset.notice, here.day)
    moment = moment_asked(form)
    now, then = told(scope, None), told(scope, moment) if moment else None
    table = [(name, lines_of(group, now, then, scope)) for name, group in grouped(now)]
    body, status = page(
        "figures/index.html", filters=form, scope=scope, groups=table, known=form.known.data
    )
    return body, 422 if form.errors else status


@dataclass(frozen=True)
class Line:
    """A figure in the table: now, and as it was known then."""

    name: str
    value: str
    then: str | None
    differs: bool
    is_part: bool
    url: str


def grouped(found: Figures) -> list[tuple[str | None, list[str]]]:
    """The keys by name; those that have parts only get the name as a heading."""
    groups: dict[str, list[str]] = {}
    for key in found:
        groups.setdefault(name_of(key), []).append(key)
    return [
        (labels.label(name, pilot().preset) if name in ONLY_PARTS else None, keys)
        for name, keys in groups.items()
    ]


def lines_of(keys: Sequence[str], now: Figures, then: Figures | None, scope: Scope) -> list[Line]:
    """The lines of a group of figures."""
    here = pilot()
    return [
        Line(
            labels.short_label(key, here.preset),
            shown(key, now[key]),
            shown(key, then.get(key)) if then is not None else None,
            then is not None and then.get(key) != now[key],
            bool(part_of(key)),
            url_for(".detail", pilot_key=here.key, scope=scope.code, key=key),
        )
        for key in keys
    ]


@blueprint.get("/figures/<scope>/<path:key>")
@requires(Permission.STATEMENT)
def detail(scope: str, key: str) -> Any:
    """One figure of a period: its value, how it follows from others, and its rows."""
    here, form = pilot(), KnownForm(request.args)
    meant, what = scope_in_address(scope), declared_in_address(key)
    moment = moment_asked(form)
    now = told(meant, None)
    if key not in now:
        raise NotFound
    then = told(meant, moment) if moment else None
    number = asked_page()
    behind = behind_of(key, what, meant, moment, (number - 1) * PER_PAGE)
    body, status = page(
        "figures/detail.html",
        filters=form,
        key=key,
        name=labels.label(key, here.preset),
        meaning=sentence(f"figure.meaning.{name_of(key)}", language(), {}),
        scope=meant,
        value=shown(key, now[key]),
        then=shown(key, then.get(key)) if then is not None else None,
        differs=then is not None and then.get(key) != now[key],
        known=form.known.data,
        filed=told_when_filed(key, meant),
        terms=terms_of(key, now if then is None else then, meant),
        behind=behind,
        source=what.source,
        rule_set=here.preset.rule_set,
        listing=listing(behind.total, "", False, number, PER_PAGE),
        reasons=EXIT_REASONS,
        outcomes=OUTCOME,
        stages=stage_titles(here.preset),
    )
    return body, 422 if form.errors else status


def scope_in_address(code: str) -> Scope:
    """The scope of an address; what is none was never there."""
    try:
        return scope_of(code)
    except DomainError as error:
        raise NotFound from error


def declared_in_address(key: str) -> Declared:
    """What is declared of a figure of an address; what is none was never there."""
    try:
        return declared(key)
    except DomainError as error:
        raise NotFound from error


def periods(notice: Notice, on: date) -> list[tuple[str, str]]:
    """The years that have begun, the latest first, and the whole period up to the day."""
    last = min(on, notice.ends_on)
    years = range(last.year, notice.starts_on.year - 1, -1)
    whole = _("seit Beginn, bis %(day)s", day=written_day(last))
    return [*((str(year), str(year)) for year in years), (WHOLE, whole)]


def scope_asked(code: str, notice: Notice, on: date) -> Scope:
    """The scope that the address names."""
    return whole_scope(notice, min(on, notice.ends_on)) if code == WHOLE else scope_in_address(code)


def moment_asked(form: Any) -> datetime | None:
    """The end of the day whose knowledge counts, in UTC; a day to come is refused in the form."""
    if not form.validate() or form.known.data is None:
        return None
    if form.known.data > today():
        form.known.errors = [_("Dieser Tag ist noch nicht gewesen.")]
        return None
    end = datetime.combine(form.known.data + timedelta(days=1), time.min, BERLIN)
    return end.astimezone(UTC)


def told(scope: Scope, known: datetime | None) -> Figures:
    """The figures as this reader may see them."""
    return as_seen(figures_of(pilot().id, pilot().preset, scope, known))


def as_seen(found: Figures) -> Figures:
    """Figures as this reader may see them: small counts only for who works with participants."""
    return found if may(Permission.PARTICIPANTS) else guarded(found, FEWEST)


def shown(key: str, value: int | None) -> str:
    """A value for people; a small count that is protected says so."""
    is_protected = value is None and declared(key).unit is Unit.PEOPLE
    return str(_("geschützt")) if is_protected else labels.written(key, value)


@dataclass(frozen=True)
class Filed:
    """A figure as a report told it that was filed for the same days."""

    title: str
    on: date
    value: str
    differs: bool
    url: str


def told_when_filed(key: str, scope: Scope) -> list[Filed]:
    """How the reports filed for these days told a figure, with what it comes to now."""
    here, now = pilot(), told(scope, None)
    return [
        Filed(
            reports.title(row),
            filed.filed_on,
            shown(key, as_seen(filed.figures).get(key)),
            key in filed.figures and as_seen(filed.figures)[key] != now.get(key),
            url_for("reports.show", pilot_key=here.key, report_id=row.id),
        )
        for row, filed in filings(here.id)
        if row.scope == scope
    ]


@dataclass(frozen=True)
class Term:
    """A figure that another one follows from, with its sign."""

    sign: str
    name: str
    value: str
    url: str


def terms_of(key: str, found: Figures, scope: Scope) -> list[Term]:
    """What a figure is the sum of, of the same part; nothing for one that its rows tell."""
    here, part = pilot(), part_of(key)
    terms = []
    for sign, name in FORMULAS.get(name_of(key), ()):
        other = f"{name}:{part}" if part else name
        terms.append(
            Term(
                "+" if sign > 0 else "\u2212",
                labels.label(other, here.preset),
                shown(other, found.get(other)),
                url_for(".detail", pilot_key=here.key, scope=scope.code, key=other),
            )
        )
    return terms


@dataclass(frozen=True)
class Behind:
    """A page of the rows behind a figure; `is_closed`: this reader may not see them."""

    rows: Sequence[Any] = ()
    total: int = 0
    cents: int | None = None
    is_closed: bool = False


def behind_of(
    key: str, what: Declared, scope: Scope, known: datetime | None, offset: int
) -> Behind:
    """The rows of a figure, as many as a page holds."""
    here, pilot_id = pilot(), pilot().id
    if what.source in {Source.BOOKINGS, Source.RECEIPTS}:
        read = rows.bookings_behind if what.source is Source.BOOKINGS else rows.receipts_behind
        found = read(pilot_id, key, scope, known, offset, PER_PAGE)
        return Behind(found.rows, found.total, found.cents)
    if what.source is Source.STAYS:
        if not may(Permission.PARTICIPANTS):
            return Behind(is_closed=True)
        people = rows.people_behind(pilot_id, key, scope, known)
        return Behind(people[offset : offset + PER_PAGE], len(people))
    if what.source is Source.PLAN:
        planned = rows.planned_behind(pilot_id, key, scope, known)
        return Behind(planned, len(planned), sum(cents for _p, _y, cents in planned))
    if what.source is Source.MILESTONES:
        found_milestones = milestones(here.id, scope.last, reached_days(here.id, scope.last))
        if name_of(key) == "milestones_reached":
            found_milestones = [one for one in found_milestones if one.standing.is_reached]
        return Behind(found_milestones, len(found_milestones))
    return Behind()
