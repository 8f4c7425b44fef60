"""The record of one participation: where the person is, since when, what is due, what next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from flask import current_app, url_for
from flask_babel import gettext as _

from app.access import Permission, requires
from app.formats import day as written
from app.messages import sentence
from app.participants import labels, record
from app.participants.routes.case import case_page, open_case, parts
from app.participants.routes.frame import ALL_SEALED, address, blueprint, note_reading
from app.participants.rules import exceeds, open_gates
from app.participants.stays.labels import KIND, UPCOMING
from app.participants.stays.queries import upcoming
from app.participants.stays.rules import latest_end, newer_text
from app.web import actor, may, page, pilot
from app.wording import language

AHEAD = timedelta(days=28)
SHOWN = 5
GATES = {
    "coach": "participants.care",
    "baseline": "questionnaires.case",
    "plan": "planning.index",
}
"""Where each gate of a stage is passed; consents have a page of their own."""


@dataclass(frozen=True)
class NextStep:
    """A line of what comes next: a day or an occasion, and where it is done (text, address)."""

    label: str
    links: Sequence[tuple[str, str]]
    is_overdue: bool = False


@dataclass(frozen=True)
class ConsentSummary:
    """The purposes consented to on the day, and the others of the programme, in words."""

    given: Sequence[str]
    missing: Sequence[str]


@blueprint.get("/participants/<int:number>")
@requires(Permission.PARTICIPANTS)
def show(number: int) -> Any:
    """Everything about a participation, and what can be done next."""
    row = record.participation_shown(actor(), number)
    sealed = None
    if may(Permission.NAMES):
        note_reading(ALL_SEALED, row.id)
        sealed = record.sealed_of(row)
    preset, day = pilot().preset, pilot().day
    found = record.record_of(row, day)
    maximum = preset.target.maximum_dwell_months
    return page(
        "participants/show.html",
        number=number,
        parts=parts(number),
        record=found,
        row=row,
        sealed=sealed,
        target=preset.target,
        is_too_long=exceeds(row.admitted_on, row.exited_on, day, maximum),
        latest=latest_end(row.admitted_on, maximum, preset.notice.ends_on),
        nexts=next_steps(found, number),
        consents=summary_of(found.present),
        stages=labels.stage_titles(preset),
        kinds=KIND,
        criteria=[
            (labels.title(one), labels.ANSWER.get(found.answers.get(one.key, "")))
            for one in preset.criteria
        ],
        day=day,
        labels=labels,
        can_work=may(Permission.WORK_CASES),
        main=main_action(found, number),
    )


@blueprint.get("/participants/<int:number>/history")
@requires(Permission.PARTICIPANTS)
def history(number: int) -> Any:
    """Who entered or changed what about the stay, and when, the latest first."""
    case = open_case(number)
    changes = record.changes(case.row)
    return case_page(case, "participants/history.html", changes=changes, labels=labels)


def main_action(found: record.Record, number: int) -> tuple[str, str] | None:
    """The obvious next step: the next stage, in the last stage the exit, afterwards none."""
    if found.row.exited_on is not None:
        return None
    following = pilot().preset.stage((found.stage or 0) + 1)
    if following is not None:
        title = labels.next_stage(following.number)
        return title, address("move", number=number)
    return labels.record_exit(), address("leave", number=number)


def next_steps(found: record.Record, number: int) -> list[NextStep]:
    """What is dated, then what the next stage still needs, then newer texts of consents."""
    steps = dated_steps(found, number)
    if found.row.exited_on is not None:
        return steps
    preset = pilot().preset
    following = preset.stage((found.stage or 0) + 1)
    gates = open_gates(following, found.present) if following else []
    if following and gates:
        label = _("Für Baustein %(stage)s fehlt", stage=following.number)
        steps.append(NextStep(label, [gate_link(gate, number) for gate in gates]))
    month = preset.stays.transition_from_month
    if found.months >= month:
        text = _("Überleitung planen (ab dem %(month)s. Monat)", month=month)
        steps.append(NextStep(_("Verweildauer"), [(text, place("planning.index", number))]))
    return [*steps, *newer_texts(found, number)]


def dated_steps(found: record.Record, number: int) -> list[NextStep]:
    """Tasks, steps and reviews that are overdue or due within four weeks, the earliest first."""
    day = pilot().day
    return [
        NextStep(
            written(one.on),
            [(labels.word(UPCOMING, one.kind), place("planning.index", number))],
            one.on < day,
        )
        for one in upcoming(found.row.pilot_id, found.row.id, day + AHEAD, SHOWN)
    ]


def newer_texts(found: record.Record, number: int) -> list[NextStep]:
    """Lasting consents whose text has a newer version than the signed one."""
    settings, day = pilot().preset.consents, pilot().day
    lasting = {one.purpose: one for one in found.consents if one.withdrawn_on is None}
    names = [
        labels.word(labels.PURPOSE, purpose)
        for purpose, one in lasting.items()
        if newer_text(settings, purpose, one.text_version, day)
    ]
    if not names:
        return []
    text = _("Neuere Fassung liegt vor: %(purpose)s", purpose=", ".join(names))
    return [NextStep(_("Einwilligungen"), [(text, place("stays.consents", number))])]


def gate_link(gate: str, number: int) -> tuple[str, str]:
    """What a gate asks for, and the page where it is given."""
    text = sentence(f"gate.{gate}", language(), {})
    if not may(Permission.WORK_CASES):
        return text, ""
    purpose = gate.removeprefix("consent_")
    if purpose != gate:
        return text, place("participants.consent", number, purpose=purpose)
    return text, place(GATES[gate], number)


def place(endpoint: str, number: int, **arguments: Any) -> str:
    """The address of a part of this record, or nothing where the part does not exist."""
    if endpoint not in current_app.view_functions:
        return ""
    return url_for(endpoint, pilot_key=pilot().key, number=number, **arguments)


def summary_of(present: frozenset[str]) -> ConsentSummary:
    """Which consents of the programme are in force."""
    purposes = pilot().preset.consents.purposes
    given = [one for one in purposes if f"consent_{one}" in present]
    missing = [one for one in purposes if one not in given]
    words = [[labels.word(labels.PURPOSE, one) for one in group] for group in (given, missing)]
    return ConsentSummary(*words)
