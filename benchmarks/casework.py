"""The day's work in one pilot of two thousand people and sixty thousand contacts."""

from __future__ import annotations

import io
import random
from collections.abc import Iterator
from contextlib import closing
from datetime import date, timedelta
from typing import Any, Final

from openpyxl import Workbook
from sqlalchemy import insert, select

from app.database import Base, new_id
from app.extensions import db
from app.intake import kinds
from app.intake.kinds import ImportKind
from app.participants.contacts.models import Contact, ContactTopic
from app.participants.identity.store import seal_text
from app.participants.listed import HEADERS, SHEET_TITLE
from app.participants.models import Participation
from app.participants.planning.models import Goal, IntegrationPlan, PlanReview, PlanStep, Task
from app.participants.questionnaires.models import Questionnaire
from benchmarks.figures import Figure, timed
from benchmarks.house import House
from benchmarks.pages import Measured, plain_connection

PEOPLE: Final = 2_000
CONTACTS_EACH: Final = 30
LISTED: Final = 1_000
IMPORT_TARGET_MS: Final = 3_000
AT_ONCE: Final = 5_000
PAGES: Final = (
    ("list, 2,000 people", "/participants?state=in_care&sort=number"),
    ("record", "/participants/{number}"),
    ("contacts of a person", "/participants/{number}/contacts"),
    ("tasks", "/tasks"),
    ("questionnaires due", "/participants/questionnaires"),
    ("caseload", "/participants/caseload"),
    ("dwell", "/participants/dwell"),
    ("capacity", "/participants/capacity"),
)


class _Piles:
    """Rows by table, written in large pieces."""

    def __init__(self) -> None:
        self.rows: dict[type[Base], list[dict[str, Any]]] = {}

    def add(self, table: type[Base], **values: Any) -> None:
        """One more row."""
        self.rows.setdefault(table, []).append(values)

    def write(self) -> None:
        """Writes all rows in the order in which their tables came first."""
        for table, rows in self.rows.items():
            for start in range(0, len(rows), AT_ONCE):
                db.session.execute(insert(table.__table__), rows[start : start + AT_ONCE])  # type: ignore[arg-type]


def fill_work(at: House) -> int:
    """Contacts, plans with open steps, tasks and questionnaires; returns the number of contacts."""
    chance, piles = random.Random(20240630), _Piles()
    pilot, user = at.actor.pilot_id, at.actor.user_id
    topics = [topic.key for topic in at.pilot.preset.contact_topics]
    stays = db.session.execute(
        select(Participation.id, Participation.admitted_on, Participation.exited_on).where(
            Participation.pilot_id == pilot
        )
    ).all()
    for participation_id, admitted_on, exited_on in stays:
        last = min(exited_on or at.pilot.day, at.pilot.day)
        days = max(1, (last - admitted_on).days)
        for _ in range(CONTACTS_EACH):
            contact_id = new_id()
            piles.add(
                Contact,
                pilot_id=pilot,
                id=contact_id,
                participation_id=participation_id,
                held_on=admitted_on + timedelta(chance.randrange(days)),
                minutes=chance.choice((15, 30, 45, 60)),
                kind=chance.choice(("talk", "phone", "video")),
                recorded_by=user,
            )
            piles.add(
                ContactTopic, pilot_id=pilot, contact_id=contact_id, topic=chance.choice(topics)
            )
        if exited_on is None:
            _plan(piles, pilot, user, participation_id, at.pilot.day, chance)
        _wave(piles, pilot, user, participation_id, admitted_on, chance)
    piles.write()
    return len(piles.rows[Contact])


def _plan(
    piles: _Piles, pilot: int, user: int, participation_id: int, day: date, chance: random.Random
) -> None:
    plan_id, goal_id, step_id, task_id = (new_id() for _ in range(4))
    due = day + timedelta(chance.randrange(-20, 60))
    shared = {"pilot_id": pilot, "participation_id": participation_id}
    drawn_up = day - timedelta(90)
    piles.add(IntegrationPlan, **shared, id=plan_id, drawn_up_on=drawn_up, agreed_on=drawn_up)
    piles.add(
        Goal,
        pilot_id=pilot,
        id=goal_id,
        plan_id=plan_id,
        area="health",
        text_sealed=seal_text("Ziel", pilot, goal_id, "text"),
    )
    piles.add(
        PlanStep,
        **shared,
        id=step_id,
        goal_id=goal_id,
        text_sealed=seal_text("Schritt", pilot, step_id, "text"),
        responsible="person",
        due_on=due,
    )
    piles.add(PlanReview, **shared, id=new_id(), plan_id=plan_id, due_on=due + timedelta(30))
    if chance.random() < 0.1:
        piles.add(
            Task,
            **shared,
            id=task_id,
            text_sealed=seal_text("Aufgabe", pilot, task_id, "text"),
            due_on=due,
            recorded_by=user,
        )


def _wave(
    piles: _Piles,
    pilot: int,
    user: int,
    participation_id: int,
    admitted_on: date,
    chance: random.Random,
) -> None:
    for instrument in ("who5", "phq9", "gad7"):
        piles.add(
            Questionnaire,
            pilot_id=pilot,
            id=new_id(),
            participation_id=participation_id,
            instrument=instrument,
            wave="t0",
            answered_on=admitted_on,
            score=chance.randrange(20),
            mode="interview",
            language="de",
            recorded_by=user,
        )


def figures(at: House, runs: int) -> list[Figure]:
    """Each page of the day's work beside its floor."""
    size = f"Case work: {PEOPLE:,} people, {PEOPLE * CONTACTS_EACH:,} contacts"
    with at.web.app_context():
        number = db.session.scalar(
            select(Participation.number)
            .where(Participation.pilot_id == at.actor.pilot_id, Participation.exited_on.is_(None))
            .order_by(Participation.number.desc())
            .limit(1)
        )
    measured = Measured(at, size, runs)
    with closing(plain_connection(measured.copy())) as connection:
        return [
            measured.beside_floor(name, path.format(number=number), connection)
            for name, path in PAGES
        ]


def import_figures(at: House, runs: int) -> list[Figure]:
    """A list of a thousand people, read, checked and written, into the same empty pilot."""
    data, times, taken = participant_list(), [], list[int]()
    for _ in range(runs):
        times.append(timed(lambda: taken.append(_take_in(at, data))))
        with at.desk():
            kinds.undo(ImportKind.PARTICIPANTS, at.actor, taken.pop())
    name = f"{LISTED:,} participants from a workbook, checked and written"
    return [Figure("Import", name, "ms", times, IMPORT_TARGET_MS)]


def _take_in(at: House, data: bytes) -> int:
    with at.desk():
        parsed = kinds.read(ImportKind.PARTICIPANTS, at.pilot, data)
        taken = kinds.take_in(
            ImportKind.PARTICIPANTS, at.actor, at.pilot, parsed, "liste.xlsx", data, True
        )
        assert taken.outcome.tally.accepted == LISTED, taken.outcome.tally
        assert taken.import_id is not None
        return taken.import_id


def participant_list() -> bytes:
    """A workbook of a thousand people as a carrier keeps it."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(SHEET_TITLE)
    sheet.append(list(HEADERS))
    for line in _lines():
        sheet.append([line.get(head) for head in HEADERS])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _lines() -> Iterator[dict[str, object]]:
    for number in range(1, LISTED + 1):
        entry = date(2021, 11, 1) + timedelta(number % 900)
        yield {
            "Lfd. Nr.": number,
            "Kundennr.": f"036D{number:06d}",
            "Name": f"Muster{number}",
            "Vorname": "Kim",
            "geb. am": date(1985, 5, 17),
            "Geschlecht": "weiblich",
            "Schulabschluss": "Mittlere Reife",
            "Berufsabschluss": "betriebliche Ausbildung",
            "Kinder im Haushalt": 1,
            "ges. Einschr.": "ja",
            "Sucht": "nein",
            "Einwilligung am": entry,
            "Aufnahme am": entry,
            "Betreuung durch": "SB med. Reha 1",
        }
