"""Who was not admitted is erased after the pilot's period; only what is counted is left."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from flask import Flask
from sqlalchemy import func, select, text

from app.access import Actor
from app.audit import AuditEntry, check_chain
from app.errors import DomainError
from app.extensions import db
from app.participants.identity.models import Identity
from app.participants.models import Person
from app.participants.selection import counting, queries
from app.participants.selection.models import CandidateAnswer
from app.participants.selection.rules import Event
from app.participants.selection.services import decide, erase_due, reopen
from app.participants.services.stay import record_exit
from tests import factories
from tests.factories import DAY
from tests.integration import commands
from tests.integration.selection.referrals import name, referred, row_of

DECIDED = date(2023, 12, 20)
DUE = DECIDED + timedelta(days=181)


@pytest.fixture
def refused(actor: Actor) -> int:
    """Somebody who did not want to take part, long ago."""
    number = referred(actor, referred_on=date(2023, 12, 4), talk_on=date(2023, 12, 11))
    db.session.commit()
    decide(actor, number, Event.REFUSE, DECIDED, 1, DAY, None, "zieht nach Zugspitzblick")
    db.session.commit()
    return number


def rows_in(table: str) -> int:
    return int(db.session.execute(text(f"select count(*) from {table}")).scalar_one())


def test_nothing_is_left_of_a_person_but_what_is_counted(actor: Actor, refused: int) -> None:
    assert rows_in("candidate_version") == 2
    assert erase_due(actor, 180, DUE - timedelta(days=1)) == 0
    assert erase_due(actor, 180, DUE) == 1
    db.session.commit()
    for table in ("identity", "person", "candidate_answer", "candidate_version"):
        assert rows_in(table) == 0, table
    row = row_of(actor, refused)
    kept = {"state": "refused", "referrer": "case_management", "number": refused}
    kept |= {"referred_on": date(2023, 12, 1), "decided_on": date(2023, 12, 1)}
    kept |= {"talk_on": date(2023, 12, 1), "erased_on": DUE}
    about = ("pilot_id", "id", "version", "recorded_by", "recorded_at")
    stored = {column.name: getattr(row, column.name) for column in row.__table__.columns}
    assert {key: value for key, value in stored.items() if key not in about and value} == kept
    assert (row.recorded_at.day, row.recorded_at.hour) == (1, 0)
    assert queries.opened(row) is None
    assert check_chain(actor.pilot_id) is None
    entry = db.session.scalars(select(AuditEntry).order_by(AuditEntry.sequence.desc())).first()
    assert entry is not None
    assert (entry.action, entry.subject_id, entry.fields) == ("erase", row.id, "")


def test_what_is_erased_is_counted_as_before_and_cannot_be_taken_up_again(
    actor: Actor, refused: int
) -> None:
    before = [(one.state, one.referred_on.year) for one in counting.referred(actor.pilot_id)]
    erase_due(actor, 180, DUE)
    after = [(one.state, one.referred_on.year) for one in counting.referred(actor.pilot_id)]
    assert before == after == [("refused", 2023)]
    with pytest.raises(DomainError, match=r"candidate\.already_erased"):
        reopen(actor, refused, row_of(actor, refused).version)
    assert erase_due(actor, 180, DUE) == 0


def test_open_and_admitted_candidates_are_not_erased(actor: Actor) -> None:
    on = date(2022, 1, 10)
    referred(actor, referred_on=on)
    admitted = referred(actor, referred_on=on)
    entered_on = date(2022, 2, 1)
    consents = {"participation": entered_on}
    factories.admitted(
        actor, admitted_on=entered_on, referred_on=on, consents=consents, candidate=admitted
    )
    assert erase_due(actor, 180, DAY) == 0


def test_who_was_in_the_pilot_or_is_referred_again_stays_known_there(
    actor: Actor, refused: int
) -> None:
    returner, again = name(), name()
    stay = factories.admitted(actor, name=returner)
    record_exit(actor, stay, date(2023, 10, 10), "health", None, 1, DAY)
    for who in (returner, again):
        number = referred(actor, who, referred_on=date(2023, 12, 4))
        decide(actor, number, Event.NOT_APPEAR, DECIDED, 1, DAY)
    second = referred(actor, again)
    assert erase_due(actor, 180, DUE) == 3
    assert db.session.scalar(select(func.count()).select_from(Person)) == 2
    assert db.session.scalar(select(func.count()).select_from(Identity)) == 2
    opened = queries.opened(row_of(actor, second))
    assert opened is not None
    assert opened.name == again
    answers = db.session.scalars(select(CandidateAnswer.candidate_id)).all()
    assert answers == [row_of(actor, second).id]


def test_the_command_counts_then_erases_and_names_nobody(web: Flask, refused: int) -> None:
    dry = commands.flask(web, "selection", "erase-due", "--pilot", "gecko", "--dry-run")
    assert dry.output.strip() == "Zu löschen: 1. Nichts gelöscht."
    first = commands.flask(web, "selection", "erase-due", "--pilot", "gecko")
    again = commands.flask(web, "selection", "erase-due", "--pilot", "gecko")
    assert (first.output.strip(), again.output.strip()) == ("Gelöscht: 1", "Gelöscht: 0")
    unknown = commands.flask(web, "selection", "erase-due", "--pilot", "nowhere")
    assert unknown.exit_code == 1
