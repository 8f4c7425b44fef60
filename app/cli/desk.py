"""What every command needs: its language, its pilot, its actor, and how it ends in failure."""

from __future__ import annotations

import functools
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

import click
from flask.cli import with_appcontext

from app.access import Actor, Permission
from app.accounts.services import ensure_system_user
from app.clock import today
from app.errors import DomainError, without_values
from app.extensions import db
from app.history import begin_change
from app.messages import sentence
from app.pilots.queries import PilotInForce, pilot_by_key
from app.pilots.records import PresetRefused

Command = TypeVar("Command", bound=Callable[..., Any])


@dataclass(frozen=True)
class Desk:
    """Where a command works: a pilot, as the system actor."""

    pilot: PilotInForce
    actor: Actor


def by(who: Actor) -> None:
    """From here on the history names this person, and counts a further change."""
    begin_change(db.session(), who.user_id)


def language() -> str:
    """The language of this command: German unless --lang en."""
    context = click.get_current_context(silent=True)
    chosen = context.obj.get("language") if context and isinstance(context.obj, dict) else None
    return str(chosen or "de")


def say(german: str, english: str, err: bool = False) -> None:
    """A line in the command's language."""
    click.echo(english if language() == "en" else german, err=err)


def choose_language(context: click.Context, _parameter: click.Parameter, value: str) -> str:
    """Keeps the language where `language` finds it."""
    context.obj = {"language": value}
    return value


def command(view: Command) -> Any:
    """Application context, --lang, and sentences; a traceback of a fault shows no values."""

    @click.option(
        "--lang",
        type=click.Choice(["de", "en"]),
        default="de",
        callback=choose_language,
        expose_value=False,
        is_eager=True,
        help="Sprache der Meldungen / language of messages",
    )
    @with_appcontext
    @functools.wraps(view)
    def run(*args: Any, **kwargs: Any) -> Any:
        try:
            return view(*args, **kwargs)
        except PresetRefused as refused:
            _fail(refused, [fault_line(fault) for fault in refused.faults])
        except DomainError as error:
            _fail(error, [])
        except (click.ClickException, click.exceptions.Exit, click.Abort):
            raise
        except Exception as error:
            db.session.rollback()
            raise without_values(error)[1].with_traceback(error.__traceback__) from None

    return run


def fault_line(fault: Any) -> str:
    """A fault of a preset as a line: key, line, sentence."""
    where = f" ({'Zeile' if language() == 'de' else 'line'} {fault.line})" if fault.line else ""
    return f"  {fault.key or '–'}{where}: " + sentence(
        fault.code, language(), {"detail": fault.detail}
    )


def _fail(error: DomainError, lines: list[str]) -> None:
    db.session.rollback()
    prefix = "Error" if language() == "en" else "Fehler"
    click.echo(f"{prefix}: {sentence(error.key, language(), error.params)}", err=True)
    for line in lines:
        click.echo(line, err=True)
    sys.exit(1)


def desk(pilot_key: str) -> Desk:
    """The pilot and the system actor in it, with all permissions."""
    found = pilot_by_key(pilot_key, today())
    if found is None:
        raise DomainError("pilot.unknown", pilot=pilot_key)
    return Desk(found, Actor(system_user_id(), found.id, frozenset(Permission)))


def system_user_id() -> int:
    """The recorded account of the command line; made when first needed."""
    user = ensure_system_user()
    db.session.info["actor_id"] = user.id
    return user.id


def day_of(value: Any) -> date:
    """The date of a click.DateTime value."""
    found: date = value.date()
    return found


DAY = click.DateTime(formats=["%Y-%m-%d", "%d.%m.%Y"])
