"""The accounts through which a recipient's people sign in."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext as _

from app.access import Permission, requires
from app.accounts.queries import names_in
from app.clock import today
from app.errors import NotFound
from app.evaluation.recipients import queries, services
from app.evaluation.recipients.forms import AccountForm, ActForm
from app.evaluation.recipients.routes.frame import ONE, blueprint, done, shown, to
from app.web import actor, attempt, may, page, pilot


@blueprint.route(f"{ONE}/accounts/new", methods=["GET", "POST"])
@requires(Permission.RELEASE)
def give(recipient_id: int) -> Any:
    """Lets a member of the pilot see the recipient's releases."""
    row, form = shown(recipient_id), AccountForm()
    members = queries.candidates(pilot().id, recipient_id, today())
    form.user.choices = [
        ("", _("Bitte wählen")),
        *((str(one.user_id), f"{one.name} ({one.email})") for one in members),
    ]
    if attempt(
        form, lambda: services.give_account(actor(), recipient_id, int(form.user.data or 0))
    ):
        return done(_("Das Konto ist zugeordnet."), to("detail", recipient_id=recipient_id))
    return page(
        "recipients/give.html",
        form,
        row=row,
        has_members=bool(members),
        may_manage=may(Permission.MANAGE_USERS),
    )


@blueprint.route(f"{ONE}/accounts/<int:user_id>/remove", methods=["GET", "POST"])
@requires(Permission.RELEASE)
def take(recipient_id: int, user_id: int) -> Any:
    """Takes an account away after a confirmation."""
    row, form = shown(recipient_id), ActForm()
    given = {one.user_id for one in queries.accounts_of(pilot().id, recipient_id)}
    if user_id not in given:
        raise NotFound
    if attempt(form, lambda: services.take_account(actor(), recipient_id, user_id)):
        return done(_("Das Konto sieht nichts mehr."), to("detail", recipient_id=recipient_id))
    name = names_in(pilot().id).get(user_id, "–")
    return page("recipients/take.html", form, row=row, user_id=user_id, name=name)
