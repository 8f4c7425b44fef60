"""Access tokens of a recipient's programs."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext as _

from app.access import Permission, requires
from app.clock import today
from app.errors import NotFound
from app.evaluation.recipients import queries, rules, services
from app.evaluation.recipients.forms import ActForm, TokenForm
from app.evaluation.recipients.routes.frame import ONE, blueprint, done, shown, to
from app.web import actor, attempt, page, pilot


@blueprint.route(f"{ONE}/tokens/new", methods=["GET", "POST"])
@requires(Permission.RELEASE)
def token_new(recipient_id: int) -> Any:
    """Makes a token; it appears once, in the answer itself."""
    row, made = shown(recipient_id), list[str]()
    form = TokenForm(data={"valid_until": rules.last_day(today())})

    def run() -> None:
        valid_until = form.valid_until.data
        assert valid_until is not None
        label = form.label.data or ""
        made.append(services.make_token(actor(), recipient_id, label, valid_until, today()))

    if attempt(form, run):
        return page("recipients/token.html", row=shown(recipient_id), token=made[0])
    return page("recipients/token_new.html", form, row=row)


@blueprint.route(f"{ONE}/tokens/<int:token_id>/revoke", methods=["GET", "POST"])
@requires(Permission.RELEASE)
def token_revoke(recipient_id: int, token_id: int) -> Any:
    """The token opens nothing from now on."""
    row, form = shown(recipient_id), ActForm()
    token = queries.token(pilot().id, recipient_id, token_id)
    if token is None:
        raise NotFound
    if attempt(form, lambda: services.revoke_token(actor(), recipient_id, token_id)):
        return done(
            _("Der Zugriffsschlüssel ist gesperrt."), to("detail", recipient_id=recipient_id)
        )
    return page("recipients/token_revoke.html", form, row=row, token=token)
