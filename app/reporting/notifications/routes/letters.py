"""A letter: its words, what happens to it, as a sheet and as a file."""

from __future__ import annotations

import io
from typing import Any

from flask import send_file
from flask_babel import gettext as _

from app.access import Permission, requires
from app.documents.routes import Held, Holder, panel_of, serve_documents
from app.formats import day
from app.reporting.notifications import labels, queries, services
from app.reporting.notifications.drafting import TO_COMPLETE
from app.reporting.notifications.forms import AnswerForm, DiscardForm, SendForm, WordingForm
from app.reporting.notifications.queries import Letter
from app.reporting.notifications.routes.frame import ONE, blueprint, done, to
from app.reporting.notifications.rules.letters import (
    Event,
    Happened,
    State,
    Way,
    Wording,
    paragraphs,
)
from app.web import actor, attempt, may, one_transaction, overtaken, page, pilot
from app.wording import speaking
from exports.letter_docx import DOCX, LetterFile, letter_docx


def held(letter_id: int) -> Held:
    """A letter that has documents; once it was sent they stay."""
    found = queries.letter(pilot().id, letter_id)
    here = to("letter", letter_id=letter_id)
    trail = [(_("Mitteilungen"), to("index")), (found.wording.subject, here)]
    return Held(letter_id, found.wording.subject, here, trail, found.state is not State.DRAFT)


HOLDER = Holder("notification", held, Permission.STATEMENT, Permission.PREPARE_REPORT)
serve_documents(blueprint, HOLDER, lambda end: f"{ONE}/{end}")


@blueprint.get(ONE)
@requires(Permission.STATEMENT)
def letter(letter_id: int) -> Any:
    """A letter with what happened to it and what can happen now."""
    found = queries.letter(pilot().id, letter_id)
    return page(
        "notifications/letter.html",
        letter=found,
        title=labels.TITLE[found.kind],
        state=labels.STATE[found.state],
        languages=labels.LANGUAGE,
        events=labels.EVENT,
        ways=labels.WAY,
        is_incomplete=is_incomplete(found),
        panel=panel_of(HOLDER, blueprint, held(letter_id), {"letter_id": letter_id}),
        may_prepare=may(Permission.PREPARE_REPORT),
    )


def is_incomplete(found: Letter) -> bool:
    """Whether a place that only people can fill still stands in a draft."""
    return found.state is State.DRAFT and any(mark in found.wording.text for mark in TO_COMPLETE)


@blueprint.route(f"{ONE}/edit", methods=["GET", "POST"])
@requires(Permission.PREPARE_REPORT)
def revise(letter_id: int) -> Any:
    """Changes the words of a draft; who comes second sees both and loses nothing."""
    found = queries.letter(pilot().id, letter_id)
    form = WordingForm(data=vars(found.wording) | {"version": found.version})

    def save() -> None:
        given = Wording(*(_plain(form.data[name]) for name in vars(found.wording)))
        services.revise(actor(), letter_id, given, form.data["version"])

    if attempt(form, save):
        return done(_("Das Schreiben ist gespeichert."), to("letter", letter_id=letter_id))
    found = queries.letter(pilot().id, letter_id)
    is_late = overtaken(form, found.version)
    body, status = page("notifications/revise.html", form, letter=found, is_late=is_late)
    return body, 409 if is_late else status


def _plain(text: str | None) -> str:
    """Line ends as they are kept: browsers send two characters for one."""
    return (text or "").replace("\r\n", "\n").replace("\r", "\n")


@blueprint.route(f"{ONE}/send", methods=["GET", "POST"])
@requires(Permission.PREPARE_REPORT)
def send(letter_id: int) -> Any:
    """The letter has gone to the funder, as the version on the page says it."""
    found = queries.letter(pilot().id, letter_id)
    form = SendForm(data={"happened_on": pilot().day, "version": found.version})

    def run() -> None:
        given = form.data
        new = Happened(
            Event.SENT, given["happened_on"], Way(given["way"]), given["reference"] or ""
        )
        services.happen(actor(), letter_id, new, pilot().day, given["version"])

    if attempt(form, run):
        return done(
            _("Der Versand ist eingetragen. Legen Sie ab, was abgegangen ist."),
            to("letter", letter_id=letter_id),
        )
    found = queries.letter(pilot().id, letter_id)
    is_late = overtaken(form, found.version)
    body, status = page(
        "notifications/send.html",
        form,
        letter=found,
        is_late=is_late,
        is_incomplete=is_incomplete(found),
    )
    return body, 409 if is_late else status


@blueprint.route(f"{ONE}/answer", methods=["GET", "POST"])
@requires(Permission.PREPARE_REPORT)
def answer(letter_id: int) -> Any:
    """The funder has answered."""
    found, form = queries.letter(pilot().id, letter_id), AnswerForm()

    def run() -> None:
        given = form.data
        text, reference = _plain(given["text"]), given["reference"] or ""
        new = Happened(Event.ANSWERED, given["happened_on"], None, reference, text)
        services.happen(actor(), letter_id, new, pilot().day)

    if attempt(form, run):
        return done(_("Die Antwort ist eingetragen."), to("letter", letter_id=letter_id))
    return page("notifications/answer.html", form, letter=found)


@blueprint.route(f"{ONE}/discard", methods=["GET", "POST"])
@requires(Permission.PREPARE_REPORT)
def discard(letter_id: int) -> Any:
    """Gives a draft up, with a reason; its trigger is open again."""
    found, form = queries.letter(pilot().id, letter_id), DiscardForm()

    def run() -> None:
        new = Happened(Event.DISCARDED, pilot().day, text=_plain(form.data["reason"]))
        services.happen(actor(), letter_id, new, pilot().day)

    if attempt(form, run):
        return done(_("Der Entwurf ist verworfen."), to("index"))
    return page("notifications/discard.html", form, letter=found)


@blueprint.get(f"{ONE}/sheet")
@requires(Permission.STATEMENT)
def sheet(letter_id: int) -> Any:
    """The letter as a sheet of paper."""
    found = queries.letter(pilot().id, letter_id)
    with speaking(found.language):
        on = day(found.sent_on or pilot().day)
    return page("notifications/sheet.html", letter=found, on=on, carrier=pilot().preset.carrier)


@blueprint.post(f"{ONE}/docx")
@requires(Permission.STATEMENT)
def download(letter_id: int) -> Any:
    """The letter as a file for a word processor; recorded before it leaves the house."""
    here, found = pilot(), queries.letter(pilot().id, letter_id)
    content = letter_docx(file_of(found))
    with one_transaction():
        services.announce_letter(actor(), letter_id)
    number = found.sent_on or found.seen_on
    return send_file(
        io.BytesIO(content),
        mimetype=DOCX,
        as_attachment=True,
        download_name=f"{here.key}_mitteilung_{found.kind}_{number:%Y-%m-%d}.docx",
    )


def file_of(found: Letter) -> LetterFile:
    """What stands in the file, in the language of the letter."""
    preset, words = pilot().preset, found.wording
    with speaking(found.language):
        return LetterFile(
            sender=preset.carrier,
            recipient=words.recipient.splitlines(),
            day=day(found.sent_on or pilot().day),
            reference=_("Geschäftszeichen: %(text)s", text=words.reference)
            if words.reference
            else "",
            subject=words.subject,
            paragraphs=[(one.text, one.is_heading) for one in paragraphs(words.text)],
            mark=_("Entwurf") if found.state is State.DRAFT else "",
            language=found.language,
        )
