"""Pages of reminders by e-mail and of the private calendar, and the calendar itself."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from flask import Blueprint, Response, abort, flash, redirect, request, url_for
from flask_babel import gettext as _

from app.access import Gate, Permission, requires
from app.accounts.queries import actor_in
from app.accounts.routes import count_guess
from app.clock import today
from app.errors import DomainError
from app.notices import coming, queries, services
from app.notices.forms import EmptyForm, RhythmForm
from app.notices.rules import ALARM_DAYS, Rhythm
from app.pilots.queries import pilot_by_key
from app.web import actor, attempt, page, pilot, settings
from exports.calendar import MEDIA_TYPE, write_calendar

blueprint = Blueprint("notices", __name__, template_folder="templates")

HERE = "/p/<pilot_key>/calendar"
KEPT_SECONDS = 3600
"""How long a program that shows the calendar may keep it before it asks again."""


@blueprint.route(HERE, methods=["GET", "POST"])
@requires(Permission.MILESTONES)
def index() -> Any:
    """The own reminders: how often by e-mail, and the private calendar."""
    form = RhythmForm()
    if request.method == "GET":
        form.rhythm.data = queries.rhythm_of(pilot().id, actor().user_id)
    if attempt(form, lambda: services.choose_rhythm(actor(), Rhythm(form.rhythm.data))):
        flash(_("Ihre Wahl ist gespeichert."), "success")
        return redirect(url_for(".index", pilot_key=pilot().key))
    return page(
        "notices/index.html",
        form,
        sends_mail=settings().mail is not None,
        reminders=pilot().preset.reminders,
        made_at=queries.feed_made_at(pilot().id, actor().user_id),
        alarm_days=ALARM_DAYS,
    )


@blueprint.route(f"{HERE}/new", methods=["GET", "POST"])
@requires(Permission.MILESTONES)
def new() -> Any:
    """Makes a private address; it appears once, in the answer itself."""
    form, made = EmptyForm(), []
    if attempt(form, lambda: made.append(services.make_calendar(actor(), datetime.now(UTC)))):
        return page("notices/address.html", address=feed_address(made[0]))
    is_there = queries.feed_made_at(pilot().id, actor().user_id) is not None
    return page("notices/new.html", form, is_there=is_there)


def feed_address(token: str) -> str:
    """The whole address that other programs subscribe to."""
    known = coming.address("notices.calendar_file", token=token)
    return known or url_for("notices.calendar_file", token=token, _external=True)


@blueprint.route(f"{HERE}/revoke", methods=["GET", "POST"])
@requires(Permission.MILESTONES)
def revoke() -> Any:
    """The address opens nothing from then on."""
    form = EmptyForm()
    if attempt(form, lambda: services.revoke_calendar(actor(), datetime.now(UTC))):
        flash(_("Die Kalenderadresse ist gesperrt."), "success")
        return redirect(url_for(".index", pilot_key=pilot().key))
    return page("notices/revoke.html", form)


@blueprint.get("/calendar/<token>.ics")
@requires(Gate.PUBLIC)
def calendar_file(token: str) -> Any:
    """The calendar for whoever has its address; 404 whatever the reason why there is none.

    Only wrong addresses are counted, so that a forgotten subscription shuts nobody else out.
    """
    feed = queries.feed_of(token)
    acting = actor_in(feed.pilot_id, feed.user_id, today()) if feed else None
    found = pilot_by_key(feed.pilot_key, today()) if feed else None
    if feed is None or found is None or acting is None or not acting.may(Permission.MILESTONES):
        try:
            count_guess("calendar")
        except DomainError:
            abort(429)
        abort(404)
    answer = Response(write_calendar(coming.calendar_of(found, feed.language)), mimetype=MEDIA_TYPE)
    answer.headers["Content-Disposition"] = "inline; filename=pilotbuch.ics"
    answer.cache_control.private = True
    answer.cache_control.max_age = KEPT_SECONDS
    answer.add_etag()
    return answer.make_conditional(request)
