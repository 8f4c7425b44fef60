"""Filling an instrument in, correcting it, and looking at single answers."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, request
from flask_babel import gettext as _

from app.access import Permission, requires
from app.database import utc_now
from app.errors import NotFound
from app.participants.questionnaires import crises, labels, queries, services
from app.participants.questionnaires.forms import LEFT_OUT, AnswerForm, answer_form
from app.participants.questionnaires.instruments import Instrument
from app.participants.questionnaires.record import Cell, matrix_of
from app.participants.questionnaires.routes.frame import (
    address,
    blueprint,
    display_names,
    instrument_called,
    sees_answers,
)
from app.participants.questionnaires.rules import Filled, shown_score
from app.participants.questionnaires.services import Place, Saved
from app.participants.questionnaires.waves import Standing
from app.participants.routes.case import case_page, open_case
from app.participants.routes.corrections import as_read
from app.web import actor, attempt, pilot
from app.wording import language

BASE = "/participants/<int:number>/questionnaires/<wave>/<instrument>"


@blueprint.route(BASE, methods=["GET", "POST"])
@requires(Permission.WORK_CASES)
def fill(number: int, wave: str, instrument: str) -> Any:
    """All items on one page, or the score of a licensed instrument; also to correct."""
    opened, asked = open_case(number), instrument_called(instrument)
    cell = matrix_of(opened.row, pilot().preset, pilot().day).cell(wave, asked.key)
    form = answer_form(asked, wording())
    sees = sees_answers(opened.row.id)
    if not form.is_submitted():
        prefill(form, cell, sees)
    saved: list[Saved] = []

    def run() -> None:
        here, place = pilot(), Place(number, wave, asked.key)
        told, version = filled(form, asked), form.version.data or 0
        saved.append(
            services.fill_in(actor(), here.preset, place, told, version, here.day, utc_now())
        )

    if attempt(form, run):
        return after_saving(number, wave, asked, saved[0])
    opened = open_case(number)
    cell = matrix_of(opened.row, pilot().preset, pilot().day).cell(wave, asked.key)
    is_stale = form.renew(cell.row.version if cell.row else 0)
    return case_page(
        opened,
        "questionnaires/fill.html",
        form,
        cell=cell,
        instrument=asked,
        items=form.items(asked),
        present=differing(form, cell, sees) if is_stale else {},
        is_stale=is_stale,
        is_off=asked.may_raise_crisis and crises.procedure_in_force(actor().pilot_id) is None,
        is_without_consent=cell.standing == Standing.NO_CONSENT,
        sees_answers=sees,
        wording=wording(),
        labels=labels,
    )


def wording() -> str:
    """The language of the instrument's wording: as asked for, or the reader's."""
    asked = request.values.get("wording", "")
    return asked if asked in labels.LANGUAGE else language()


def filled(form: AnswerForm, asked: Instrument) -> Filled:
    """What the form says."""
    return Filled(
        answered_on=form.data["answered_on"],
        mode=form.data["mode"],
        from_paper=form.data["from_paper"],
        language=None if asked.is_score_only else wording(),
        answers=form.answers(asked),
        score=form.score_of(asked) if asked.is_score_only else None,
    )


def stored(cell: Cell, sees: bool) -> dict[str, Any]:
    """What is on record, as the form holds it; single answers only for who may see them."""
    row = cell.row
    if row is None or row.answered_on is None:
        return {}
    found = {
        "answered_on": row.answered_on,
        "mode": row.mode,
        "from_paper": row.from_paper,
    }
    if cell.instrument.is_score_only:
        return found | {"score": shown_score(cell.instrument, row.score or 0)}
    if sees:
        answers = enumerate(queries.answers_of(row.pilot_id, row.id), start=1)
        found |= {
            f"item_{place}": LEFT_OUT if value is None else str(value) for place, value in answers
        }
    return found


def prefill(form: AnswerForm, cell: Cell, sees: bool) -> None:
    """The form as it is first shown: what is on record, or today."""
    form.renew(cell.row.version if cell.row else 0)
    form.answered_on.data = pilot().day
    for name, value in stored(cell, sees).items():
        form[name].data = value


def differing(form: AnswerForm, cell: Cell, sees: bool) -> dict[str, str]:
    """What somebody else has saved meanwhile, where it differs from what was entered."""
    return {
        name: as_read(form[name], value)
        if name != "from_paper"
        else (_("ja") if value else _("nein"))
        for name, value in stored(cell, sees).items()
        if form[name].data != value
    }


def after_saving(number: int, wave: str, asked: Instrument, saved: Saved) -> Any:
    """Says what was saved; an answer that opened a crisis leads to the procedure at once."""
    if saved.score is None:
        sentence = _(
            "%(title)s ist gespeichert, ohne Punktwert: Es fehlen Antworten.",
            title=labels.title(asked),
        )
    else:
        sentence = _(
            "%(title)s ist gespeichert: %(score)s von %(highest)s.",
            title=labels.title(asked),
            score=labels.score(asked, saved.score),
            highest=labels.score(asked, asked.highest),
        )
    flash(sentence, "success")
    if saved.opened_crisis:
        return redirect(address("crisis", number=number, wave=wave, instrument=asked.key))
    if saved.left_out_crisis_item:
        item = asked.crisis_items[0].item
        flash(
            _("Frage %(item)s blieb ohne Antwort. Bitte sprechen Sie das Thema an.", item=item),
            "warning",
        )
    return redirect(address("case", number=number))


@blueprint.get(f"{BASE}/answers")
@requires(Permission.WORK_CASES)
def answers(number: int, wave: str, instrument: str) -> Any:
    """What is on record: score, single answers for who may see them, and the history."""
    opened, asked = open_case(number), instrument_called(instrument)
    cell = matrix_of(opened.row, pilot().preset, pilot().day).cell(wave, asked.key)
    if cell.row is None:
        raise NotFound
    sees = sees_answers(opened.row.id)
    given = queries.answers_of(cell.row.pilot_id, cell.row.id) if sees else ()
    words = {code.value: code for code in asked.codes}
    changes = queries.changes_to(cell.row)[::-1]
    return case_page(
        opened,
        "questionnaires/answers.html",
        cell=cell,
        instrument=asked,
        sees_answers=sees,
        answers=[
            (item, words.get(value) if value is not None else None)
            for item, value in zip(asked.items, given, strict=False)
        ],
        changes=changes,
        users=display_names(change.user_id for change in changes),
        recorded_by=display_names([cell.row.recorded_by]).get(cell.row.recorded_by, "–"),
        labels=labels,
    )
