"""Keeping a post: its share over time and its absences."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect
from flask_babel import gettext as _
from flask_wtf import FlaskForm

from app.access import Permission, requires
from app.accounts.queries import holdings
from app.errors import NotFound
from app.formats import day as written
from app.participants.caseload import queries
from app.participants.caseload.forms import (
    AbsenceCorrectionForm,
    AbsenceForm,
    ShareCorrectionForm,
    ShareForm,
)
from app.participants.caseload.routes.frame import (
    act,
    address,
    after,
    blueprint,
    last_day,
    place_of,
    post_at,
)
from app.participants.caseload.services import posts as services
from app.pilots.queries import AbsenceRow, ShareRow, absences_of, shares_of
from app.web import actor, attempt, page, pilot

HERE = "/participants/caseload/posts/<int:place>"


def back(place: int, sentence: str) -> Any:
    """After an act: says so, and goes to the post."""
    flash(sentence, "success")
    return redirect(address("post", place=place))


@blueprint.get(HERE)
@requires(Permission.DISTRIBUTE_CASES)
def post(place: int) -> Any:
    """A post: share, absences, who holds it, what it has handed over."""
    found = post_at(place)
    return page(
        "caseload/post.html",
        post=found,
        place=place,
        shares=shares_of(pilot().id).get(found.id, ()),
        absences=absences_of(pilot().id).get(found.id, ()),
        holdings=holdings(pilot().id).get(found.id, ()),
        hand_overs=[
            (one, place_of(one.to_post), post_at(place_of(one.to_post)).title)
            for one in queries.hand_overs(pilot().id, found.id)
        ],
        last_day=last_day,
        day=pilot().day,
    )


@blueprint.route(f"{HERE}/shares/new", methods=["GET", "POST"])
@requires(Permission.DISTRIBUTE_CASES)
def add_share(place: int) -> Any:
    """The share of the post from a day on."""
    found = post_at(place)
    form = ShareForm()
    if not form.is_submitted():
        form.from_day.data = pilot().day

    def run() -> None:
        services.set_share(actor(), found.id, form.data["from_day"], form.data["fte_percent"])

    if attempt(form, run):
        return back(place, _("Der Anteil ist eingetragen."))
    return act(place, form, _("Anteil ändern"), _("Anteil eintragen"))


@blueprint.route(f"{HERE}/shares/<int:share_id>", methods=["GET", "POST"])
@requires(Permission.DISTRIBUTE_CASES)
def correct_share(place: int, share_id: int) -> Any:
    """A share that was entered wrongly."""
    row = _share(place, share_id)
    form = ShareCorrectionForm(data={"from_day": row.from_day, "fte_percent": row.fte_percent})
    if not form.is_submitted():
        form.renew(row.version)

    def run() -> None:
        services.correct_share(
            actor(),
            share_id,
            form.data["from_day"],
            form.data["fte_percent"],
            form.version.data or 0,
        )

    if attempt(form, run):
        return back(place, _("Der Anteil ist berichtigt."))
    row = _share(place, share_id)
    stored = ""
    if form.renew(row.version):
        stored = _(
            "Jetzt gespeichert: %(percent)s Prozent ab %(day)s.",
            percent=row.fte_percent,
            day=written(row.from_day),
        )
    remove_url = address("remove_share", place=place, share_id=share_id)
    return act(place, form, _("Anteil berichtigen"), _("Speichern"), stored, "", remove_url)


@blueprint.post(f"{HERE}/shares/<int:share_id>/remove")
@requires(Permission.DISTRIBUTE_CASES)
def remove_share(place: int, share_id: int) -> Any:
    """A share that never was; the one before it goes on."""
    _share(place, share_id)
    if attempt(FlaskForm(), lambda: services.remove_share(actor(), share_id)):
        flash(_("Der Anteil ist entfernt."), "success")
    return redirect(address("post", place=place))


@blueprint.route(f"{HERE}/absences/new", methods=["GET", "POST"])
@requires(Permission.DISTRIBUTE_CASES)
def add_absence(place: int) -> Any:
    """Days without anybody on the post."""
    found = post_at(place)
    form = AbsenceForm()
    if not form.is_submitted():
        form.from_day.data = pilot().day

    def run() -> None:
        services.add_absence(
            actor(), found.id, form.data["from_day"], after(form.data["until_day"])
        )

    if attempt(form, run):
        return back(place, _("Die Abwesenheit ist eingetragen."))
    lead = _("Ein Grund wird nicht gespeichert. Die Auslastung ändert sich dadurch nicht.")
    return act(place, form, _("Abwesenheit eintragen"), _("Abwesenheit eintragen"), lead)


@blueprint.route(f"{HERE}/absences/<int:absence_id>", methods=["GET", "POST"])
@requires(Permission.DISTRIBUTE_CASES)
def correct_absence(place: int, absence_id: int) -> Any:
    """The end of an absence, or its right days."""
    row = _absence(place, absence_id)
    form = AbsenceCorrectionForm(
        data={"from_day": row.from_day, "until_day": last_day(row.until_day)}
    )
    if not form.is_submitted():
        form.renew(row.version)

    def run() -> None:
        services.correct_absence(
            actor(),
            absence_id,
            form.data["from_day"],
            after(form.data["until_day"]),
            form.version.data or 0,
        )

    if attempt(form, run):
        return back(place, _("Die Abwesenheit ist berichtigt."))
    row = _absence(place, absence_id)
    stored = ""
    if form.renew(row.version):
        stored = _(
            "Jetzt gespeichert: %(start)s bis %(end)s.",
            start=written(row.from_day),
            end=written(last_day(row.until_day)),
        )
    remove_url = address("remove_absence", place=place, absence_id=absence_id)
    title = _("Abwesenheit beenden oder berichtigen")
    return act(place, form, title, _("Speichern"), stored, "", remove_url)


@blueprint.post(f"{HERE}/absences/<int:absence_id>/remove")
@requires(Permission.DISTRIBUTE_CASES)
def remove_absence(place: int, absence_id: int) -> Any:
    """An absence that was none."""
    _absence(place, absence_id)
    if attempt(FlaskForm(), lambda: services.remove_absence(actor(), absence_id)):
        flash(_("Die Abwesenheit ist entfernt."), "success")
    return redirect(address("post", place=place))


def _share(place: int, share_id: int) -> ShareRow:
    for row in shares_of(pilot().id).get(post_at(place).id, ()):
        if row.id == share_id:
            return row
    raise NotFound


def _absence(place: int, absence_id: int) -> AbsenceRow:
    for row in absences_of(pilot().id).get(post_at(place).id, ()):
        if row.id == absence_id:
            return row
    raise NotFound
