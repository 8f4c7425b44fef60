"""flask notices send: what a timer does once a day; prints addresses and counts only."""

from __future__ import annotations

import sys

import click

from app.cli.desk import command, language, say, system_user_id
from app.clock import today
from app.errors import DomainError
from app.messages import sentence
from app.notices.post import SmtpPost
from app.notices.sending import Digest, Outcome, alone, digests, send_all
from app.pilots.queries import pilot_by_key, pilot_keys
from app.web import one_transaction, settings


@click.group("notices")
def notices() -> None:
    """Erinnerungen / reminders."""


@notices.command("send")
@click.option("--pilot", "pilot_key", help="nur dieses Vorhaben / this pilot only")
@click.option("--dry-run", is_flag=True, help="nur zeigen, nichts verschicken / only show")
@command
def send(pilot_key: str | None, dry_run: bool) -> None:
    """Verschickt, was ansteht; ein zweiter Lauf am selben Tag nichts / sends what falls due."""
    mail = settings().mail
    if mail is None and not dry_run:
        raise DomainError("notices.no_mail_server")
    with alone(settings().instance):
        with one_transaction():
            user_id = system_user_id()
        found = waiting(pilot_key)
        if mail is None or dry_run:
            for each in found:
                show(each)
            say(f"Nichts verschickt. Anstehend: {len(found)}", f"Nothing sent. Due: {len(found)}")
            return
        with SmtpPost(mail) as post:
            outcome = send_all(found, post, mail.sender, user_id)
    tell(outcome)


def waiting(pilot_key: str | None) -> list[Digest]:
    """Every mail that is due, pilot by pilot."""
    keys = [pilot_key] if pilot_key else pilot_keys()
    found: list[Digest] = []
    for key in keys:
        pilot = pilot_by_key(key, today())
        if pilot is None:
            raise DomainError("pilot.unknown", pilot=key)
        found += digests(pilot)
    return found


def show(each: Digest) -> None:
    """What would be sent to whom."""
    click.echo(f"{each.reader.email}: {each.subject}")
    for line in each.text.splitlines():
        click.echo(f"    {line}".rstrip())


def tell(outcome: Outcome) -> None:
    """How many went out; failures one by one, and then exit code 1."""
    say(f"Verschickt: {len(outcome.sent)}", f"Sent: {len(outcome.sent)}")
    for error in outcome.failures:
        click.echo(sentence(error.key, language(), error.params), err=True)
    if outcome.failures:
        sys.exit(1)
