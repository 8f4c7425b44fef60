"""Services of a stay: what a stranger would try, and what must not happen."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier

import pytest
from flask import Flask

from app.access import Actor
from app.database import writing
from app.errors import DomainError, Stale
from app.extensions import db
from app.participants import queries, record
from app.participants.identity import store
from app.participants.identity.store import Name
from app.participants.models import Participation
from app.participants.services import consents, stay
from app.participants.services.identity import correct_identity
from app.pilots.queries import posts_of
from tests import factories
from tests.factories import DAY, admitted


def row_of(actor: Actor, number: int) -> Participation:
    return record.participation(actor, number)


def second_post(actor: Actor) -> int:
    return posts_of(actor.pilot_id)[1].id


def move(actor: Actor, number: int, stage: int, on: date) -> None:
    stay.move_stage(actor, factories.gecko(), number, stage, on, "", DAY)


def test_the_first_move_stays_even_after_later_ones(actor: Actor) -> None:
    number = admitted(actor)
    move(actor, number, 2, date(2023, 4, 1))
    first = queries.stage_record(actor.pilot_id, row_of(actor, number).id).standing_ids[0]
    with pytest.raises(DomainError, match="first_move_stays"):
        stay.reverse_move(actor, number, first, "Versehen", DAY)


def test_a_reversed_move_gives_the_stage_before_back(actor: Actor) -> None:
    number = admitted(actor)
    move(actor, number, 2, date(2023, 4, 1))
    last = queries.stage_record(actor.pilot_id, row_of(actor, number).id).standing_ids[-1]
    stay.reverse_move(actor, number, last, "Versehen", DAY)
    shown = record.record_of(row_of(actor, number), DAY)
    assert shown.stage == 1
    assert [(one.stage, one.taken_back is not None) for one in shown.moves] == [
        (1, False),
        (2, True),
    ]


def test_who_has_left_is_not_given_to_another_post(actor: Actor) -> None:
    number = admitted(actor)
    stay.record_exit(actor, number, date(2023, 9, 1), "regular", None, 1, DAY)
    with pytest.raises(DomainError, match="already_exited"):
        stay.change_care(actor, number, second_post(actor), date(2023, 8, 1), DAY)


def test_an_exit_does_not_precede_the_present_care(actor: Actor) -> None:
    number = admitted(actor)
    stay.change_care(actor, number, second_post(actor), date(2023, 6, 1), DAY)
    with pytest.raises(DomainError, match="exit_before_care"):
        stay.record_exit(actor, number, date(2023, 5, 1), "regular", None, 1, DAY)


def test_an_exit_does_not_precede_the_last_move(actor: Actor) -> None:
    number = admitted(actor)
    move(actor, number, 2, date(2023, 6, 1))
    with pytest.raises(DomainError, match="exit_before_move"):
        stay.record_exit(actor, number, date(2023, 5, 1), "regular", None, 1, DAY)


def test_undoing_an_exit_on_the_day_of_a_change_of_care_reopens_one_care(actor: Actor) -> None:
    number = admitted(actor)
    stay.change_care(actor, number, second_post(actor), date(2023, 6, 1), DAY)
    stay.record_exit(actor, number, date(2023, 6, 1), "regular", None, 1, DAY)
    stay.undo_exit(actor, number, row_of(actor, number).version)
    row = row_of(actor, number)
    still_open = [
        care.post_id
        for care, _title in queries.care_of(row.pilot_id, row.id)
        if care.until_day is None
    ]
    assert still_open == [second_post(actor)]


def test_an_earlier_withdrawal_ends_every_later_care_and_the_case_stays_visible(
    actor: Actor,
) -> None:
    number = admitted(actor)
    stay.change_care(actor, number, second_post(actor), date(2023, 6, 1), DAY)
    row = row_of(actor, number)
    taking_part = next(
        one for one in queries.consents_of(row.pilot_id, row.id) if one.purpose == "participation"
    )
    consents.withdraw_consent(actor, number, taking_part.id, date(2023, 5, 1), DAY)
    ends = [care.until_day for care, _title in queries.care_of(row.pilot_id, row.id)]
    assert ends == [date(2023, 5, 1), date(2023, 6, 1)]
    coach = factories.actor_as("coach")
    assert queries.participation_row(coach, number) is not None


def test_a_consent_that_lasts_is_not_given_twice_nor_before_itself(actor: Actor) -> None:
    number = admitted(actor)
    for given_on in (date(2023, 2, 1), date(2023, 4, 1)):
        with pytest.raises(DomainError, match="consent_in_force"):
            consents.give_consent(
                actor, factories.gecko(), number, "evaluation", given_on, "written", DAY
            )


def test_a_consent_is_not_given_again_for_the_same_day(actor: Actor) -> None:
    number = admitted(actor)
    row = row_of(actor, number)
    known = next(
        one for one in queries.consents_of(row.pilot_id, row.id) if one.purpose == "evaluation"
    )
    consents.withdraw_consent(actor, number, known.id, known.given_on, DAY)
    with pytest.raises(DomainError, match="consent_that_day"):
        consents.give_consent(
            actor, factories.gecko(), number, "evaluation", known.given_on, "written", DAY
        )


def test_a_date_of_birth_over_120_years_back_is_a_slip(actor: Actor) -> None:
    with pytest.raises(DomainError, match="birth_date_unlikely"):
        admitted(actor, name=Name("Muster", "Kim", date(1900, 1, 1), "X1"))


def test_a_corrected_birth_date_changes_the_age_and_not_the_answers(actor: Actor) -> None:
    number = admitted(actor)
    row = row_of(actor, number)
    known = record.name_of(row)
    version = store.version_of(actor.pilot_id, row.person_id)
    assert version is not None
    better = Name("Muster", "Robin", date(1960, 5, 17), known.customer_number)
    correct_identity(actor, number, better, version)
    db.session.commit()
    row = row_of(actor, number)
    assert (row.age_at_entry, record.name_of(row)) == (62, better)
    assert queries.criterion_answers(row.pilot_id, row.id)["age"] == "met"
    with pytest.raises(Stale):
        correct_identity(actor, number, known, version)


def test_a_customer_number_of_somebody_else_is_refused(actor: Actor) -> None:
    first, second = admitted(actor), admitted(actor)
    taken = record.name_of(row_of(actor, first)).customer_number
    row = row_of(actor, second)
    known = record.name_of(row)
    changed = Name(known.family_name, known.given_name, known.birth_date, taken.lower())
    with pytest.raises(DomainError, match="number_taken"):
        correct_identity(actor, second, changed, 1)


def test_the_history_names_who_changed_which_fields(actor: Actor) -> None:
    number = admitted(actor)
    db.session.commit()
    coach = factories.actor_as("coach")
    stay.record_exit(coach, number, date(2023, 9, 1), "regular", "employment", 1, DAY)
    db.session.commit()
    latest = [one for one in record.changes(row_of(actor, number)) if not one.is_first]
    assert {(one.by, one.table, one.fields) for one in latest} == {
        ("coach", "participation", ("exited_on", "exit_reason", "outcome")),
        ("coach", "care", ("until_day",)),
    }


def test_two_admissions_at_once_get_two_numbers(web: Flask) -> None:
    together = Barrier(2)

    def admit_somebody(_place: int) -> int:
        with web.app_context(), writing():
            together.wait(10)
            number = admitted(factories.system_actor())
            db.session.commit()
            return number

    with ThreadPoolExecutor(2) as threads:
        assert sorted(threads.map(admit_somebody, range(2))) == [1, 2]
