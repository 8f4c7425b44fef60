"""flask delivery … on the main instance: packages for the delivery instance."""

from __future__ import annotations

from pathlib import Path

import click
from flask import current_app

from app.cli.desk import command, desk, say
from app.config import Settings
from app.errors import DomainError
from app.evaluation.delivery import keyring, services
from app.stored_files import write_whole
from app.web import one_transaction

NEW_FILE = click.Path(dir_okay=False, path_type=Path)


def here() -> Settings:
    """The settings of this installation."""
    found: Settings = current_app.extensions["pilotbuch_settings"]
    return found


@click.group()
def delivery() -> None:
    """Auslieferung von Freigaben / delivery of releases."""


@delivery.command("key")
@command
def key() -> None:
    """Druckt die öffentlichen Schlüssel dieser Instanz / prints its public keys."""
    public = keyring.keyring(here()).public
    click.echo(public.line)
    say(f"Fingerabdruck: {public.fingerprint}", f"Fingerprint: {public.fingerprint}", err=True)


@delivery.command("trust")
@click.argument("line")
@click.option("--replace", is_flag=True, help="statt der bisherigen / instead of the present one")
@command
def trust(line: str, replace: bool) -> None:
    """Merkt sich die Schlüssel der Gegenseite / keeps the other side's keys."""
    other = keyring.trust(here(), line, is_replaced=replace)
    say(
        f"Gegenseite gemerkt. Bitte am Telefon vergleichen: {other.fingerprint}",
        f"The other side is kept. Please compare on the telephone: {other.fingerprint}",
    )


@delivery.command("pack")
@click.option("--pilot", "pilot_key", required=True)
@click.option("--release", "number", type=int, required=True, help="Nummer der Freigabe")
@click.option("--to", "target", type=NEW_FILE, required=True)
@click.option("--purpose", default="Auslieferung", help="wofür, steht bei den Abrufen")
@command
def pack(pilot_key: str, number: int, target: Path, purpose: str) -> None:
    """Packt eine erteilte Freigabe, versiegelt und unterschrieben / packs an approved release."""
    check_new(target)
    with one_transaction():
        at = desk(pilot_key)
        package = services.pack(at.actor, at.pilot, number, purpose, here())
    write_whole(target, package)
    say(f"Freigabe Nr. {number} gepackt: {target}", f"Release no. {number} packed: {target}")


@delivery.command("recall")
@click.option("--pilot", "pilot_key", required=True)
@click.option("--to", "target", type=NEW_FILE, required=True)
@command
def recall(pilot_key: str, target: Path) -> None:
    """Packt die Liste der gesperrten und zurückgezogenen Freigaben / packs what is closed."""
    check_new(target)
    with one_transaction():
        at = desk(pilot_key)
        package = services.recall(at.actor, at.pilot, here())
    write_whole(target, package)
    say(f"Sperrliste gepackt: {target}", f"List of closed releases packed: {target}")


def check_new(target: Path) -> None:
    """Refuses to write over a file, or where there is no folder, before anything is recorded."""
    if target.exists():
        raise DomainError("delivery.exists", file=target.name)
    if not target.absolute().parent.is_dir():
        raise DomainError("delivery.no_folder", folder=target.parent.name)
