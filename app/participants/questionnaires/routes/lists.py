"""What is due over all cases, and the response so far."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import chain
from typing import Any

from flask import request
from flask_babel import gettext as _

from app.access import Permission, requires
from app.database import utc_now
from app.participants.due import earliest
from app.participants.identity import store
from app.participants.questionnaires import crises, labels, queries, rounds
from app.participants.questionnaires.forms import FilterForm
from app.participants.questionnaires.rounds import Person, PersonColumns, Schedule, Where, by_day
from app.participants.questionnaires.routes.frame import blueprint, instruments
from app.participants.questionnaires.waves import Wave, wave_order
from app.participants.routes.frame import WHO, case_posts, note_reading, post_numbered
from app.web import actor, asked_page, listing, may, page, pilot

AHEAD = timedelta(weeks=4)
PER_PAGE = 50


@dataclass(frozen=True)
class Line:
    """A wave of somebody that needs something done, as the list shows it."""

    person: Person
    wave: Wave
    state: str
    instruments: tuple[str, ...]


Waiting = tuple[Sequence[date], int, Sequence[tuple[Wave, Where]], PersonColumns]
"""Waves of one person that need something done, behind what orders them: the last days of their
windows and the participant number."""


@blueprint.get("/participants/questionnaires")
@requires(Permission.PARTICIPANTS)
def index() -> Any:
    """Waves that are overdue, open or about to open, narrowed by the address."""
    here, filters = pilot(), filter_form()
    post_id = post_numbered(filters.post.data)
    number, off = asked_page(), off_titles()
    until = here.day + AHEAD
    found = list(queries.schedules_of(actor(), here.preset, here.day, until, post_id))
    ordered, days_due = earliest(list(waiting(found, filters)), number * PER_PAGE, 1)
    shown = lines(ordered[(number - 1) * PER_PAGE :])
    states = Counter(chain.from_iterable(waves.states for _person, waves in found))
    occurring = set(chain.from_iterable(waves.keys for _person, waves in found))
    filters.wave.choices = wave_choices(occurring)
    return page(
        "questionnaires/index.html",
        filters=filters,
        is_filtered=any(request.args.get(name) for name in ("state", "wave", "instrument", "post")),
        counts={key: states[key] for key in labels.STATE},
        lines=shown,
        posts=queries.posts_of_cases(actor(), [line.person.id for line in shown], here.day),
        listing=listing(days_due.total(), "closes_on", False, number, PER_PAGE),
        open_crises=crises.open_crises(actor(), utc_now()),
        off=off,
        asked=len(instruments()) - len(off),
        may_record=may(Permission.CRISIS_PROCEDURE),
        names=names(shown),
        labels=labels,
        titles={one.key: labels.title(one) for one in instruments()},
        day=here.day,
    )


def filter_form() -> FilterForm:
    """The filter as the address says it."""
    form = FilterForm(request.args)
    everything = ("", _("alle"))
    form.state.choices = [everything, *labels.STATE.items()]
    form.instrument.choices = [everything, *((one.key, labels.title(one)) for one in instruments())]
    posts = enumerate(case_posts(), start=1)
    form.post.choices = [everything, *((place, post.title) for place, post in posts)]
    return form


def wave_choices(keys: Iterable[str]) -> list[tuple[str, str]]:
    """The waves that occur, in their order."""
    ordered = sorted(keys, key=wave_order)
    return [("", _("alle")), *((key, labels.wave(key)) for key in ordered)]


def waiting(found: Iterable[Schedule], filters: FilterForm) -> Iterator[Waiting]:
    """Whose waves need something done and fit the filter."""
    narrows = any(one.data for one in (filters.state, filters.wave, filters.instrument))
    for person, waves in found:
        days, pending = waves.waiting
        if narrows:
            days, pending = by_day([one for one in pending if fits(*one, filters)])
        if days:
            yield days, person[1], pending, person


def fits(wave: Wave, where: Where, filters: FilterForm) -> bool:
    """Whether a wave fits the filter; unknown words fit nothing."""
    state, key, instrument = filters.state.data, filters.wave.data, filters.instrument.data
    return (
        (not state or where.state == state)
        and (not key or wave.key == key)
        and (not instrument or instrument in (where.wanted or where.upcoming))
    )


def lines(found: Iterable[tuple[Waiting, int]]) -> list[Line]:
    """The waves that need something done as the list shows them."""
    return [
        Line(Person(*person), wave, where.state, where.wanted or where.upcoming)
        for (_days, _number, pending, person), place in found
        for wave, where in [pending[place]]
    ]


def names(shown: Sequence[Line]) -> dict[int, str]:
    """The names in the lines for whoever may read them; the reading is recorded."""
    if not shown or not may(Permission.NAMES):
        return {}
    note_reading(WHO)
    people = {line.person.person_id for line in shown}
    return store.full_names_of(actor().pilot_id, people)


def off_titles() -> list[str]:
    """The instruments that are off for want of a crisis procedure."""
    in_use = {one.key for one in queries.instruments_in_use(actor().pilot_id, pilot().preset)}
    return [labels.title(one) for one in instruments() if one.key not in in_use]


@blueprint.get("/participants/questionnaires/response")
@requires(Permission.PARTICIPANTS)
def response() -> Any:
    """The response to an instrument for every wave, with the reasons for what is missing."""
    here, filters = pilot(), filter_form()
    known = [one.key for one in instruments()]
    filters.instrument.choices = [(one.key, labels.title(one)) for one in instruments()]
    if filters.instrument.data not in known:
        filters.instrument.data = known[0] if known else ""
    key, post_id = filters.instrument.data, post_numbered(filters.post.data)
    schedules = queries.schedules_of(actor(), here.preset, here.day, here.day, post_id)
    found = list(rounds.rounds(schedules))
    missing = queries.missing_counts(actor(), here.day, key, post_id)
    return page(
        "questionnaires/response.html",
        filters=filters,
        is_filtered=bool(request.args.get("instrument") or request.args.get("post")),
        rows=rounds.responses(found, key, missing),
        title={one.key: labels.title(one) for one in instruments()}.get(key, ""),
        is_off=key in known and key not in {k for one in found for k in one.standings},
        labels=labels,
        sees_all=may(Permission.ALL_CASES),
        day=here.day,
    )
