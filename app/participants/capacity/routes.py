"""Pages of the forecast of capacity."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from flask import Blueprint, request, url_for
from flask_babel import gettext as _

from app.access import Permission, requires
from app.participants.capacity import forecast, pictures, queries, rules
from app.participants.capacity.forms import MOST_POSTS, MOST_VACANCY, UNTIL, ScenarioForm
from app.participants.capacity.rules import Assumptions, Lengths, Situation
from app.participants.dwell.queries import stays as stays_of
from app.periods import day_after
from app.web import page, pilot

blueprint = Blueprint("capacity", __name__, template_folder="templates")


@dataclass(frozen=True)
class Answer:
    """Both answers under some assumptions."""

    label: str
    url: str | None
    expected: forecast.Expected
    simulated: forecast.Simulated


@blueprint.get("/participants/capacity")
@requires(Permission.PARTICIPANTS)
def index() -> Any:
    """How many will have been accompanied and will have completed by the end of the period."""
    here = pilot()
    preset, notice = here.preset, here.preset.notice
    on = min(here.day, day_after(notice.ends_on))
    filters = ScenarioForm(request.args)
    if filters.until.data not in UNTIL:
        filters.until.data = "full"
    assumed = _assumptions(filters)
    stays = stays_of(here.id, on)
    now = queries.situation(here.id, preset, on, stays)
    lengths, own_completed = rules.lengths_of(stays, now)
    answer = _answer(_("Wie angenommen"), None, now, assumed, lengths)
    slot_months = rules.slot_months(now, assumed)
    plan = rules.plan_of(now, assumed, lengths)
    return page(
        "capacity/index.html",
        filters=filters,
        is_filtered=any(request.args.get(name) for name in filters.data),
        answer=answer,
        others=[] if on > notice.ends_on else _others(now, assumed, lengths),
        pictures=pictures.of_course(now, assumed, stays, answer.simulated),
        slot_months=slot_months,
        most=rules.most_stays(slot_months, plan.planned),
        planned=int(plan.planned),
        last_useful=rules.last_useful_entry(preset, assumed),
        mean=plan.lengths.mean,
        own_completed=own_completed,
        needed=preset.capacity.planned_until_n,
        places_now=rules.places_on(now, Assumptions(0, 0), [on])[0],
        assumed=assumed,
        range_name=_("90-%-Bereich"),
        defaults=preset.capacity,
        now=now,
        target=preset.target,
        notice=notice,
        is_over=on > notice.ends_on,
    )


def _assumptions(filters: ScenarioForm) -> Assumptions:
    """Those of the programme, changed by what the address says; what is out of bounds is not."""
    defaults = pilot().preset.capacity
    filters.validate()
    asked = {name: value for name, value in filters.data.items() if name not in filters.errors}
    refill = asked.get("refill")
    return Assumptions(
        defaults.refill_days if refill is None else refill,
        defaults.ramp_up_months,
        asked.get("posts") or 0,
        asked.get("vacancy") or 0,
        asked.get("stay"),
        filters.until.data == "end",
    )


def _answer(
    label: str, url: str | None, now: Situation, assumed: Assumptions, lengths: Lengths
) -> Answer:
    plan = rules.plan_of(now, assumed, lengths)
    target = now.preset.target.participants
    return Answer(
        label,
        url,
        forecast.expected(plan),
        forecast.simulate(plan, target, forecast.runs_for(plan)),
    )


def _others(now: Situation, assumed: Assumptions, lengths: Lengths) -> list[Answer]:
    """What one thing more would change, each with the address that shows it in full."""
    posts, vacancy = assumed.extra_posts + 1, assumed.vacancy_months + 1
    cases: list[tuple[str, str, Any, Assumptions]] = []
    if posts <= MOST_POSTS:
        more = replace(assumed, extra_posts=posts)
        cases.append((_("eine volle Stelle mehr"), "posts", posts, more))
    if vacancy <= MOST_VACANCY:
        vacant = replace(assumed, vacancy_months=vacancy)
        cases.append((_("ein Monat ohne eine Stelle"), "vacancy", vacancy, vacant))
    if assumed.until_end:
        until, label = "full", _("Aufnahmen, solange ein voller Aufenthalt möglich ist")
    else:
        until, label = "end", _("Aufnahmen bis zum Ende des Zeitraums")
    cases.append((label, "until", until, replace(assumed, until_end=not assumed.until_end)))
    return [
        _answer(label, _address(**{name: value}), now, changed, lengths)
        for label, name, value, changed in cases
    ]


def _address(**changes: Any) -> str:
    kept: dict[str, Any] = {
        name: request.args[name] for name in ScenarioForm().data if request.args.get(name)
    }
    return url_for("capacity.index", pilot_key=pilot().key, **{**kept, **changes})
