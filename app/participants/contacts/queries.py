"""Reads of contacts and notes: the course of a case, single entries, what density counts.

All begin with pilot and participation, as the indexes do.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from typing import Any, cast

from sqlalchemy import (
    BigInteger,
    Date,
    Select,
    String,
    Table,
    and_,
    bindparam,
    extract,
    func,
    or_,
    select,
    union_all,
)

from app.access import Actor
from app.extensions import db, fetch
from app.participants import figures
from app.participants.contacts import rules
from app.participants.contacts.counting import in_care_then, took_place
from app.participants.contacts.models import CaseNote, Contact, ContactTopic
from app.participants.contacts.rules import Density, Held
from app.participants.identity import store
from app.participants.models import Participation
from app.participants.queries import visible
from app.participants.stays.models import Interruption
from app.periods import Interval

NOTE = "note"
PER_PAGE = 25
# The statements of the course are put together once (`cache`); they ask for a pilot and a stay.
_PILOT, _STAY = bindparam("pilot", type_=BigInteger()), bindparam("stay", type_=BigInteger())
_IDS = bindparam("ids", type_=BigInteger(), expanding=True)


@dataclass(frozen=True)
class CourseFilter:
    """What the course of a case is narrowed to: a kind of contact or notes, a month."""

    kind: str | None = None
    month: Interval | None = None


@dataclass(frozen=True)
class Entry:
    """A contact (`kind` names how) or a note of the file (`kind` is "note") in the course.

    `text` is empty for whoever may not read names.
    """

    id: int
    on: date
    kind: str
    text: str
    voided_on: date | None
    recorded_by: int
    recorded_at: datetime
    version: int
    minutes: int = 0
    was_reached: bool = True
    topics: Sequence[str] = ()
    partner_id: int | None = None

    @property
    def is_note(self) -> bool:
        """Whether this is a note of the file."""
        return self.kind == NOTE


def course(
    pilot_id: int, participation_id: int, wanted: CourseFilter, page: int, reads_texts: bool
) -> tuple[list[Entry], int]:
    """A page of contacts and notes, newest first, and how many there are; five statements."""
    month = wanted.month
    asked = {
        **_place(pilot_id, participation_id),
        "kind": wanted.kind,
        "start": month.start if month else None,
        "end": month.end if month else None,
        "skipped": (page - 1) * PER_PAGE,
    }
    shape = (wanted.kind, month is not None)
    total = fetch(_count(*shape), asked).scalar() or 0
    ids = fetch(_page(*shape), asked).scalars().all()
    found = {one.id: one for one in _contacts(pilot_id, ids, reads_texts)}
    found |= {one.id: one for one in _notes(pilot_id, ids, reads_texts)}
    return [found[row_id] for row_id in ids], total


def _place(pilot_id: int, participation_id: int) -> dict[str, Any]:
    return {"pilot": pilot_id, "stay": participation_id}


@cache
def _count(kind: str | None, has_month: bool) -> Select[int]:
    return select(func.count()).select_from(_keys(kind, has_month).subquery())


@cache
def _page(kind: str | None, has_month: bool) -> Select[int]:
    kept = _keys(kind, has_month).subquery()
    return (
        select(kept.c.id)
        .order_by(kept.c.day.desc(), kept.c.id.desc())
        .limit(PER_PAGE)
        .offset(bindparam("skipped", type_=BigInteger()))
    )


def _keys(kind: str | None, has_month: bool) -> Select[int, date]:
    """Numbers and days of what is asked for; both tables give numbers that are never the same."""
    contacts = select(Contact.id.label("id"), Contact.held_on.label("day")).where(
        Contact.pilot_id == _PILOT, Contact.participation_id == _STAY
    )
    notes = select(CaseNote.id.label("id"), CaseNote.written_on.label("day")).where(
        CaseNote.pilot_id == _PILOT, CaseNote.participation_id == _STAY
    )
    if has_month:
        start, end = bindparam("start", type_=Date()), bindparam("end", type_=Date())
        contacts = contacts.where(Contact.held_on >= start, Contact.held_on < end)
        notes = notes.where(CaseNote.written_on >= start, CaseNote.written_on < end)
    if kind == NOTE:
        return notes
    if kind is not None:
        return contacts.where(Contact.kind == bindparam("kind", type_=String()))
    both = union_all(contacts, notes).subquery()
    return select(both.c.id, both.c.day)


def _contacts(pilot_id: int, ids: Sequence[int], reads_texts: bool) -> list[Entry]:
    asked = {"pilot": pilot_id, "ids": ids}
    topics: dict[int, list[str]] = defaultdict(list)
    for contact_id, topic in fetch(_topics(), asked):
        topics[contact_id].append(topic)
    rows = cast(Iterable[Contact], fetch(_shown(Contact), asked))
    return [_contact(row, topics[row.id], reads_texts) for row in rows]


@cache
def _topics() -> Select[int, str]:
    return (
        select(ContactTopic.contact_id, ContactTopic.topic)
        .where(ContactTopic.pilot_id == _PILOT, ContactTopic.contact_id.in_(_IDS))
        .order_by(ContactTopic.topic)
    )


@cache
def _shown(model: type[Contact] | type[CaseNote]) -> Select[*tuple[Any, ...]]:
    """Bare rows, to read: they take a third of the time that the objects take."""
    columns = cast(Table, model.__table__).c
    return select(*columns).where(columns.pilot_id == _PILOT, columns.id.in_(_IDS))


def _contact(row: Contact, topics: Sequence[str], reads_texts: bool) -> Entry:
    return Entry(
        row.id,
        row.held_on,
        row.kind,
        store.unseal_text(row.note_sealed, row.pilot_id, row.id, "note") if reads_texts else "",
        row.voided_on,
        row.recorded_by,
        row.recorded_at,
        row.version,
        row.minutes,
        row.was_reached,
        tuple(topics),
        row.partner_id,
    )


def _notes(pilot_id: int, ids: Sequence[int], reads_texts: bool) -> list[Entry]:
    rows = fetch(_shown(CaseNote), {"pilot": pilot_id, "ids": ids})
    return [_note(row, reads_texts) for row in cast(Iterable[CaseNote], rows)]


def _note(row: CaseNote, reads_texts: bool) -> Entry:
    return Entry(
        row.id,
        row.written_on,
        NOTE,
        store.unseal_text(row.text_sealed, row.pilot_id, row.id, "text") if reads_texts else "",
        row.voided_on,
        row.recorded_by,
        row.recorded_at,
        row.version,
    )


def contact_row(pilot_id: int, participation_id: int, contact_id: int) -> Contact | None:
    """The contact with that number, if it belongs to this participation."""
    row = db.session.get(Contact, (pilot_id, contact_id))
    return row if row is not None and row.participation_id == participation_id else None


def note_row(pilot_id: int, participation_id: int, note_id: int) -> CaseNote | None:
    """The note with that number, if it belongs to this participation."""
    row = db.session.get(CaseNote, (pilot_id, note_id))
    return row if row is not None and row.participation_id == participation_id else None


def topics_of(pilot_id: int, contact_id: int) -> set[str]:
    """The topics of a contact."""
    return set(
        db.session.scalars(
            select(ContactTopic.topic).where(
                ContactTopic.pilot_id == pilot_id, ContactTopic.contact_id == contact_id
            )
        )
    )


def entry_of_contact(row: Contact) -> Entry:
    """A contact with its note opened; the caller has recorded the reading."""
    return _contact(row, sorted(topics_of(row.pilot_id, row.id)), reads_texts=True)


def entry_of_note(row: CaseNote) -> Entry:
    """A note with its text opened; the caller has recorded the reading."""
    return _note(row, reads_texts=True)


def held(pilot_id: int, participation_id: int, until: date) -> list[Held]:
    """The contacts that took place up to a day, included; voided and vain ones are left out."""
    asked = {**_place(pilot_id, participation_id), "until": until}
    return [Held(held_on, minutes) for held_on, minutes in fetch(_held(), asked)]


@cache
def _held() -> Select[date, int]:
    return select(Contact.held_on, Contact.minutes).where(
        Contact.pilot_id == _PILOT,
        Contact.participation_id == _STAY,
        *took_place(),
        Contact.held_on <= bindparam("until", type_=Date()),
    )


def density_of_all(pilot_id: int, day: date) -> Density:
    """Contacts per month in care of all stays together, up to a day, included; three statements."""
    stays = figures.stays_by_day(pilot_id, day)
    first = min(stays.entries, default=None)
    if first is None:
        return Density([])
    days = [first + timedelta(days=place) for place in range((day - first).days + 1)]
    return rules.density_of_all(
        first, figures.in_care_of(stays, days), _held_by_month(pilot_id, day)
    )


def _held_by_month(pilot_id: int, day: date) -> dict[date, tuple[int, int]]:
    """Contacts and minutes on days in care, by the first day of their month; one statement."""
    year, month = extract("year", Contact.held_on), extract("month", Contact.held_on)
    rows = db.session.execute(
        select(year, month, func.count(), func.sum(Contact.minutes))
        .join(
            Participation,
            and_(
                Participation.pilot_id == Contact.pilot_id,
                Participation.id == Contact.participation_id,
            ),
        )
        .where(Contact.pilot_id == pilot_id, Contact.held_on <= day, *took_place(), in_care_then())
        .group_by(year, month)
    )
    return {date(int(row[0]), int(row[1]), 1): (row[2], int(row[3])) for row in rows}


@dataclass(frozen=True)
class CaseMonth:
    """A case in a month: days in care, contacts and minutes on them."""

    number: int
    days_in_care: int
    contacts: int
    minutes: int


def cases_in_month(
    actor: Actor, month: Interval, day: date, page: int, per_page: int = 50
) -> tuple[list[CaseMonth], int]:
    """A page of the cases in care in a month, up to a day, that the actor may see; two statements.

    Those with the fewest contacts come first.
    """
    last = day if month.end is None else min(day, month.end - timedelta(days=1))
    ours = (
        visible(actor, date.max),
        Participation.admitted_on <= last,
        or_(Participation.exited_on.is_(None), Participation.exited_on > month.start),
        # who leaves on the day of entry has no day in care
        or_(Participation.exited_on.is_(None), Participation.exited_on > Participation.admitted_on),
    )
    total = db.session.scalar(select(func.count()).select_from(Participation).where(*ours)) or 0
    held = func.count(Contact.id)
    rows = db.session.execute(
        select(
            Participation.number,
            Participation.admitted_on,
            Participation.exited_on,
            held,
            func.coalesce(func.sum(Contact.minutes), 0),
        )
        .outerjoin(
            Contact,
            and_(
                Contact.pilot_id == Participation.pilot_id,
                Contact.participation_id == Participation.id,
                Contact.held_on >= month.start,
                Contact.held_on <= last,
                *took_place(),
                in_care_then(),
            ),
        )
        .where(*ours)
        .group_by(Participation.number, Participation.admitted_on, Participation.exited_on)
        .order_by(held, Participation.number)
        .limit(per_page)
        .offset((page - 1) * per_page)
    )
    return [
        CaseMonth(
            number, rules.days_in_care(month, admitted_on, exited_on, day), contacts, int(minutes)
        )
        for number, admitted_on, exited_on, contacts, minutes in rows
    ], total


def pauses(pilot_id: int, participation_id: int) -> list[Interval]:
    """The interruptions of a stay."""
    rows = fetch(_pauses(), _place(pilot_id, participation_id))
    return [Interval(from_day, until_day) for from_day, until_day in rows]


@cache
def _pauses() -> Select[date, date | None]:
    return (
        select(Interruption.from_day, Interruption.until_day)
        .where(Interruption.pilot_id == _PILOT, Interruption.participation_id == _STAY)
        .order_by(Interruption.from_day)
    )
