"""flask delivery token …: access tokens on a delivery instance, which has no pages for them."""

from __future__ import annotations

import click

from app.cli.desk import DAY, command, day_of, desk, say
from app.clock import today
from app.errors import DomainError
from app.evaluation.recipients import queries, rules
from app.evaluation.recipients.services import make_token, revoke_token
from app.web import one_transaction


@click.group("token")
def token() -> None:
    """Zugriffsschlüssel / access tokens."""


@token.command("make")
@click.option("--pilot", "pilot_key", required=True)
@click.option("--recipient", "name", help="Name; ohne Angabe der einzige / the only one")
@click.option("--label", required=True, help="wofür / what for")
@click.option("--until", type=DAY, help="letzter Tag; sonst zwölf Monate / last day")
@command
def make(pilot_key: str, name: str | None, label: str, until: object) -> None:
    """Druckt einen neuen Zugriffsschlüssel, nur dieses eine Mal / prints a new token once."""
    last = day_of(until) if until else rules.last_day(today())
    with one_transaction():
        at = desk(pilot_key)
        known = queries.recipients(at.pilot.id)
        fitting = [row for row in known if name in (None, row.name)]
        if len(fitting) != 1:
            raise DomainError("delivery.which_recipient", names=", ".join(r.name for r in known))
        made = make_token(at.actor, fitting[0].id, label, last, today())
    click.echo(made)


@token.command("list")
@click.option("--pilot", "pilot_key", required=True)
@command
def list_(pilot_key: str) -> None:
    """Anfang, Stand und letzte Benutzung aller Schlüssel / all tokens, never whole."""
    with one_transaction():
        pilot_id = desk(pilot_key).pilot.id
    for recipient in queries.recipients(pilot_id):
        for row in queries.tokens_of(pilot_id, recipient.id):
            used = row.last_used_at.date().isoformat() if row.last_used_at else "–"
            state = state_of(rules.is_valid(row.valid_until, row.revoked_at, today()))
            said = (row.beginning, recipient.name, row.label, row.valid_until, state, used)
            click.echo("\t".join(map(str, said)))


def state_of(is_valid: bool) -> str:
    """Whether a token opens something, in a word of both languages."""
    return "gültig / valid" if is_valid else "ungültig / invalid"


@token.command("revoke")
@click.argument("beginning")
@click.option("--pilot", "pilot_key", required=True)
@command
def revoke(beginning: str, pilot_key: str) -> None:
    """Sperrt den Schlüssel, der so beginnt / revokes the token that begins so."""
    with one_transaction():
        at = desk(pilot_key)
        fitting = [
            row
            for recipient in queries.recipients(at.pilot.id)
            for row in queries.tokens_of(at.pilot.id, recipient.id)
            if row.revoked_at is None and beginning[: len(row.beginning)] == row.beginning
        ]
        if len(fitting) != 1:
            raise DomainError("delivery.which_token", number=len(fitting))
        revoke_token(at.actor, fitting[0].recipient_id, fitting[0].id)
    say("Der Zugriffsschlüssel ist gesperrt.", "The access token is revoked.")
