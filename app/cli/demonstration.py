"""flask demo prepare: the demonstration."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import click
from flask import current_app
from flask_migrate import upgrade

from app.access import ROLES, Actor
from app.accounts.queries import actor_in, user_by_email
from app.accounts.services import add_user, give_post
from app.cli.desk import Desk, command, desk, say, system_user_id
from app.cli.training import books, duties, funding, milestones, referrals, releases, reports, work
from app.config import root
from app.extensions import db
from app.intake import kinds
from app.intake.kinds import ImportKind
from app.milestones.services import plan_from_preset
from app.participants.aftercare.labels import STATUS
from app.pilots.preset import Preset
from app.pilots.queries import pilot_keys, posts_of
from app.pilots.reading import read_preset, shipped_preset
from app.pilots.services import create_pilot
from app.web import one_transaction

TRAINING_DAY = date(2024, 6, 30)
SAMPLES = (
    (ImportKind.PLAN, "finanzierungsplan.xlsx"),
    (ImportKind.PARTICIPANTS, "teilnehmerliste.xlsx"),
    (ImportKind.VOUCHERS, "belegliste.csv"),
    (ImportKind.BANK, "kontoauszug.camt053.xml"),
)
PRESET = "gecko"
DEPUTY_PERIOD = (date(2024, 6, 24), date(2024, 7, 13))
"""The coach stands in for the other post; the day on which it ends is not included."""
INSTRUMENTS = ("who5", "phq9", "gad7", "wai")


@click.group()
def demo() -> None:
    """Die Vorführung / the demonstration."""


@demo.command("prepare")
@command
def prepare() -> None:
    """Richtet die Vorführung ein, falls noch nichts da ist / sets the demonstration up once."""
    upgrade()
    if pilot_keys():
        return
    say("Die Vorführung wird eingerichtet …", "Setting up the demonstration …")
    with one_transaction():
        programme = narrowed(read_preset(shipped_preset(PRESET)))
        plan_from_preset(create_pilot(system_user_id(), programme, TRAINING_DAY), programme)
        note_referrals()
        for kind, name in SAMPLES:
            take_in(kind, root() / "samples" / PRESET / name)
        passwords = add_accounts()
        note_milestones()
        note_case_work()
        note_finance_work()
        note_reports()
        note_releases()
        note_met_duties()
    say("Konten der Vorführung (nur jetzt zu sehen):", "Accounts (shown only now):")
    for email, password in passwords:
        click.echo(f"  {email:32} {password}")


def narrowed(programme: Preset) -> Preset:
    """The programme with the questionnaires that the demonstration uses, as a pilot would choose.

    All nine of the preset at every point of measurement would be more than anybody is asked.
    """
    return replace(programme, measurement=replace(programme.measurement, instruments=INSTRUMENTS))


def note_referrals() -> None:
    """Whom case management referred: everybody of the list, and others who were not admitted."""
    at = desk(PRESET)
    data = (root() / "samples" / PRESET / dict(SAMPLES)[ImportKind.PARTICIPANTS]).read_bytes()
    listed = kinds.read(ImportKind.PARTICIPANTS, at.pilot, data)
    referrals.refer_listed(at.actor, at.pilot.preset, listed.rows, at.pilot.day)
    referrals.refer_others(at.actor, at.pilot.preset, at.pilot.day)


def note_case_work() -> None:
    """The day's work about the people of the list, by those who hold their posts."""
    at = desk(PRESET)
    workers = [worker_in(at, role) for role in ("coach", "deputy")]
    work.fill(at, workers, STATUS)
    stand_in, away = workers
    (post,) = away.posts
    give_post(at.actor, stand_in.user_id, post, *DEPUTY_PERIOD, is_deputy=True)


def note_milestones() -> None:
    """What the coordinator reported of the milestones, month by month."""
    at = desk(PRESET)
    milestones.fill(at, worker_in(at, "coordinator"))


def note_finance_work() -> None:
    """What finance and the second person did with the books that the samples fill."""
    at = desk(PRESET)
    two = books.Two(worker_in(at, "finance"), worker_in(at, "approver"))
    books.fill(at, two)
    funding.fill(at, two)


def note_reports() -> None:
    """What went to the funder, and what is on its way there."""
    at = desk(PRESET)
    team = [worker_in(at, role) for role in ("coordinator", "finance", "approver")]
    reports.fill(at, reports.Team(*team))


def note_releases() -> None:
    """What the evaluation institute received, and what waits for the second person."""
    at = desk(PRESET)
    team = [worker_in(at, role) for role in ("coordinator", "approver", "evaluator")]
    releases.fill(at, releases.Team(*team))


def note_met_duties() -> None:
    """What the coordinator noted as met."""
    at = desk(PRESET)
    duties.fill(at, worker_in(at, "coordinator"))


def worker_in(at: Desk, role: str) -> Actor:
    """The account of a role, as somebody who works in the pilot."""
    user = user_by_email(f"{role}@{PRESET}.example")
    assert user is not None
    worker = actor_in(at.pilot.id, user.id, at.pilot.day)
    assert worker is not None
    return worker


def take_in(kind: ImportKind, file: Path) -> None:
    """The ordinary import; the spoilt rows of the samples stay out."""
    at = desk(PRESET)
    data = file.read_bytes()
    parsed = kinds.read(kind, at.pilot, data)
    taken = kinds.take_in(kind, at.actor, at.pilot, parsed, file.name, data, accept_valid=True)
    tally = taken.outcome.tally
    say(
        f"  {file.name}: {tally.accepted} angenommen, {tally.rejected} abgelehnt, "
        f"{tally.duplicates} doppelt",
        f"  {file.name}: {tally.accepted} accepted, {tally.rejected} rejected, "
        f"{tally.duplicates} duplicates",
    )


def add_accounts() -> list[tuple[str, str]]:
    """One account per role with a random password; the coach and the deputy hold a post."""
    at = desk(PRESET)
    hasher = current_app.extensions["pilotbuch_passwords"]
    posts = [post for post in posts_of(at.pilot.id) if post.carries_cases]
    starts_on = at.pilot.preset.notice.starts_on
    made = []
    for role in ROLES:
        email = f"{role}@{PRESET}.example"
        user_id, password = add_user(
            hasher, at.actor, email, role, starts_on, role.capitalize(), must_change=False
        )
        holds = {"coach": posts[0], "deputy": posts[-1]}.get(role)
        if holds is not None:
            # Without an end: roles and posts go by the real day, which may lie behind the period.
            give_post(at.actor, user_id, holds.id, starts_on, None)
        made.append((email, password or ""))
    db.session.flush()
    return made
