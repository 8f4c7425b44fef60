"""flask user add."""

from __future__ import annotations

import click
from flask import current_app

from app.access import ROLES
from app.accounts.services import add_user
from app.cli.desk import command, desk, one_transaction, say


@click.group()
def user() -> None:
    """Konten / accounts."""


@user.command("add")
@click.argument("email")
@click.option("--role", required=True, type=click.Choice(sorted(ROLES)))
@click.option("--pilot", "pilot_key", required=True)
@click.option("--name", default="", help="Name, wie ihn andere sehen")
@command
def add(email: str, role: str, pilot_key: str, name: str) -> None:
    """Gibt einer Person eine Rolle; druckt das Passwort einmal / prints the password once."""
    with one_transaction():
        at = desk(pilot_key)
        _user_id, password = add_user(
            current_app.extensions["pilotbuch_passwords"],
            at.actor,
            email,
            role,
            at.pilot.preset.notice.starts_on,
            name,
        )
    if password is None:
        say(
            f"{email}: Konto besteht, Rolle {role} ergänzt; das Passwort bleibt.",
            f"{email}: account exists, role {role} added; the password stays.",
        )
    else:
        say(f"{email}: Rolle {role}. Passwort:", f"{email}: role {role}. Password:")
        click.echo(password)
