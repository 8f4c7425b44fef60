"""The list of recipients and the page of one."""

from __future__ import annotations

from typing import Any

from app.access import Permission, requires
from app.accounts.queries import names_in
from app.clock import today
from app.evaluation.recipients import labels, queries
from app.evaluation.recipients.routes.frame import (
    ALL,
    ONE,
    blueprint,
    request_state,
    shown,
    state_of,
    token_state,
)
from app.evaluation.releases import labels as release_labels
from app.evaluation.releases import queries as releases
from app.evaluation.releases.routes.frame import states
from app.web import actor, may, page, pilot


@blueprint.get(ALL)
@requires(Permission.RELEASE)
def index() -> Any:
    """Who may receive releases, and on what legal ground."""
    rows = queries.recipients(pilot().id)
    return page(
        "recipients/index.html",
        rows=[(row, state_of(row)) for row in rows],
        counts=queries.release_counts(pilot().id),
        labels=labels,
    )


@blueprint.get(ONE)
@requires(Permission.RELEASE)
def detail(recipient_id: int) -> Any:
    """One recipient: its people, tokens, releases and pseudonyms."""
    row = shown(recipient_id)
    tokens = queries.tokens_of(pilot().id, recipient_id)
    wishes = queries.requests(pilot().id, recipient_id)
    return page(
        "recipients/detail.html",
        row=row,
        state=state_of(row),
        accounts=queries.accounts_of(pilot().id, recipient_id),
        names=names_in(pilot().id),
        may_manage=may(Permission.MANAGE_USERS),
        tokens=[(token, token_state(token, today())) for token in tokens],
        releases=[(one, states(one)[0]) for one in releases.releases(actor(), recipient_id)],
        wishes=[(one, request_state(one.row)) for one in wishes],
        labels=labels,
        release_labels=release_labels,
    )
