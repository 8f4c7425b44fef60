"""What the pages of notifications share: addresses, and a trigger as pages show it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import Blueprint, flash, redirect, url_for
from flask_babel import gettext as _

from app.access import Permission
from app.disclosure import FEWEST
from app.errors import NotFound
from app.finance.labels import position_titles
from app.reporting.concerns import address
from app.reporting.figures.rules import whole_scope
from app.reporting.notifications import labels
from app.reporting.notifications.facts import standings_on
from app.reporting.notifications.rules.decisions import Standing
from app.reporting.notifications.rules.triggers import (
    Drawn,
    Figures,
    Goal,
    Income,
    Item,
    Kind,
    Overrun,
    YearMoney,
)
from app.web import may, pilot

blueprint = Blueprint("notifications", "app.reporting.notifications", template_folder="templates")

HERE = "/reports/notifications"
ONE = f"{HERE}/<int(max=9223372036854775807):letter_id>"


def to(endpoint: str, **arguments: Any) -> str:
    """The address of a page of notifications in this pilot."""
    return url_for(f"notifications.{endpoint}", pilot_key=pilot().key, **arguments)


def done(sentence: str, where: str) -> Any:
    """After an act: says so and goes on."""
    flash(sentence, "success")
    return redirect(where)


def standings() -> list[Standing]:
    """All that is seen on the day of account."""
    here = pilot()
    return standings_on(here.id, here.preset, here.day)


def standing_of(kind: str) -> Standing:
    """What is seen of a kind today; NotFound where nothing is."""
    found = next((one for one in standings() if one.trigger.kind == kind), None)
    if found is None:
        raise NotFound
    return found


@dataclass(frozen=True)
class Line:
    """What is seen of a row, with the way to what it rests on."""

    text: str
    links: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Shown:
    """A trigger as pages show it; the addresses are None where there is nothing to do."""

    kind: Kind
    title: str
    norm: str
    is_confirmed: bool
    since: date | None
    badge: tuple[str, str]
    lines: tuple[Line, ...]
    letter_url: str | None
    draft_url: str | None
    waive_url: str | None
    is_worse: bool


def shown(standing: Standing) -> Shown:
    """A trigger in the reader's words; whoever sees no cases sees no small counts."""
    trigger, decision = standing.trigger, standing.decision
    titles = position_titles(pilot().preset)
    k = 0 if may(Permission.PARTICIPANTS) else FEWEST
    is_letter = decision is not None and decision.decided != "not_needed"
    decides = may(Permission.PREPARE_REPORT) and standing.stands in {"open", "worse"}
    return Shown(
        trigger.kind,
        str(labels.TITLE[trigger.kind]),
        trigger.norm.text,
        trigger.norm.is_confirmed,
        trigger.since,
        labels.STANDS[standing.stands],
        tuple(
            Line(labels.told(row.figures, titles, k), tuple(_links(row.figures)))
            for row in trigger.rows
        ),
        to("letter", letter_id=decision.id) if decision and is_letter else None,
        to("draft", kind=trigger.kind) if decides else None,
        to("waive", kind=trigger.kind) if decides else None,
        standing.is_worse,
    )


def _links(figures: Figures) -> list[tuple[str, str]]:
    """Where the figures of a row come from, as far as the reader may go there."""
    return [(str(label), url) for label, url in _sources(figures) if url is not None]


def _sources(figures: Figures) -> list[tuple[Any, str | None]]:
    money, here = Permission.FINANCE, pilot()
    match figures:
        case Goal():
            scope = whole_scope(here.preset.notice, here.day).code
            # STATEMENT, which opens the figures, is what this page asks for, too.
            admitted = url_for("figures.detail", pilot_key=here.key, scope=scope, key="admitted")
            return [
                (_("Kennzahl Aufgenommene"), admitted),
                (_("Kapazität"), address("capacity.index", Permission.PARTICIPANTS)),
            ]
        case Drawn(id=receipt) | Income(id=receipt):
            return [(_("Eingang"), address("grants.receipt", money, receipt_id=receipt))]
        case YearMoney():
            return [(_("Ausblick"), address("outlook.index", money))]
        case Item(number=number):
            return [(_("Inventargegenstand"), address("inventory.show", money, number=number))]
        case Overrun(position=position):
            return [
                (_("Belege"), address("finance.bookings", money, position=position)),
                (_("Ausblick"), address("outlook.index", money)),
            ]
