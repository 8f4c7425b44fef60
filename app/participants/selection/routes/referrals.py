"""A referral comes in, and is corrected; changes by others meanwhile are shown beside."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import flash, redirect, request
from flask_babel import gettext as _

from app.access import Permission, requires
from app.formats import day as written
from app.participants.forms import IdentityCorrectionForm, chosen, truth
from app.participants.routes.admission import characteristics, name_in, stated
from app.participants.routes.corrections import as_read
from app.participants.routes.frame import case_posts
from app.participants.selection import labels, queries, services
from app.participants.selection.forms import (
    ReferralCorrectionForm,
    ReferralForm,
    TalkForm,
    asking,
)
from app.participants.selection.queries import Opened
from app.participants.selection.routes.frame import act, address, blueprint, done, opened
from app.participants.selection.rules import State
from app.participants.selection.services import Referral
from app.web import actor, attempt, page, pilot


@blueprint.route("/participants/selection/new", methods=["GET", "POST"])
@requires(Permission.WORK_CASES)
def new() -> Any:
    """A referral from case management becomes a candidate."""
    form = with_choices(asking(ReferralForm, stated()))
    if not form.is_submitted():
        form.referred_on.data = pilot().day
        form.referrer.data = next(iter(labels.referrers(pilot().preset)), "")
    numbers: list[int] = []

    def run() -> None:
        here = pilot()
        found = services.refer(actor(), here.preset, name_in(form), referral(form), here.day)
        numbers.append(found)

    if attempt(form, run):
        point_out(numbers[0])
        return done(numbers[0], _("Zusteuerung Nr. %(number)s ist erfasst.", number=numbers[0]))
    return page("selection/new.html", form, stated=[one.key for one, _title in stated()])


def point_out(number: int) -> None:
    """Says that the person is known already."""
    found = queries.earlier(queries.candidate(actor(), number))
    if found.stays or found.referrals:
        flash(_("Die Person ist schon bekannt; sie zählt als dieselbe Person."), "info")


def with_choices(form: Any) -> Any:
    """The form with the pilot's referrers and posts."""
    form.referrer.choices = list(labels.referrers(pilot().preset).items())
    posts = [(str(post.id), post.title) for post in case_posts()]
    form.post_id.choices = [("", _("noch offen")), *posts]
    return form


def referral(form: Any) -> Referral:
    """What the form says, for the service."""
    told = {one.key: truth(form[f"stated_{one.key}"].data) for one, _title in stated()}
    return Referral(
        referred_on=form.referred_on.data,
        referrer=form.referrer.data,
        characteristics=characteristics(form),
        talk_on=form.talk_on.data,
        post_id=int(form.post_id.data) if form.post_id.data else None,
        reason=form.reason.data or "",
        stated={key: value for key, value in told.items() if value is not None},
    )


@blueprint.route("/participants/selection/<int:number>/talk", methods=["GET", "POST"])
@requires(Permission.WORK_CASES)
def talk(number: int) -> Any:
    """The day of the first talk."""
    row = queries.candidate(actor(), number)
    if request.method == "GET" and row.state != State.OPEN:
        return redirect(address("show", number=number))
    form = TalkForm()
    if not form.is_submitted():
        form.talk_on.data = row.talk_on or pilot().day
        form.renew(row.version)

    def run() -> None:
        version, day = form.version.data or 0, form.data["talk_on"]
        services.agree_talk(actor(), number, day, version, pilot().day)

    if attempt(form, run):
        return done(number, _("Das Erstgespräch ist eingetragen."))
    row = queries.candidate(actor(), number)
    is_old = form.renew(row.version)
    lead = ""
    if is_old:
        lead = _("Inzwischen eingetragen: %(day)s.", day=written(row.talk_on))
    title = _("Erstgespräch eintragen")
    return act(number, form, title, title, lead=lead)


@blueprint.route("/participants/selection/<int:number>/data", methods=["GET", "POST"])
@requires(Permission.NAMES)
def data(number: int) -> Any:
    """The referral and what it tells."""
    sealed = opened(number)
    row = queries.candidate(actor(), number)
    if sealed is None or (request.method == "GET" and row.state != State.OPEN):
        return redirect(address("show", number=number))
    form = with_choices(asking(ReferralCorrectionForm, stated(), data=stored_data(row, sealed)))
    if not form.is_submitted():
        form.renew(row.version)

    def run() -> None:
        version, here = form.version.data or 0, pilot()
        services.correct_referral(actor(), here.preset, number, referral(form), version, here.day)

    if attempt(form, run):
        return done(number, _("Die Angaben sind berichtigt."))
    row = queries.candidate(actor(), number)
    now = queries.opened(row) or sealed
    stored = stored_data(row, now) if form.renew(row.version) else {}
    return correction(number, form, _("Angaben berichtigen"), stored, sealed)


@blueprint.route("/participants/selection/<int:number>/person", methods=["GET", "POST"])
@requires(Permission.NAMES)
def person(number: int) -> Any:
    """Name, date of birth, customer number."""
    sealed = opened(number)
    if sealed is None:
        return redirect(address("show", number=number))
    form = IdentityCorrectionForm(data=vars(sealed.name))
    if not form.is_submitted():
        form.renew(sealed.version)

    def run() -> None:
        services.correct_person(actor(), number, name_in(form), form.version.data or 0)

    if attempt(form, run):
        return done(number, _("Die Person ist berichtigt."))
    now = queries.opened(queries.candidate(actor(), number)) or sealed
    stored = vars(now.name) if form.renew(now.version) else {}
    return correction(number, form, _("Person berichtigen"), stored, now)


def stored_data(row: Any, sealed: Opened) -> dict[str, Any]:
    """What is stored now, as the form shows it."""
    told = queries.stated_by(row.pilot_id, [row.id])[row.id]
    return {
        "referred_on": row.referred_on,
        "referrer": row.referrer,
        "talk_on": row.talk_on,
        "post_id": str(row.post_id or ""),
        "reason": sealed.reason,
        "sex": row.sex or "",
        "school": row.school or "",
        "vocational": row.vocational or "",
        "children": row.children,
        "health_restriction": chosen(row.health_restriction),
        "addiction": chosen(row.addiction),
        **{f"stated_{one.key}": chosen(told.get(one.key)) for one, _title in stated()},
    }


def correction(
    number: int, form: Any, title: str, stored: Mapping[str, Any], sealed: Opened
) -> Any:
    """The page of a correction; `stored` holds the present values after somebody else saved."""
    present = {
        key: as_read(form[key], value)
        for key, value in stored.items()
        if key in form and form[key].data != value
    }
    return page(
        "selection/correct.html",
        form,
        number=number,
        name=sealed.name,
        title=title,
        present=present,
        is_stale=bool(stored),
    )
