"""Pages of several pilots of a programme side by side."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from flask import Blueprint, g, request
from flask_babel import gettext as _

from app import charts
from app.access import Permission, requires
from app.accounts.queries import actor_in, pilot_keys_of
from app.clock import today
from app.disclosure import FEWEST
from app.formats import day as written_day
from app.formats import percent
from app.participants.figures import places_at
from app.pilots.queries import PilotInForce, pilot_by_key
from app.reporting.figures.queries import figures_of
from app.reporting.figures.rules import whole_scope
from app.reporting.pictures import Picture, Table
from app.reporting.programme.forms import DayForm
from app.reporting.programme.rules import TOTAL, Column, Compared, compared, month_ends
from app.reporting.rules import elapsed
from app.web import page, pilot
from app.wording import language

blueprint = Blueprint("programme", __name__, template_folder="templates")


@blueprint.get("/programme")
@requires(Permission.PROGRAMME)
def index() -> Any:
    """The same figures of every pilot of this programme that the reader may compare."""
    form = DayForm(request.args)
    ends = month_ends(pilot().day)
    form.on.choices = [
        ("", _("Stand jedes Vorhabens")),
        *((end.isoformat(), written_day(end)) for end in ends),
    ]
    chosen = next((end for end in ends if end.isoformat() == form.on.data), None)
    form.on.data = chosen.isoformat() if chosen else ""
    found = members()
    columns = [column_of(one, chosen) for one in found]
    lines = compared(columns, FEWEST)
    titles = {one.key: title_of(one) for one in found}
    return page(
        "programme/index.html",
        filters=form,
        programme=pilot().preset.programme,
        lines=[one for one in lines if one.key != TOTAL],
        total=next((one for one in lines if one.key == TOTAL), None),
        titles=titles,
        columns={one.key: one for one in columns},
        picture=spending(lines, columns, titles),
        fewest=FEWEST,
    )


def members() -> list[PilotInForce]:
    """The pilots of this programme in which the reader has the permission, this one first."""
    here = pilot()
    found = []
    for key in pilot_keys_of(g.user.id, today()):
        one = pilot_by_key(key, today())
        if one is None or one.preset.programme != here.preset.programme:
            continue
        reader = actor_in(one.id, g.user.id, today())
        if reader is not None and reader.may(Permission.PROGRAMME):
            found.append(one)
    return sorted(found, key=lambda one: (one.key != here.key, one.key))


def column_of(one: PilotInForce, chosen: date | None) -> Column:
    """The figures of a pilot up to the day, never beyond its own day of account."""
    notice, target = one.preset.notice, one.preset.target
    on = min(chosen or one.day, one.day, notice.ends_on)
    scope = whole_scope(notice, on)
    return Column(
        one.key,
        scope,
        target.participants,
        places_at(one.id, target.caseload_ratio, [scope.last])[0],
        elapsed(notice, on),
        figures_of(one.id, one.preset, scope),
    )


def title_of(one: PilotInForce) -> str:
    """The pilot in the reader's language."""
    return one.preset.title_en if language() == "en" else one.preset.title


def spending(
    lines: Sequence[Compared], columns: Sequence[Column], titles: dict[str, str]
) -> Picture:
    """What part of its grant each pilot has spent, beside the part of its time that has passed."""
    passed = {one.key: one.elapsed for one in columns}
    shown = [one for one in lines if one.key != TOTAL]
    shares = [one.spent_share for one in shown]
    figure = charts.bars(
        [titles[one.key] for one in shown],
        [None if share is None else round(share * 100, 1) for share in shares],
        [percent(share) for share in shares],
        _("ausgegeben"),
        unit="\u00a0%",
    )
    rows = [(titles[one.key], one.spent_share, passed[one.key]) for one in shown]
    head = [_("Vorhaben"), _("ausgegeben"), _("Zeit vergangen")]
    return Picture(
        "spending",
        _("Ausgegebener Teil der Zuwendung"),
        figure,
        Table(head, rows, (str, percent, percent)),
        _("Daneben steht in der Tabelle, welcher Teil des Bewilligungszeitraums vergangen ist."),
    )
