"""The half-years and their deliveries: begun, and looked at."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import flash
from flask_babel import gettext as _

from app.access import Permission, requires
from app.errors import NotFound
from app.evaluation.monitoring import labels, queries
from app.evaluation.monitoring.forms import BeginForm
from app.evaluation.monitoring.queries import Delivery
from app.evaluation.monitoring.routes.frame import (
    HERE,
    ONE,
    address,
    blueprint,
    delivery_here,
    desk,
    shown,
    to,
)
from app.evaluation.monitoring.rules import life
from app.evaluation.monitoring.rules.life import CLOSED, Act, HalfYear, State
from app.evaluation.monitoring.services import vault
from app.evaluation.monitoring.services.life import begin as begin_delivery
from app.evaluation.monitoring.services.numbers import endings
from app.milestones.duties.queries import met_by_hand
from app.milestones.duties.rules import monitoring_codes
from app.web import actor, attempt, page, pilot


@dataclass(frozen=True)
class HalfRow:
    """A half-year with its deliveries, the latest first."""

    half: HalfYear
    name: str
    due_on: date | None
    deliveries: Sequence[Delivery]
    begin_url: str | None
    noted_on: date | None
    """Somebody noted by hand that the duty was met."""

    @property
    def is_met(self) -> bool:
        """Whether something was handed over."""
        return any(row.state == State.HANDED_OVER for row in self.deliveries)


@blueprint.get(HERE)
@requires(Permission.MONITORING)
def index() -> Any:
    """The half-years that are over, with what is due and what was delivered."""
    here = pilot()
    noted = {code: met.on for code, met in met_by_hand(here.id).items()}
    known = queries.deliveries(here.id)
    rows = [_half_row(half, known, noted) for half in _halves()]
    pending = [row for row in rows if not row.deliveries and not row.noted_on]
    return page(
        "monitoring/index.html",
        rows=rows,
        following=pending[0] if pending else None,
        states={state.value: words for state, words in labels.STATE.items()},
        mapping=queries.mapping_in_force(here.id, here.preset),
        day=here.day,
    )


def _halves() -> list[HalfYear]:
    here = pilot()
    return life.halves(here.preset.notice.starts_on, here.preset.notice.ends_on, here.day)


def _half_row(half: HalfYear, known: Sequence[Delivery], noted: Mapping[str, date]) -> HalfRow:
    here = pilot()
    found = [row for row in known if row.half_year == half.key]
    due_on = half.due_on(here.preset.reports.monitoring_due)
    code = monitoring_codes(here.preset).get(due_on) if due_on else None
    is_open = any(row.open_half_year for row in found)
    return HalfRow(
        half,
        labels.half_name(half),
        due_on,
        found,
        None if is_open else address("begin", half_year=half.key),
        noted.get(code) if code else None,
    )


@blueprint.route(f"{HERE}/begin/<half_year>", methods=["GET", "POST"])
@requires(Permission.MONITORING)
def begin(half_year: str) -> Any:
    """Shows who would be in the file of a half-year, then begins its delivery."""
    half, here = life.read_half(half_year), pilot()
    if half is None or half not in _halves():
        raise NotFound
    form, made = BeginForm(), list[int]()
    if attempt(form, lambda: made.append(begin_delivery(desk(), half))):
        flash(_("Die Lieferung ist begonnen. Tragen Sie nun ein, was fehlt."), "success")
        return to("show", delivery_id=made[0])
    mapping = queries.mapping_in_force(here.id, here.preset)
    return page(
        "monitoring/begin.html",
        form,
        half=half,
        name=labels.half_name(half),
        members=queries.members_of(here.id, half, mapping.settings, here.day),
        number=queries.how_many_of(here.id, half) + 1,
        keep_days=mapping.settings.keep_days,
    )


@blueprint.get(ONE)
@requires(Permission.MONITORING)
def show(delivery_id: int) -> Any:
    """A delivery: what comes next, what is missing, what happened."""
    found = delivery_here(delivery_id)
    row, state = found.row, State(found.row.state)
    steps, place = labels.steps(state)
    numbers = endings(desk(), found)
    return shown(
        "show",
        found,
        steps=steps,
        place=place,
        acts={act.value: life.can(state, act) for act in Act},
        is_closed=state in CLOSED,
        is_own=is_own(found.row),
        is_changed=row.fingerprint is not None
        and state not in CLOSED
        and row.fingerprint != found.fingerprint,
        is_lost=bool(found.numbers) and not vault.has_key(desk().settings, row),
        numbers=numbers,
        lacks={lack.number: lack for lack in found.lacks},
        attention={lack.number for lack in found.lacks} | set(found.doubtful),
        told=[labels.Told(event) for event in queries.events(row.pilot_id, row.id)],
    )


def is_own(row: Delivery) -> bool:
    """Whether the reader began or submitted the delivery, and somebody else approves it."""
    return actor().user_id in {row.begun_by, row.submitted_by}
