"""Programs enter with an access token: who holds it acts for one recipient in one pilot."""

from __future__ import annotations

from datetime import UTC, datetime

from flask import Response, current_app, g, request

from app.access import Permission
from app.accounts.guesses import WITHIN, Guesses
from app.clock import today
from app.errors import DomainError
from app.evaluation.delivery.problems import problem
from app.evaluation.recipients import queries, rules
from app.evaluation.recipients.program import Program
from app.evaluation.recipients.queries import TokenInUse
from app.evaluation.recipients.services import touch_token
from app.evaluation.recipients.services.tokens import TOUCH_AFTER
from app.extensions import db
from app.messages import sentence
from app.web import one_transaction
from app.wording import language

CHALLENGE = 'Bearer realm="Pilotbuch"'
WRONG = f'{CHALLENGE}, error="invalid_token"'


def enter() -> Response | None:
    """Lets a program in, or refuses it (401); 429 after too many unknown tokens.

    Only unknown ones are counted, by address: a right token always opens, so that one program of
    an institute does not shut out the others behind the same address.
    """
    token = shown_token()
    if token is None:
        return refusal("delivery.no_token", CHALLENGE)
    found = queries.token_shown(token)
    if found is None:
        return too_many() or refusal("delivery.unknown_token", WRONG)
    if found.revoked_at is not None:
        return refusal("delivery.revoked_token", WRONG)
    if not rules.is_valid(found.valid_until, found.revoked_at, today()):
        return refusal("delivery.expired_token", WRONG)
    note_use(found)
    db.session.info["actor_id"] = None
    g.actor = Program(
        0,
        found.pilot_id,
        frozenset({Permission.DOWNLOAD}),
        recipient_id=found.recipient_id,
        token_id=found.id,
    )
    return None


def shown_token() -> str | None:
    """The token in the head of the request; never one in its address, which others write down."""
    given = request.authorization
    if given is None or given.type != "bearer":
        return None
    return given.token or None


def refusal(key: str, challenge: str) -> Response:
    """401 with the reason, and with how to enter."""
    said = sentence(key, language(), {})
    return problem(401, said, {"WWW-Authenticate": challenge})


def too_many() -> Response | None:
    """Counts an unknown token; 429 beyond the limit that holds for passwords."""
    guesses: Guesses = current_app.extensions["pilotbuch_guesses"]
    try:
        guesses.begin("access token", request.remote_addr or "", datetime.now(UTC))
    except DomainError:
        return problem(429, headers={"Retry-After": str(int(WITHIN.total_seconds()))})
    return None


def note_use(found: TokenInUse) -> None:
    """Writes down the last use, at most once a minute."""
    now = datetime.now(UTC)
    if found.last_used_at is None or now - found.last_used_at >= TOUCH_AFTER:
        with one_transaction():
            touch_token(found, now)
