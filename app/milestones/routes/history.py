"""Recorded changes of milestones and work packages as the timeline tells them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from flask_babel import gettext as _

from app.clock import BERLIN
from app.formats import day, money, number
from app.milestones.labels import EVIDENCE, FIELD
from app.milestones.plan.queries import NeedChange
from app.milestones.plan.rules import Evidence
from app.milestones.queries import ChangeRow
from app.milestones.routes.frame import measure_name


@dataclass(frozen=True)
class Event:
    """A recorded change as the timeline shows it."""

    on: date
    title: str
    text: str
    at: datetime


@dataclass(frozen=True)
class Words:
    """The names behind ids: of people, work packages and milestones."""

    people: Mapping[int, str]
    packages: Mapping[int, str]
    milestones: Mapping[int, str]
    counts_money: bool = False
    """Whether the figure that the milestone is measured by is an amount."""


def event_of(change: ChangeRow, words: Words) -> Event:
    """Day, what changed from what to what, and by whom at what time in Germany."""
    if change.is_first:
        planned = change.values.get("baseline_on") or change.values["starts_on"]
        title = _("Geplant für den %(day)s", day=day(planned[1]))
    else:
        title = "; ".join(
            f"{FIELD[name]}: {revised(name, before, after, words)}"
            for name, (before, after) in change.values.items()
        )
    return _told(change.at, title, change.by)


def need_event_of(change: NeedChange, words: Words) -> Event:
    """That a milestone needs another, or no longer does."""
    title = words.milestones.get(change.needs_id, _("ein gelöschter Meilenstein"))
    told = (
        _("Braucht nicht mehr: %(title)s", title=title)
        if change.is_removal
        else _("Braucht zuvor: %(title)s", title=title)
    )
    return _told(change.at, told, change.by)


def revised(name: str, before: Any, after: Any, words: Words) -> str:
    """From → to; of free texts only the new one, so that the line stays readable."""
    if name in {"remark", "evidence", "baseline_reason", "title", "title_en"}:
        return shown(name, after, words)
    return f"{shown(name, before, words)} → {shown(name, after, words)}"


def shown(name: str, value: Any, words: Words) -> str:
    """What a column holds, in words; a dash for nothing."""
    if value is None or value == "":
        return "–"
    return _WRITERS.get(name, _plain)(value, words)


def _plain(value: Any, _words: Words) -> str:
    return day(value) if isinstance(value, date) else str(value)


_WRITERS: Mapping[str, Callable[[Any, Words], str]] = {
    "owner_id": lambda value, words: words.people.get(value, "–"),
    "package_id": lambda value, words: words.packages.get(value, "–"),
    "evidence_kind": lambda value, _words: str(EVIDENCE[Evidence(value)]),
    "measure": lambda value, _words: measure_name(value),
    "at_least": lambda value, words: money(value) if words.counts_money else number(value),
}


def _told(at: datetime, title: str, by: str | None) -> Event:
    local = at.astimezone(BERLIN)
    text = _("%(name)s, %(time)s Uhr", name=by or "Pilotbuch", time=f"{local:%H:%M}")
    return Event(local.date(), title, text, at)
