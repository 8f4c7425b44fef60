"""An import of participants on which any room has built cannot be taken back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

import pytest
from sqlalchemy import Column, ForeignKeyConstraint, Table, insert, select

from app.access import Actor
from app.database import Base, new_id
from app.errors import DomainError
from app.extensions import db
from app.intake.kinds import ImportKind
from app.participants.models import (
    Care,
    Consent,
    CriterionAnswer,
    Participation,
    StageEvent,
)
from app.participants.services.importing import check_undo
from app.pilots.queries import posts_of
from tests.factories import DAY
from tests.integration.intake import files

IMPORTED = {table.__tablename__ for table in (StageEvent, Care, Consent, CriterionAnswer)}
"""What an import itself fills; what is changed there later stands in the audit log."""
CHECKED: dict[tuple[str, str], object] = {
    ("candidate", "state"): "declined",
    ("candidate", "decided_on"): DAY,
    ("case_condition", "kind"): "barrier",
    ("questionnaire", "missing"): "refused",
    ("whereabouts", "status"): "unknown",
    ("ratio_exception", "in_care"): 2,
    ("emergency_access", "ends_at"): datetime(2100, 1, 1, tzinfo=UTC),
}
"""Values where a constraint asks for a certain one."""


PLAIN: dict[type, object] = {
    bool: False,
    bytes: b"x",
    date: DAY,
    object: datetime(2024, 6, 30, tzinfo=UTC),  # our own type of a moment
    int: 1,
    str: "x",
}


def references(table: Table, target: str) -> list[ForeignKeyConstraint]:
    return [key for key in table.foreign_key_constraints if key.referred_table.name == target]


def rooms() -> Iterator[Table]:
    """Every table that refers to a participation, beside those an import fills."""
    for table in Base.metadata.sorted_tables:
        if table.name not in IMPORTED and references(table, "participation"):
            yield table


def new_row(table: Table, known: dict[str, object]) -> int:
    """A row with what must be there; rows that it refers to are made likewise."""
    values: dict[str, object] = {}
    for column in table.c:
        name = column.name
        if name in known:
            values[name] = known[name]
        elif (table.name, name) in CHECKED:
            values[name] = CHECKED[table.name, name]
        elif name == "id":
            values[name] = new_id()
        elif not column.nullable and column.default is None:
            values[name] = value_of(table, column, known)
    db.session.execute(insert(table).values(**values))
    return int(str(values["id"]))


def value_of(table: Table, column: Column[Any], known: dict[str, object]) -> object:
    for key in table.foreign_key_constraints:
        if column.name in key.column_keys:
            return new_row(key.referred_table, known)
    return PLAIN[column.type.python_type]


@pytest.fixture
def import_id(actor: Actor) -> int:
    found = files.take_in(actor, ImportKind.PARTICIPANTS).import_id
    assert found is not None
    return found


def test_a_row_of_any_room_keeps_an_import(actor: Actor, import_id: int) -> None:
    check_undo(actor, import_id)
    somebody = db.session.scalars(
        select(Participation.id).where(Participation.import_id == import_id)
    ).first()
    known: dict[str, object] = {
        "pilot_id": actor.pilot_id,
        "participation_id": somebody,
        "post_id": posts_of(actor.pilot_id)[0].id,
        "user_id": actor.user_id,
        "recorded_by": actor.user_id,
    }
    tables = list(rooms())
    assert len(tables) >= 12
    for table in tables:
        kept = db.session.begin_nested()
        new_row(table, known)
        with pytest.raises(DomainError) as refused:
            check_undo(actor, import_id)
        assert refused.value.key == "participant.import_built_on", table.name
        kept.rollback()
    check_undo(actor, import_id)
