"""Deputies: somebody else sees and works the cases of a post for a period."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext as _

from app.access import Permission, requires
from app.accounts import services as accounts
from app.accounts.queries import Holding, holdings, people_who_may
from app.clock import today
from app.errors import NotFound
from app.participants.caseload.forms import DeputyForm, EndDeputyForm
from app.participants.caseload.routes.frame import act, after, blueprint, post_at
from app.participants.caseload.routes.posts import HERE, back
from app.web import actor, attempt, pilot


@blueprint.route(f"{HERE}/deputies/new", methods=["GET", "POST"])
@requires(Permission.DISTRIBUTE_CASES)
def add_deputy(place: int) -> Any:
    """Somebody who works cases stands in. What accounts may do counts on the real day."""
    post = post_at(place)
    form = DeputyForm()
    if not form.is_submitted():
        form.from_day.data = today()
    on = form.from_day.data or today()
    people = people_who_may(pilot().id, Permission.WORK_CASES, on)
    form.user.choices = [
        ("", _("Bitte wählen")),
        *((str(key), name) for key, name in people.items()),
    ]

    def run() -> None:
        accounts.give_post(
            actor(),
            int(form.data["user"]),
            post.id,
            form.data["from_day"],
            after(form.data["until_day"]),
            is_deputy=True,
        )

    if attempt(form, run):
        return back(place, _("Die Vertretung ist eingerichtet."))
    lead = _("In dieser Zeit sieht und bearbeitet die Vertretung die Fälle der Stelle.")
    return act(place, form, _("Vertretung einrichten"), _("Vertretung einrichten"), lead)


@blueprint.route(f"{HERE}/deputies/<int:holding_id>/end", methods=["GET", "POST"])
@requires(Permission.DISTRIBUTE_CASES)
def end_deputy(place: int, holding_id: int) -> Any:
    """The deputy stands in no longer; one that has not begun is removed."""
    held = _deputy(place, holding_id)
    form = EndDeputyForm()
    if not form.is_submitted():
        form.until_day.data = today()

    def run() -> None:
        accounts.end_post(actor(), held.user_id, holding_id, form.data["until_day"])

    if attempt(form, run):
        return back(place, _("Die Vertretung ist beendet."))
    return act(place, form, _("Vertretung beenden"), _("Vertretung beenden"), held.name)


def _deputy(place: int, holding_id: int) -> Holding:
    for held in holdings(pilot().id).get(post_at(place).id, ()):
        if held.id == holding_id and held.is_deputy:
            return held
    raise NotFound
