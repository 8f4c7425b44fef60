"""Acts during a stay: moving on, another post, the exit, taking back."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, request, url_for
from flask_babel import gettext as _

from app.access import Permission, requires
from app.errors import NotFound
from app.formats import day as written
from app.participants import labels, queries, record
from app.participants.caseload.services.handover import hand_over
from app.participants.forms import CareForm, ExitForm, MoveForm, ReversalForm, UndoForm
from app.participants.routes.frame import act, address, blueprint, case_posts, done
from app.participants.services import stay
from app.web import actor, attempt, pilot


@blueprint.route("/participants/<int:number>/move", methods=["GET", "POST"])
@requires(Permission.WORK_CASES)
def move(number: int) -> Any:
    """Into another stage; the next one is chosen already."""
    row = record.participation(actor(), number)
    current = queries.stage_record(row.pilot_id, row.id).current or 0
    titles = labels.stage_titles(pilot().preset)
    form = MoveForm()
    form.stage.choices = [(str(key), text) for key, text in titles.items() if key != current]
    if not form.is_submitted():
        form.stage.data = str(current + 1)
        form.entered_on.data = pilot().day

    def run() -> None:
        stay.move_stage(
            actor(),
            pilot().preset,
            number,
            int(form.data["stage"]),
            form.data["entered_on"],
            form.data["reason"] or "",
            pilot().day,
        )

    if attempt(form, run):
        return done(number, _("Baustein %(stage)s ist eingetragen.", stage=form.stage.data))
    lead = _("Jetzt in Baustein %(stage)s.", stage=titles.get(current, "–"))
    return act(number, form, _("Baustein wechseln"), _("Wechsel eintragen"), lead)


@blueprint.route("/participants/<int:number>/moves/<int:place>/reverse", methods=["GET", "POST"])
@requires(Permission.WORK_CASES)
def reverse(number: int, place: int) -> Any:
    """Takes the move at that place of the record back."""
    row = record.participation(actor(), number)
    moves = record.record_of(row, pilot().day).moves
    if not 1 <= place <= len(moves):
        raise NotFound
    wrong = moves[place - 1]
    form = ReversalForm()

    def run() -> None:
        stay.reverse_move(actor(), number, wrong.id, form.data["reason"], pilot().day)

    if attempt(form, run):
        return done(number, _("Der Wechsel ist zurückgenommen."))
    title = _("Wechsel zurücknehmen")
    warning = _(
        "Der Wechsel in Baustein %(stage)s am %(on)s gilt danach nicht mehr. "
        "Er bleibt mit der Begründung in der Akte sichtbar.",
        stage=labels.stage_titles(pilot().preset).get(wrong.stage, wrong.stage),
        on=written(wrong.entered_on),
    )
    return act(number, form, title, title, warning=warning)


@blueprint.route("/participants/<int:number>/care", methods=["GET", "POST"])
@requires(Permission.WORK_CASES)
def care(number: int) -> Any:
    """Another post takes over."""
    row = record.participation(actor(), number)
    current = queries.open_care(row.pilot_id, row.id)
    posts = {post.id: post.title for post in case_posts()}
    form = CareForm()
    others = [
        (str(key), title)
        for key, title in posts.items()
        if current is None or key != current.post_id
    ]
    form.post_id.choices = others
    if not form.is_submitted():
        form.from_day.data = pilot().day

    def run() -> None:
        hand_over(
            actor(),
            pilot().preset,
            {number: int(form.data["post_id"])},
            form.data["from_day"],
            form.data["ratio_reason"] or "",
            pilot().day,
        )

    lead = ""
    if current is not None:
        lead = _(
            "Jetzt bei %(post)s seit dem %(day)s.",
            post=posts.get(current.post_id, "–"),
            day=written(current.from_day),
        )
    if attempt(form, run):
        return done(number, _("Die Betreuung ist gewechselt."))
    return act(number, form, _("Betreuung wechseln"), _("Betreuung wechseln"), lead)


@blueprint.route("/participants/<int:number>/exit", methods=["GET", "POST"])
@requires(Permission.WORK_CASES)
def leave(number: int) -> Any:
    """Records the exit."""
    row = record.participation(actor(), number)
    form = ExitForm()
    if not form.is_submitted():
        form.exited_on.data = pilot().day
        form.renew(row.version)

    def run() -> None:
        stay.record_exit(
            actor(),
            number,
            form.data["exited_on"],
            form.data["exit_reason"],
            form.data["outcome"] or None,
            form.version.data or 0,
            pilot().day,
        )

    if attempt(form, run):
        flash(_("Der Austritt ist eingetragen."), "success")
        # the page of what comes after has the status at the exit as its next step
        return redirect(url_for("aftercare.index", pilot_key=pilot().key, number=number))
    row = record.participation(actor(), number)
    lead = ""
    if form.renew(row.version) and row.exited_on:
        lead = _("Inzwischen eingetragen: Austritt am %(day)s.", day=written(row.exited_on))
    return act(number, form, _("Austritt eintragen"), _("Austritt eintragen"), lead)


@blueprint.route("/participants/<int:number>/exit/undo", methods=["GET", "POST"])
@requires(Permission.WORK_CASES)
def undo_leave(number: int) -> Any:
    """Takes a wrongly recorded exit back, after asking."""
    row = record.participation(actor(), number)
    if request.method == "GET" and row.exited_on is None:
        return redirect(address("show", number=number))
    form = UndoForm()
    if not form.is_submitted():
        form.renew(row.version)
    shown = written(row.exited_on)

    def run() -> None:
        stay.undo_exit(actor(), number, form.version.data or 0)

    if attempt(form, run):
        return done(number, _("Der Austritt ist zurückgenommen; die Betreuung geht weiter."))
    form.renew(record.participation(actor(), number).version)
    warning = _(
        "Der Austritt am %(day)s mit Grund und Verbleib wird entfernt, die Betreuung geht weiter "
        "wie davor. Im Verlauf bleibt beides sichtbar.",
        day=shown,
    )
    title = _("Austritt zurücknehmen")
    return act(number, form, title, title, warning=warning)
