"""The record of one participation."""

from __future__ import annotations

from typing import Any

from app.access import Permission, requires
from app.participants import labels, record
from app.participants.routes.case import parts
from app.participants.routes.frame import ALL_SEALED, address, blueprint, note_reading
from app.participants.rules import exceeds
from app.web import actor, may, page, pilot


@blueprint.get("/participants/<int:number>")
@requires(Permission.PARTICIPANTS)
def show(number: int) -> Any:
    """Everything about a participation, and what can be done next."""
    row = record.participation(actor(), number)
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
        stages=labels.stage_titles(preset),
        criteria=[
            (labels.title(one), labels.ANSWER.get(found.answers.get(one.key, "")))
            for one in preset.criteria
        ],
        changes=record.changes(row),
        day=day,
        labels=labels,
        can_work=may(Permission.WORK_CASES),
        main=main_action(found, number),
    )


def main_action(found: record.Record, number: int) -> tuple[str, str] | None:
    """The obvious next step: the next stage, in the last stage the exit, afterwards none."""
    if found.row.exited_on is not None:
        return None
    following = pilot().preset.stage((found.stage or 0) + 1)
    if following is not None:
        title = labels.next_stage(following.number)
        return title, address("move", number=number)
    return labels.record_exit(), address("leave", number=number)
