"""flask user: add, reset, reset-second-factor."""

from __future__ import annotations

import click
from flask import current_app

from app.access import ROLES
from app.accounts.queries import user_by_email
from app.accounts.second_factor.services import reset as take_second_factor_away
from app.accounts.services import add_user
from app.accounts.services import reset_password as give_new_password
from app.cli.desk import command, desk, say
from app.clock import today
from app.errors import DomainError
from app.web import one_transaction


@click.group()
def user() -> None:
    """Konten / accounts."""


@user.command("add")
@click.argument("email")
@click.option("--role", required=True, help=", ".join(sorted(ROLES)))
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
            min(at.pilot.preset.notice.starts_on, today()),
            name,
            must_change=False,
        )
    if password is None:
        say(
            f"{email}: Konto besteht, Rolle {role} ergänzt; das Passwort bleibt.",
            f"{email}: account exists, role {role} added; the password stays.",
        )
    else:
        say(f"{email}: Rolle {role}. Passwort:", f"{email}: role {role}. Password:")
        click.echo(password)


@user.command("reset")
@click.argument("email")
@click.option("--pilot", "pilot_key", required=True)
@command
def reset(email: str, pilot_key: str) -> None:
    """Neues Passwort, einmal gedruckt; alle Sitzungen enden / a new password, printed once."""
    with one_transaction():
        at = desk(pilot_key)
        found = user_by_email(email)
        if found is None:
            raise DomainError("account.unknown", email=email)
        password = give_new_password(
            current_app.extensions["pilotbuch_passwords"], at.actor, found.id
        )
    say(f"{email}: neues Passwort:", f"{email}: new password:")
    click.echo(password)


@user.command("reset-second-factor")
@click.argument("email")
@click.option("--pilot", "pilot_key", required=True)
@command
def reset_second_factor(email: str, pilot_key: str) -> None:
    """Telefon verloren: zweiter Faktor und alle Sitzungen enden / for who has lost the phone."""
    with one_transaction():
        at = desk(pilot_key)
        found = user_by_email(email)
        if found is None:
            raise DomainError("account.unknown", email=email)
        take_second_factor_away(at.actor, found.id)
    say(
        f"{email}: zweiter Faktor zurückgesetzt, alle Sitzungen sind beendet.",
        f"{email}: second factor reset, all sessions have ended.",
    )
