"""flask delivery …, flask status on a delivery instance: packages taken, accounts, downloads."""

from __future__ import annotations

import csv
import io
import json
from datetime import UTC, datetime, time
from pathlib import Path

import click

from app.access import Actor, Permission
from app.accounts.queries import user_by_email
from app.cli.delivering import here, key, trust
from app.cli.desk import DAY, command, day_of, desk, language, say, system_user_id
from app.cli.tokens import token
from app.clock import today
from app.database import utc_now
from app.errors import DomainError
from app.evaluation.delivery import queries, services
from app.evaluation.delivery.content import Content
from app.evaluation.recipients import queries as recipients
from app.evaluation.recipients.services import give_account
from app.pilots.bare import bare_preset
from app.pilots.queries import pilot_by_key, pilot_keys
from app.pilots.services import create_pilot
from app.web import one_transaction

HEADS = ("at", "release", "recipient", "format", "account", "token", "purpose")


@click.group()
def delivery() -> None:
    """Auslieferungsinstanz / delivery instance."""


delivery.add_command(key)
delivery.add_command(trust)
delivery.add_command(token)


@delivery.command("take")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@command
def take(file: Path) -> None:
    """Nimmt ein Paket der Hauptinstanz an, ganz oder gar nicht / takes a package in."""
    package = services.arrived(file.read_bytes(), here())
    with one_transaction():
        actor = acting_for(package.content)
    with services.kept_ready(actor, package, here()), one_transaction():
        taken = services.take(actor, package)
    services.clear_closed(actor, here())
    tell(taken)


def acting_for(content: Content) -> Actor:
    """The command line in the pilot of a package; a pilot that comes with its first release is
    made, a recall for an unknown one has nothing to close."""
    facts = content.pilot
    found = pilot_by_key(facts.key, today())
    if found is not None:
        return Actor(system_user_id(), found.id, frozenset(Permission))
    if content.release is None:
        raise DomainError("pilot.unknown", pilot=facts.key)
    day = utc_now().date()
    bare = bare_preset(facts.key, facts.title, facts.title_en, facts.carrier, day)
    return create_pilot(system_user_id(), bare)


def tell(taken: services.Taken) -> None:
    """What a package has changed."""
    if not taken.is_new:
        say(
            "Dieses Paket ist schon angenommen, es ändert nichts.",
            "This package was taken before; nothing changes.",
        )
        return
    if taken.release is not None:
        say(f"Freigabe Nr. {taken.release} angenommen.", f"Release no. {taken.release} taken.")
    if taken.closed:
        numbers = ", ".join(map(str, taken.closed))
        say(
            f"Geschlossen, Dateien gelöscht: Nr. {numbers}.",
            f"Closed, files removed: no. {numbers}.",
        )
    if taken.release is None and not taken.closed:
        say("Paket angenommen, nichts zu ändern.", "Package taken, nothing to change.")


@delivery.command("admit")
@click.argument("email")
@click.option("--pilot", "pilot_key", required=True)
@click.option("--recipient", "name", help="Name; ohne Angabe der einzige / the only one")
@command
def admit(email: str, pilot_key: str, name: str | None) -> None:
    """Zeigt einem Konto die Freigaben eines Empfängers / lets an account see releases."""
    with one_transaction():
        at = desk(pilot_key)
        user = user_by_email(email)
        if user is None:
            raise DomainError("account.unknown", email=email)
        recipient_id, recipient = the_recipient(at.pilot.id, name)
        give_account(at.actor, recipient_id, user.id)
    say(f"{email} sieht die Freigaben an: {recipient}", f"{email} sees releases to: {recipient}")


def the_recipient(pilot_id: int, name: str | None) -> tuple[int, str]:
    """The recipient of that name, or the only one: number and name."""
    known = recipients.recipients(pilot_id)
    fitting = [(row.id, row.name) for row in known if name in (None, row.name)]
    if len(fitting) != 1:
        raise DomainError("delivery.which_recipient", names=", ".join(row.name for row in known))
    return fitting[0]


@delivery.command("log")
@click.option("--pilot", "pilot_key", required=True)
@click.option("--since", type=DAY, help="ab diesem Tag / from that day on")
@command
def log(pilot_key: str, since: object) -> None:
    """Druckt die Abrufe als CSV, für die Akten der Hauptinstanz / prints downloads as CSV."""
    with one_transaction():
        pilot_id = desk(pilot_key).pilot.id
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(HEADS)
    begin = datetime.combine(day_of(since), time.min, UTC) if since else None
    for row in queries.fetched(pilot_id, begin):
        writer.writerow([row.at.isoformat(timespec="seconds"), *row[1:]])
    click.echo(text.getvalue(), nl=False)


@click.command("status")
@click.option("--json", "as_json", is_flag=True)
@command
def status(as_json: bool) -> None:
    """Was hier liegt / what is held here."""
    figures = {key: status_of(key) for key in pilot_keys()}
    if as_json:
        click.echo(json.dumps(figures, ensure_ascii=False))
        return
    if not figures:
        say("Noch kein Paket angenommen.", "No package taken yet.")
    for pilot_key, said in figures.items():
        last = said["last_package"] or "–"
        if language() == "en":
            click.echo(f"{pilot_key}: {said['open']} open, {said['closed']} closed; last: {last}")
        else:
            click.echo(
                f"{pilot_key}: {said['open']} offen, {said['closed']} geschlossen; "
                f"letztes Paket: {last}"
            )


def status_of(pilot_key: str) -> dict[str, object]:
    """Releases open and closed, and when the newest package was made."""
    found = pilot_by_key(pilot_key, today())
    assert found is not None
    are_open, are_closed = queries.open_and_closed(found.id)
    last = queries.last_issued(found.id)
    return {
        "open": are_open,
        "closed": are_closed,
        "last_package": last.isoformat(timespec="seconds") if last else None,
    }
