"""Acts on barriers, resources and circumstances, and the figure over them."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import select

from app.access import Actor
from app.audit import AuditEntry
from app.errors import DomainError, NotFound, Stale
from app.extensions import db
from app.participants import queries as participants
from app.participants import record
from app.participants.conditions import queries
from app.participants.conditions.models import Condition
from app.participants.conditions.rules.barriers import GroupChange, Since, State
from app.participants.conditions.services import barriers, circumstances
from app.participants.conditions.services.barriers import Noted
from app.participants.models import Participation
from app.participants.services import stay
from app.participants.services.consents import withdraw_consent
from app.partners.models import Partner
from tests import factories
from tests.factories import DAY, admitted

NOTED = date(2023, 4, 1)


def row_of(actor: Actor, number: int) -> Participation:
    return record.participation(actor, number)


def note(actor: Actor, number: int, group: str = "pain", on: date = NOTED, **told: object) -> int:
    """A barrier, open since the day of noting."""
    noted = Noted(group, **told)  # type: ignore[arg-type]
    return barriers.note_condition(actor, number, "barrier", noted, "open", on, (), DAY)


def condition(actor: Actor, condition_id: int) -> Condition:
    return db.session.get_one(Condition, (actor.pilot_id, condition_id))


def change(actor: Actor, number: int, condition_id: int, state: str, on: date) -> None:
    version = condition(actor, condition_id).version
    barriers.change_state(actor, number, condition_id, state, on, version, DAY)


def course(actor: Actor, number: int) -> list[State]:
    row = row_of(actor, number)
    return list(queries.conditions_of(row.pilot_id, row.id, DAY)[0].states)


def withdraw(actor: Actor, number: int, purpose: str, on: date) -> None:
    row = row_of(actor, number)
    known = participants.consents_of(row.pilot_id, row.id)
    given = next(one for one in known if one.purpose == purpose)
    withdraw_consent(actor, number, given.id, on, DAY)


def test_a_barrier_goes_from_state_to_state_and_the_same_day_corrects(actor: Actor) -> None:
    number = admitted(actor)
    found = note(actor, number)
    change(actor, number, found, "in_progress", date(2023, 6, 1))
    change(actor, number, found, "reduced", date(2023, 6, 1))
    assert course(actor, number) == [State(NOTED, "open"), State(date(2023, 6, 1), "reduced")]
    with pytest.raises(DomainError, match="same_state"):
        change(actor, number, found, "reduced", date(2023, 7, 1))
    with pytest.raises(DomainError, match="before_noting"):
        change(actor, number, found, "worse", date(2023, 3, 31))


def test_the_latest_state_is_taken_back_and_the_first_one_stays(actor: Actor) -> None:
    number = admitted(actor)
    found = note(actor, number)
    change(actor, number, found, "removed", date(2023, 6, 1))
    barriers.take_state_back(actor, number, found, condition(actor, found).version)
    assert course(actor, number) == [State(NOTED, "open")]
    with pytest.raises(DomainError, match="first_state_stays"):
        barriers.take_state_back(actor, number, found, condition(actor, found).version)


def test_a_change_of_state_tells_whoever_saves_second(actor: Actor) -> None:
    number = admitted(actor)
    found = note(actor, number)
    db.session.commit()
    seen = condition(actor, found).version
    change(actor, number, found, "reduced", date(2023, 6, 1))
    db.session.commit()
    with pytest.raises(Stale):
        barriers.change_state(actor, number, found, "removed", date(2023, 6, 1), seen, DAY)
    with pytest.raises(Stale):
        barriers.void_condition(actor, number, found, seen, DAY)
    assert course(actor, number)[-1].state == "reduced"


def test_health_needs_consent_on_the_day_and_social_barriers_do_not(actor: Actor) -> None:
    number = admitted(actor, consents={"participation": date(2023, 3, 10)})
    note(actor, number, "debts")
    barriers.note_condition(
        actor, number, "resource", Noted("motivation"), "present", NOTED, (), DAY
    )
    with pytest.raises(DomainError, match="no_health_consent") as refused:
        note(actor, number, "pain")
    assert refused.value.field == "group"
    with pytest.raises(DomainError, match="no_health_consent"):
        circumstances.set_circumstance(actor, number, "disability", "50", NOTED, DAY)


def test_after_a_withdrawal_health_is_not_written_on_but_may_be_struck_out(actor: Actor) -> None:
    number = admitted(actor)
    found = note(actor, number)
    withdraw(actor, number, "health_data", date(2024, 1, 1))
    for on in (date(2023, 12, 31), date(2024, 1, 1)):
        with pytest.raises(DomainError, match="no_health_consent"):
            change(actor, number, found, "reduced", on)
    barriers.void_condition(actor, number, found, condition(actor, found).version, DAY)
    with pytest.raises(DomainError, match="no_health_consent"):
        barriers.restore_condition(actor, number, found, condition(actor, found).version, DAY)


def test_what_was_struck_out_can_be_restored_and_is_not_written_on_meanwhile(actor: Actor) -> None:
    number = admitted(actor)
    found = note(actor, number, "debts")
    barriers.void_condition(actor, number, found, condition(actor, found).version, DAY)
    with pytest.raises(DomainError, match="is_voided"):
        change(actor, number, found, "reduced", date(2023, 6, 1))
    assert queries.reduced_or_removed(actor.pilot_id, DAY).by_group == {}
    barriers.restore_condition(actor, number, found, condition(actor, found).version, DAY)
    change(actor, number, found, "reduced", date(2023, 6, 1))
    assert condition(actor, found).voided_on is None


def test_a_correction_keeps_the_states_and_names_what_changed(actor: Actor) -> None:
    number = admitted(actor)
    partner = Partner(pilot_id=actor.pilot_id, name="Schuldnerberatung", kind="counselling")
    db.session.add(partner)
    db.session.flush()
    found = note(actor, number, "debts", text="Kim hat Schulden.")
    better = Noted("housing", Since(date(2019, 3, 1), "month"), partner.id, None)
    barriers.correct_condition(actor, number, found, better, 1, {partner.id}, DAY)
    row = condition(actor, found)
    assert (row.group, queries.since_of(row)) == ("housing", Since(date(2019, 3, 1), "month"))
    assert queries.text_of(row) == "Kim hat Schulden."
    assert b"Schulden" not in (row.text_sealed or b"")
    entry = db.session.scalars(select(AuditEntry).order_by(AuditEntry.sequence.desc())).first()
    assert entry is not None
    assert (entry.action, entry.subject_id, entry.fields) == (
        "correct_condition",
        row_of(actor, number).id,
        "group,since,since_precision,partner_id",
    )
    with pytest.raises(DomainError, match="unknown_partner"):
        barriers.correct_condition(actor, number, found, Noted("debts", None, 4711), 2, (), DAY)


def test_a_condition_of_somebody_else_is_not_there(actor: Actor) -> None:
    mine, other = admitted(actor), admitted(actor)
    found = note(actor, mine)
    with pytest.raises(NotFound):
        barriers.void_condition(actor, other, found, 1, DAY)


def test_nothing_is_there_since_before_the_birth(actor: Actor) -> None:
    number = admitted(actor)
    with pytest.raises(DomainError, match="before_birth"):
        note(actor, number, since=Since(date(1985, 5, 16), "day"))
    with pytest.raises(DomainError, match="before_birth"):
        circumstances.set_circumstance(actor, number, "children", "1", date(1985, 5, 16), DAY)


def test_reduced_or_removed_counts_people_and_leaves_health_without_consent_out(
    actor: Actor,
) -> None:
    first, second = admitted(actor), admitted(actor)
    for number in (first, second):
        change(actor, number, note(actor, number), "reduced", date(2023, 6, 1))
    change(actor, first, note(actor, first), "removed", date(2024, 2, 1))
    change(actor, second, note(actor, second, "debts"), "removed", date(2024, 6, 30))
    withdraw(actor, second, "health_data", date(2024, 6, 30))
    before = queries.reduced_or_removed(actor.pilot_id, date(2024, 6, 29))
    assert before.by_group == {"pain": GroupChange(2, reduced=2, worked=2), "debts": GroupChange(1)}
    assert before.people.better == 2
    after = queries.reduced_or_removed(actor.pilot_id, DAY)
    assert after.by_group == {
        "pain": GroupChange(1, reduced=1, worked=1),
        "debts": GroupChange(1, removed=1, worked=1),
    }


def test_a_value_holds_until_the_next_and_the_admission_is_the_first(actor: Actor) -> None:
    number = admitted(actor)
    circumstances.set_circumstance(actor, number, "children", "2", date(2024, 1, 1), DAY)
    circumstances.set_circumstance(actor, number, "benefit_since", "2020-02-01", None, DAY)
    row = row_of(actor, number)
    at_entry = {"school": "intermediate", "vocational": "dual", "children": "1"}
    lasting = {**at_entry, "benefit_since": "2020-02-01"}
    assert queries.circumstances_on(row, date(2023, 12, 31)) == lasting
    assert queries.circumstances_on(row, date(2024, 1, 1)) == {**lasting, "children": "2"}
    assert queries.all_circumstances_on(actor.pilot_id, DAY) == {
        row.id: {**lasting, "children": "2"}
    }
    assert row.children == 1


def test_a_wrong_value_is_corrected_or_removed_and_stays_readable(actor: Actor) -> None:
    number = admitted(actor)
    row = row_of(actor, number)
    circumstances.set_circumstance(actor, number, "disability", "50", NOTED, DAY)
    with pytest.raises(DomainError, match="value_that_day"):
        circumstances.set_circumstance(actor, number, "disability", "60", NOTED, DAY)
    with pytest.raises(DomainError, match="no_equal_status"):
        circumstances.set_circumstance(actor, number, "equal_status", "yes", NOTED, DAY)
    (known,) = queries.circumstances_of(row.pilot_id, row.id)
    db.session.commit()
    seen = known.version
    circumstances.correct_circumstance(actor, number, known.id, "30", NOTED, seen, DAY)
    db.session.commit()
    with pytest.raises(Stale):
        circumstances.remove_circumstance(actor, number, known.id, seen)
    circumstances.remove_circumstance(actor, number, known.id, known.version)
    db.session.commit()
    assert queries.circumstances_on(row_of(actor, number), DAY).get("disability") is None
    (removal,) = queries.removed_circumstances(actor.pilot_id, row.id)
    assert (removal.row.value, removal.row.from_day) == ("30", NOTED)
    assert removal.user_id == actor.user_id


def test_nothing_is_noted_after_the_exit(actor: Actor) -> None:
    number = admitted(actor)
    stay.record_exit(actor, number, date(2024, 1, 31), "regular", None, 1, DAY)
    note(actor, number, on=date(2024, 1, 31))
    with pytest.raises(DomainError, match="after_exit"):
        note(actor, number, on=date(2024, 2, 1))
    assert factories.pilot().day == DAY
