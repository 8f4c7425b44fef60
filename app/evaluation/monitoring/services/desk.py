"""What every act on a delivery needs, and what goes out of a delivery before anything else."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete

from app import audit
from app.access import Actor
from app.config import Settings
from app.database import new_id
from app.errors import DomainError, NotFound
from app.evaluation.monitoring import queries
from app.evaluation.monitoring.models import (
    MonitoringDelivery,
    MonitoringEvent,
    MonitoringNumber,
)
from app.evaluation.monitoring.queries import Known
from app.evaluation.monitoring.rules.life import (
    CLOSED,
    Act,
    HalfYear,
    State,
    next_state,
    read_half,
)
from app.evaluation.monitoring.rules.rows import Lack, Members, Stay, fingerprint, lacks
from app.evaluation.monitoring.services import vault
from app.extensions import db
from app.pilots.queries import PilotInForce


@dataclass(frozen=True)
class Desk:
    """Who works in which pilot, with which files, and when."""

    actor: Actor
    pilot: PilotInForce
    settings: Settings
    now: datetime


@dataclass(frozen=True)
class Contents:
    """A delivery with all that its file would hold now; numbers stay sealed."""

    row: MonitoringDelivery
    half: HalfYear
    mapping: Known
    members: Members
    numbers: dict[int, MonitoringNumber]

    @property
    def marks(self) -> dict[int, str]:
        """What stands for the number of each person who has one."""
        return {person: one.mark for person, one in self.numbers.items()}

    @property
    def fingerprint(self) -> str:
        """Names the content as it is now."""
        return fingerprint(self.members.stays, self.half, self.mapping.settings, self.marks)

    @property
    def lacks(self) -> list[Lack]:
        """The gaps that somebody can fill."""
        return lacks(self.members.stays, self.half, self.mapping.settings, self.marks)

    @property
    def without_number(self) -> list[Stay]:
        """The stays whose person has no number yet, in order."""
        return [stay for stay in self.members.stays if stay.person_id not in self.numbers]

    @property
    def doubtful(self) -> list[int]:
        """Participant numbers whose age at entry does not fit the birth date in the number."""
        return [stay.number for stay in self.members.stays if self.is_doubtful(stay.person_id)]

    def is_doubtful(self, person_id: int) -> bool:
        """Whether the number of a person is to be looked at again."""
        one = self.numbers.get(person_id)
        return one is not None and one.fits_age is False

    @property
    def gone(self) -> list[int]:
        """Participant numbers that were submitted and are no longer in it."""
        return sorted(set(self.row.participants) - set(self.members.numbers))

    def stay(self, number: int) -> Stay:
        """The stay of a participant number; NotFound for who is not in the file."""
        for stay in self.members.stays:
            if stay.number == number:
                return stay
        raise NotFound


def contents(desk: Desk, delivery_id: int, *, to_change: bool = False) -> Contents:
    """A delivery of the pilot and what is in it now."""
    row = queries.delivery(desk.actor.pilot_id, delivery_id, to_change=to_change)
    half = read_half(row.half_year)
    assert half is not None
    mapping = queries.mapping_in_force(desk.pilot.id, desk.pilot.preset)
    members = queries.members_of(desk.pilot.id, half, mapping.settings, desk.pilot.day)
    numbers = queries.numbers_of(desk.pilot.id, delivery_id)
    kept = {person: one for person, one in numbers.items() if person in members.people}
    return Contents(row, half, mapping, members, kept)


def tidy(desk: Desk, delivery_id: int) -> bool:
    """Destroys numbers of who is no longer in the file, and those kept for too long or unreadable.

    Whatever was submitted with them has to be submitted and approved again. A transaction of its
    own before each act: what is gone stays gone when the act is refused.
    """
    found = contents(desk, delivery_id, to_change=True)
    row = found.row
    if State(row.state) in CLOSED:
        return False
    kept_from = desk.now - timedelta(days=found.mapping.settings.keep_days)
    is_lost = not vault.has_key(desk.settings, row)
    numbers = queries.numbers_of(row.pilot_id, row.id)
    strangers = [one.id for person, one in numbers.items() if person not in found.numbers]
    expired = [one.id for one in found.numbers.values() if is_lost or one.entered_at < kept_from]
    withdrawn = max(len(strangers), len(found.gone))
    if not (withdrawn or expired):
        return False
    destroy_numbers(row, [*strangers, *expired])
    row.state = next_state(State(row.state), Act.LAPSE)
    back_to_work(row)
    add_event(desk, row, Act.LAPSE, withdrawn=withdrawn, expired=len(expired))
    audit.record(desk.actor, "lapse_monitoring", "monitoring_delivery", row.id, ["state"])
    return True


def destroy_numbers(row: MonitoringDelivery, ids: Collection[int] | None = None) -> None:
    """Removes numbers of a delivery: those named, or all of them."""
    of_row = (MonitoringNumber.pilot_id == row.pilot_id, MonitoringNumber.delivery_id == row.id)
    wanted = of_row if ids is None else (*of_row, MonitoringNumber.id.in_(ids))
    db.session.execute(delete(MonitoringNumber).where(*wanted))


def back_to_work(row: MonitoringDelivery) -> None:
    """Forgets what was submitted, approved and made; numbers stay."""
    row.submitted_by = row.approved_by = None
    row.fingerprint = row.mapping_number = None
    row.file_name = row.file_sha256 = row.file_made_on = None
    row.participants, row.numbers_given = [], 0
    db.session.flush()


def add_event(
    desk: Desk,
    row: MonitoringDelivery,
    act: Act,
    note: str | None = None,
    *,
    withdrawn: int = 0,
    expired: int = 0,
) -> None:
    """Keeps an act in the life of a delivery, with the next turn."""
    turn = queries.how_many_events(row.pilot_id, row.id) + 1
    db.session.add(
        MonitoringEvent(
            pilot_id=row.pilot_id,
            id=new_id(),
            delivery_id=row.id,
            turn=turn,
            act=act.value,
            done_by=desk.actor.user_id,
            at=desk.now,
            note=note,
            withdrawn=withdrawn,
            expired=expired,
        )
    )
    db.session.flush()


def check_unchanged(found: Contents, looked_at: str | None = None) -> None:
    """Refuses what is no longer as it was submitted, or not as somebody has seen it."""
    now = found.fingerprint
    if now != found.row.fingerprint or looked_at not in (None, now):
        raise DomainError("monitoring.changed_meanwhile")
