"""People in bulk: made like a real pilot's, written past the services because they are many."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, Final

from sqlalchemy import insert

from app.access import Actor
from app.database import Base, new_id, utc_now
from app.extensions import db
from app.participants.identity.models import Identity
from app.participants.identity.store import hash_of, seal_text
from app.participants.models import (
    Care,
    Consent,
    CriterionAnswer,
    Participation,
    Person,
    StageEvent,
)
from app.pilots.queries import PilotInForce, posts_of

AT_ONCE: Final = 2000
ORDER: Final = (Person, Identity, Participation, StageEvent, Care, Consent, CriterionAnswer)

FAMILY: Final = (
    "Albrecht",
    "Böhm",
    "Demir",
    "Fischer",
    "Großmann",
    "Kowalski",
    "Lehmann",
    "Öztürk",
)
GIVEN: Final = ("Anna", "Cem", "Dorothea", "Emil", "Jörg", "Katharina", "Mia", "Søren")


@dataclass
class Makes:
    """Makes people in the order of their entry; the same for the same seed."""

    actor: Actor
    pilot: PilotInForce
    chance: random.Random = field(default_factory=lambda: random.Random(20240630))
    rows: defaultdict[type[Base], list[dict[str, Any]]] = field(
        default_factory=lambda: defaultdict(list)
    )
    gone: list[tuple[date, int]] = field(default_factory=list)

    def make(self, people: int) -> int:
        """Writes so many people; one in thirty comes back once. Returns the number of stays."""
        starts_on, day = self.pilot.preset.notice.starts_on, self.pilot.day
        posts = [post.id for post in posts_of(self.pilot.id) if post.carries_cases]
        made = number = 0
        while made < people:
            number += 1
            admitted_on = starts_on + (day - starts_on) * made // people
            if self.gone and self.gone[0][0] < admitted_on:
                person_id = self.gone.pop(0)[1]
            else:
                person_id = self._person(number)
                made += 1
            self._stay(number, person_id, admitted_on, self.chance.choice(posts))
            if len(self.rows[Participation]) >= AT_ONCE:
                self._write()
        self._write()
        return number

    def _write(self) -> None:
        for table in ORDER:
            if self.rows[table]:
                db.session.execute(insert(table.__table__), self.rows[table])  # type: ignore[arg-type]
        self.rows.clear()

    def _person(self, number: int) -> int:
        person_id, customer = new_id(), f"036D{number:07d}"
        values = {
            "family_name": self.chance.choice(FAMILY),
            "given_name": self.chance.choice(GIVEN),
            "birth_date": f"19{self.chance.randint(75, 99)}-0{self.chance.randint(1, 9)}-17",
            "customer_number": customer,
        }
        sealed = {
            name: seal_text(text, self.pilot.id, person_id, name) for name, text in values.items()
        }
        self._add(Person, id=person_id, import_id=None)
        self._add(
            Identity,
            person_id=person_id,
            **sealed,
            customer_hash=hash_of(self.pilot.id, customer),
            version=1,
        )
        return person_id

    def _stay(self, number: int, person_id: int, admitted_on: date, post_id: int) -> None:
        pick, lists = self.chance, self.pilot.preset.lists
        stay_id, dwell = new_id(), int(pick.triangular(20, 760, 500))
        exited_on = admitted_on + timedelta(days=dwell)
        is_over = exited_on <= self.pilot.day
        if is_over and pick.random() < 0.08:
            self.gone.append((exited_on, person_id))
        self._add(
            Participation,
            id=stay_id,
            person_id=person_id,
            number=number,
            referred_on=admitted_on - timedelta(days=pick.randint(5, 40)),
            admitted_on=admitted_on,
            exited_on=exited_on if is_over else None,
            exit_reason=pick.choice([*lists["exit_reason"].values()]) if is_over else None,
            outcome=pick.choice([*lists["outcome"].values()]) if is_over else None,
            age_at_entry=pick.randint(18, 49),
            sex=pick.choice(["female", "female", "male", "male", "diverse"]),
            school=pick.choice([*lists["school"].values()]),
            vocational=pick.choice([*lists["vocational"].values()]),
            children=pick.choice([None, 0, 1, 2, 3, 4]),
            health_restriction=pick.random() < 0.8,
            addiction=pick.random() < 0.3,
            against_criteria=pick.random() < 0.02,
            recorded_at=utc_now(),
            version=1,
        )
        self._stages(stay_id, admitted_on, exited_on)
        self._care(stay_id, admitted_on, exited_on if is_over else None, post_id)
        self._answers(stay_id, admitted_on)

    def _stages(self, stay_id: int, admitted_on: date, exited_on: date) -> None:
        """Stage 1 on entry, further ones after weeks or months; one in fifty is taken back."""
        day, latest = admitted_on, 0
        for stage in (1, 2, 3, 4):
            if day >= min(exited_on, self.pilot.day + timedelta(days=1)):
                break
            latest = self._move(stay_id, stage, day, None)
            day += timedelta(days=self.chance.randint(14, 240))
        if self.chance.random() < 0.02:
            again = self._move(stay_id, 1, admitted_on, None)
            self._move(stay_id, 1, admitted_on, again)
        assert latest

    def _move(self, stay_id: int, stage: int, day: date, reverses_id: int | None) -> int:
        move_id = new_id()
        self._add(
            StageEvent,
            id=move_id,
            participation_id=stay_id,
            stage=stage,
            entered_on=day,
            reason=None,
            reverses_id=reverses_id,
            recorded_by=self.actor.user_id,
            recorded_at=utc_now(),
        )
        return move_id

    def _care(self, stay_id: int, from_day: date, until_day: date | None, post_id: int) -> None:
        for first, last in self._periods(from_day, until_day):
            self._add(
                Care,
                id=new_id(),
                participation_id=stay_id,
                post_id=post_id,
                from_day=first,
                until_day=last,
            )

    def _periods(self, first: date, last: date | None) -> Iterator[tuple[date, date | None]]:
        change = first + timedelta(days=30)
        if self.chance.random() < 0.15 and change < (last or self.pilot.day):
            yield first, change
            first = change
        yield first, last

    def _answers(self, stay_id: int, admitted_on: date) -> None:
        given_on = admitted_on - timedelta(days=3)
        for purpose in ("participation", "health_data", "evaluation"):
            may_lack = purpose != "participation"
            if may_lack and self.chance.random() < 0.05:
                continue
            withdrawn = may_lack and self.chance.random() < 0.03
            self._add(
                Consent,
                id=new_id(),
                participation_id=stay_id,
                purpose=purpose,
                form="paper",
                given_on=given_on,
                withdrawn_on=admitted_on if withdrawn else None,
                version=1,
            )
        for criterion in self.pilot.preset.criteria:
            self._add(
                CriterionAnswer,
                id=new_id(),
                participation_id=stay_id,
                criterion=criterion.key,
                answer="met",
            )

    def _add(self, table: type[Base], **values: Any) -> None:
        self.rows[table].append({"pilot_id": self.pilot.id, **values})


def fill(actor: Actor, pilot: PilotInForce, people: int) -> int:
    """Fills the pilot with people on its day; the caller commits. Returns the number of stays."""
    return Makes(actor, pilot).make(people)
