"""The life of a delivery: begun, submitted, approved by another, made, handed over, given up."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from app import audit
from app.database import new_id
from app.errors import DomainError, NotFound, Stale
from app.evaluation.monitoring import queries
from app.evaluation.monitoring.models import MonitoringDelivery
from app.evaluation.monitoring.rules import life
from app.evaluation.monitoring.rules.life import Act, HalfYear, State
from app.evaluation.monitoring.rules.rows import row_of
from app.evaluation.monitoring.services import vault
from app.evaluation.monitoring.services.desk import (
    Contents,
    Desk,
    add_event,
    back_to_work,
    check_unchanged,
    contents,
    destroy_numbers,
)
from app.evaluation.monitoring.services.numbers import whole_numbers
from app.extensions import db
from app.passphrases import random_passphrase
from app.pilots.queries import one_at_a_time
from app.stored_files import read_sealed, write_sealed
from exports.monitoring_file import csv_file, encrypted, workbook


@dataclass(frozen=True)
class Described:
    """How columns are described to the recipient: heads, and a line for each column."""

    heads: Sequence[str]
    lines: Sequence[Sequence[str]]


@dataclass(frozen=True)
class Handed:
    """On which day a file was handed over, to whom, and how."""

    on: date
    to: str
    way: str


def begin(desk: Desk, half: HalfYear) -> int:
    """Begins the delivery of a half-year that is over; of each there is one open at most."""
    actor, here = desk.actor, desk.pilot
    notice = here.preset.notice
    if half not in life.halves(notice.starts_on, notice.ends_on, here.day):
        raise NotFound
    one_at_a_time(actor.pilot_id)
    if any(row.half_year == half.key for row in queries.open_deliveries(actor.pilot_id)):
        raise DomainError("monitoring.open_already")
    settings = queries.mapping_in_force(here.id, here.preset).settings
    if not queries.members_of(here.id, half, settings, here.day).stays:
        raise DomainError("monitoring.nobody")
    row = MonitoringDelivery(
        pilot_id=actor.pilot_id,
        id=new_id(),
        half_year=half.key,
        open_half_year=half.key,
        number=queries.how_many_of(actor.pilot_id, half) + 1,
        state=State.OPEN.value,
        begun_by=actor.user_id,
        begun_at=desk.now,
    )
    db.session.add(row)
    db.session.flush()
    add_event(desk, row, Act.BEGIN)
    audit.record(actor, "begin_monitoring", "monitoring_delivery", row.id)
    return row.id


def submit(desk: Desk, delivery_id: int, *, accepted: bool, looked_at: str) -> None:
    """Says that a delivery is ready for the second person; `accepted`: some go without a number."""
    found = contents(desk, delivery_id, to_change=True)
    row, now = found.row, found.fingerprint
    state = life.next_state(State(row.state), Act.SUBMIT)
    if looked_at != now:
        raise DomainError("monitoring.changed_meanwhile")
    without = found.without_number
    life.check_gaps(len(without), accepted=accepted)
    row.state, row.submitted_by, row.fingerprint = state, desk.actor.user_id, now
    row.mapping_number = found.mapping.number
    row.participants = found.members.numbers
    row.numbers_given = len(found.members.stays) - len(without)
    db.session.flush()
    add_event(desk, row, Act.SUBMIT)
    audit.record(desk.actor, "submit_monitoring", "monitoring_delivery", row.id, ["state"])


def approve(desk: Desk, delivery_id: int, looked_at: str) -> None:
    """The second person approves exactly what was submitted and what they have looked at."""
    found = contents(desk, delivery_id, to_change=True)
    row = found.row
    state = life.next_state(State(row.state), Act.APPROVE)
    entered = {one.entered_by for one in found.numbers.values()}
    life.check_second_person(desk.actor.user_id, {row.begun_by, row.submitted_by, *entered})
    check_unchanged(found, looked_at)
    row.state, row.approved_by = state, desk.actor.user_id
    db.session.flush()
    add_event(desk, row, Act.APPROVE)
    audit.record(desk.actor, "approve_monitoring", "monitoring_delivery", row.id, ["state"])


def send_back(desk: Desk, delivery_id: int, reason: str) -> None:
    """Back to work, with a reason; a file that was made is destroyed, the numbers stay."""
    row = queries.delivery(desk.actor.pilot_id, delivery_id, to_change=True)
    state = life.next_state(State(row.state), Act.SEND_BACK)
    told = life.needed(reason, "reason")
    row.state = state
    back_to_work(row)
    add_event(desk, row, Act.SEND_BACK, told)
    audit.record(desk.actor, "send_back_monitoring", "monitoring_delivery", row.id, ["state"])


def make_file(desk: Desk, delivery_id: int, described: Described) -> str:
    """Writes and encrypts what was approved; returns the passphrase, which is kept nowhere."""
    found = contents(desk, delivery_id, to_change=True)
    row = found.row
    state = life.next_state(State(row.state), Act.MAKE)
    check_unchanged(found)
    audit.record(
        desk.actor, "make_monitoring_file", "monitoring_delivery", row.id, ["monitoring_file"]
    )
    passphrase = random_passphrase()
    content = encrypted(_files(desk, found, described), passphrase)
    row.state, row.file_name = state, f"{_stem(desk, row)}.zip"
    row.file_sha256 = hashlib.sha256(content).hexdigest()
    row.file_made_on = desk.pilot.day
    path = vault.file_path(desk.settings, row.pilot_id, row.id)
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    write_sealed(path, content, desk.settings.keys["files"])
    db.session.flush()
    add_event(desk, row, Act.MAKE)
    return passphrase


def _stem(desk: Desk, row: MonitoringDelivery) -> str:
    return f"{desk.pilot.key}_monitoring_{row.half_year}_v{row.number}"


def _files(desk: Desk, found: Contents, described: Described) -> dict[str, bytes]:
    """The rows and the description of their columns, as CSV and in one workbook."""
    numbers, settings = whole_numbers(desk, found), found.mapping.settings
    heads = [column.name for column in settings.columns]
    rows = [
        row_of(stay, found.half, settings, numbers.get(stay.person_id))
        for stay in found.members.stays
    ]
    stem, title = _stem(desk, found.row), f"Monitoring {found.half.key}"
    sheets = {"daten": (heads, rows), "spalten": (described.heads, described.lines)}
    return {
        f"{stem}.csv": csv_file(heads, rows, settings.separator),
        f"{stem}.xlsx": workbook(title, desk.pilot.day, sheets),
        f"{stem}_spalten.csv": csv_file(described.heads, described.lines, settings.separator),
    }


def open_file(desk: Desk, delivery_id: int) -> tuple[str, bytes]:
    """Name and content of the encrypted file, for download; recorded first."""
    row = queries.delivery(desk.actor.pilot_id, delivery_id, to_change=True)
    life.next_state(State(row.state), Act.DOWNLOAD)
    add_event(desk, row, Act.DOWNLOAD)
    audit.record(desk.actor, "download_monitoring_file", "monitoring_delivery", row.id)
    path = vault.file_path(desk.settings, row.pilot_id, row.id)
    content = read_sealed(path, desk.settings.keys["files"])
    if hashlib.sha256(content).hexdigest() != row.file_sha256 or row.file_name is None:
        raise DomainError("house.file_broken")
    return row.file_name, content


def hand_over(desk: Desk, delivery_id: int, told: Handed, version: int) -> None:
    """Keeps that the file went to the programme; numbers and file are destroyed with it."""
    row = queries.delivery(desk.actor.pilot_id, delivery_id, to_change=True)
    if row.version != version:
        raise Stale
    state = life.next_state(State(row.state), Act.HAND_OVER)
    assert row.file_made_on is not None
    life.check_handed_on(told.on, row.file_made_on, desk.pilot.day)
    row.handed_on = told.on
    row.handed_to, row.handed_way = life.needed(told.to, "to"), life.needed(told.way, "way")
    _close(desk, row, state)
    add_event(desk, row, Act.HAND_OVER)
    fields = ["handed_on", "handed_to", "social_security_number"]
    audit.record(desk.actor, "hand_over_monitoring", "monitoring_delivery", row.id, fields)


def give_up(desk: Desk, delivery_id: int, reason: str) -> None:
    """Ends a delivery that does not take place; numbers and file are destroyed with it."""
    row = queries.delivery(desk.actor.pilot_id, delivery_id, to_change=True)
    state = life.next_state(State(row.state), Act.GIVE_UP)
    told = life.needed(reason, "reason")
    _close(desk, row, state)
    add_event(desk, row, Act.GIVE_UP, told)
    audit.record(
        desk.actor, "give_up_monitoring", "monitoring_delivery", row.id, ["social_security_number"]
    )


def _close(desk: Desk, row: MonitoringDelivery, state: State) -> None:
    row.state, row.open_half_year, row.destroyed_at = state, None, desk.now
    db.session.flush()
    destroy_numbers(row)
