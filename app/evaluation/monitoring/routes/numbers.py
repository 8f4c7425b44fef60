"""Social security numbers: typed one after the other, or taken from a table."""

from __future__ import annotations

from typing import Any

from flask import flash, make_response
from flask_babel import gettext as _
from flask_babel import ngettext

from app.access import Permission, requires
from app.errors import NotFound
from app.evaluation.monitoring.forms import BeginForm, NumberForm, TableForm
from app.evaluation.monitoring.routes.frame import (
    ONE,
    acted,
    blueprint,
    delivery_here,
    desk,
    shown,
    to,
)
from app.evaluation.monitoring.rules.life import State
from app.evaluation.monitoring.services import numbers as services
from app.evaluation.monitoring.services.desk import Contents
from app.evaluation.monitoring.table import NUMBER, PARTICIPANT, read_table
from app.intake.findings import Finding
from app.messages import sentence
from app.wording import language
from exports.monitoring_file import csv_file

OF_ONE = f"{ONE}/participants/<int(max=2147483647):number>"


@blueprint.route(OF_ONE, methods=["GET", "POST"])
@requires(Permission.MONITORING)
def number(delivery_id: int, number: int) -> Any:
    """The number of one participant; saving goes on to the next one who has none."""
    found, form = _open_delivery(delivery_id), NumberForm()
    stay = found.stay(number)
    text = form.number.data or ""
    if acted(delivery_id, form, lambda: services.enter_number(desk(), delivery_id, number, text)):
        return _go_on(delivery_id, number)
    found = _open_delivery(delivery_id)
    return shown(
        "number",
        found,
        form,
        stay=stay,
        ending=services.endings(desk(), found).get(stay.person_id),
        doubtful=found.is_doubtful(stay.person_id),
        following=_following(found, number),
        missing=len(found.without_number),
    )


def _open_delivery(delivery_id: int) -> Contents:
    """A delivery being prepared; the page of any other is not there."""
    found = delivery_here(delivery_id)
    if found.row.state != State.OPEN:
        raise NotFound
    return found


def _following(found: Contents, after: int) -> int | None:
    """The next participant without a number, from the beginning again after the last."""
    waiting = [stay.number for stay in found.without_number if stay.number != after]
    return next((number for number in waiting if number > after), waiting[0] if waiting else None)


def _go_on(delivery_id: int, number: int) -> Any:
    """To the next one without a number; stays where the birth date is to be looked at."""
    found = delivery_here(delivery_id)
    if found.is_doubtful(found.stay(number).person_id):
        return to("number", delivery_id=delivery_id, number=number)
    flash(_("Die Nummer zu Teilnehmernummer %(number)s ist gespeichert.", number=number), "success")
    following = _following(found, number)
    if following is None:
        return to("show", delivery_id=delivery_id)
    return to("number", delivery_id=delivery_id, number=following)


@blueprint.post(f"{OF_ONE}/remove")
@requires(Permission.MONITORING)
def remove(delivery_id: int, number: int) -> Any:
    """Destroys a number that was entered by mistake."""
    found, form = delivery_here(delivery_id), BeginForm()
    found.stay(number)
    if acted(delivery_id, form, lambda: services.remove_number(desk(), delivery_id, number)):
        flash(_("Die Nummer ist entfernt."), "success")
        return to("number", delivery_id=delivery_id, number=number)
    for error in form.form_errors:
        flash(error, "danger")
    return to("show", delivery_id=delivery_id)


@blueprint.route(f"{ONE}/table", methods=["GET", "POST"])
@requires(Permission.MONITORING)
def table(delivery_id: int) -> Any:
    """Takes the numbers of a table, all or none; findings name the line, never a number."""
    found, form = _open_delivery(delivery_id), TableForm()
    findings: list[Finding] = []
    taken: list[int] = []

    def take() -> None:
        try:
            lines = read_table(form.file.data.stream.read())
            taken.append(services.take_table(desk(), delivery_id, lines))
        except services.TableRefused as refused:
            findings.extend(refused.findings)
            raise

    if acted(delivery_id, form, take):
        flash(
            ngettext("%(num)d Nummer übernommen.", "%(num)d Nummern übernommen.", taken[0]),
            "success",
        )
        return to("show", delivery_id=delivery_id)
    told = [(one.line, sentence(one.code, language(), dict(one.params))) for one in findings]
    return shown(
        "table",
        found,
        form,
        findings=told,
        missing=len(found.without_number),
        heads=(PARTICIPANT, NUMBER),
    )


@blueprint.get(f"{ONE}/table.csv")
@requires(Permission.MONITORING)
def table_template(delivery_id: int) -> Any:
    """A table to fill in: everybody who has no number yet, by participant number."""
    found = _open_delivery(delivery_id)
    rows = [(stay.number, "") for stay in found.without_number]
    response = make_response(csv_file((PARTICIPANT, NUMBER), rows))
    response.headers["Content-Type"] = "text/csv; charset=utf-8"
    name = f"versicherungsnummern_{found.half.key}.csv"
    response.headers.set("Content-Disposition", "attachment", filename=name)
    return response
