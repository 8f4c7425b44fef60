"""The cards on top of the overview."""

from __future__ import annotations

from dataclasses import dataclass

from app.access import Permission
from app.disclosure import FEWEST, at_least
from app.formats import money, number, percent
from app.participants.rules import places
from app.pilots.preset import Preset
from app.reporting import rules
from app.reporting.concerns import address
from app.reporting.pictures import shown
from app.reporting.queries import MoneyFigures, Overview
from app.web import may
from app.wording import gettext as _


@dataclass(frozen=True)
class Card:
    """A figure with what it is measured by; `progress` is a value and its maximum."""

    label: str
    value: str
    sub: str
    progress: tuple[int, int] | None
    url: str | None


def cards(found: Overview, preset: Preset) -> list[Card]:
    """People, money, caseload, milestones; money only for whoever may see it."""
    return [
        _people(found, preset),
        *([_money(found.money)] if found.money else []),
        _caseload(found, preset),
        _milestones(found),
    ]


def _people(found: Overview, preset: Preset) -> Card:
    people, target = found.people, preset.target.participants
    sub = _(
        "%(care)s in Betreuung, %(exited)s ausgetreten",
        care=shown(people.in_care),
        exited=shown(people.exited),
    )
    return Card(
        _("Aufgenommen"),
        _("%(count)s von %(target)s", count=shown(people.admitted), target=number(target)),
        sub,
        (people.admitted or 0, target),
        address("participants.index", Permission.PARTICIPANTS, state="all"),
    )


def _money(found: MoneyFigures) -> Card:
    granted = found.granted_cents
    return Card(
        _("Mittel ausgegeben"),
        money(found.spent_cents),
        _(
            "%(share)s von %(granted)s",
            share=percent(found.spent_cents / granted if granted else None),
            granted=money(granted),
        ),
        (max(found.spent_cents, 0), granted),
        address("finance.budget", Permission.FINANCE),
    )


def _caseload(found: Overview, preset: Preset) -> Card:
    ratio, loads = preset.target.caseload_ratio, found.people.loads
    there = sum(places(ratio, post.fte_percent) for post in found.people.posts)
    each = [f"{post.title}: {shown(loads.cells[post.post_id])}" for post in found.people.posts]
    taken = found.people.in_care or 0
    return Card(
        _("Fallzahlschlüssel 1\u00a0:\u00a0%(ratio)d", ratio=ratio),
        _("%(count)s von %(target)s", count=shown(found.people.in_care), target=number(there)),
        ", ".join(each),
        (min(taken, there), max(there, 1)),
        address("caseload.index", Permission.PARTICIPANTS),
    )


def _milestones(found: Overview) -> Card:
    reached = sum(row.standing.is_reached for row in found.milestones)
    late = len(list(rules.milestone_concerns([(r, r.standing) for r in found.milestones])))
    return Card(
        _("Meilensteine erreicht"),
        _("%(count)s von %(target)s", count=reached, target=len(found.milestones)),
        _("%(late)d überfällig oder verschoben", late=late) if late else _("alle im Plan"),
        (reached, max(len(found.milestones), 1)),
        address("milestones.index", Permission.MILESTONES),
    )


def ahead_cards(found: Overview, preset: Preset) -> list[Card]:
    """What is expected by the end of the funding: people, completed stays, money."""
    return [*_people_ahead(found, preset), *([_money_ahead(found.money)] if found.money else [])]


def _people_ahead(found: Overview, preset: Preset) -> list[Card]:
    """Nothing of a forecast whose beginning is protected."""
    ahead, target = found.people.ahead, preset.target.participants
    url = address("capacity.index", Permission.PARTICIPANTS)
    if ahead is None or found.people.admitted is None:
        return []
    is_open = may(Permission.PARTICIPANTS) or found.people.exited is not None
    completed = at_least(ahead.completed_so_far, 0 if may(Permission.PARTICIPANTS) else FEWEST)
    so_far = completed if is_open else None
    return [
        Card(
            _("Aufgenommen bis zum Ende"),
            _("%(count)s von %(target)s", count=number(ahead.accompanied), target=number(target)),
            _("bisher %(count)s", count=shown(found.people.admitted)),
            (min(ahead.accompanied, target), target),
            url,
        ),
        Card(
            _("Abgeschlossen bis zum Ende"),
            number(ahead.completed),
            _("bisher %(count)s", count=shown(so_far)),
            (min(so_far or 0, ahead.completed), max(ahead.completed, 1)),
            url,
        ),
    ]


def _money_ahead(found: MoneyFigures) -> Card:
    expected, planned = found.expected_cents, found.planned_cents
    left = planned - expected
    sub = (
        _("%(cents)s mehr als geplant", cents=money(-left))
        if left < 0
        else _("%(cents)s bleiben vom Plan", cents=money(left))
    )
    return Card(
        _("Ausgaben bei Abschluss"),
        money(expected),
        sub,
        (min(max(expected, 0), planned), max(planned, 1)),
        address("outlook.index", Permission.FINANCE),
    )
