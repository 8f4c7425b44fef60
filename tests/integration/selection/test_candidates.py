"""From a referral to a decision."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import func, select

from app.access import Actor
from app.errors import DomainError, Stale
from app.extensions import db
from app.participants import queries as stays
from app.participants.models import Participation, Person
from app.participants.selection import queries
from app.participants.selection.rules import Event
from app.participants.selection.services import (
    agree_talk,
    correct_person,
    correct_referral,
    decide,
    reopen,
)
from app.participants.services.admission import Characteristics, admit
from app.participants.services.stay import record_exit
from app.pilots.queries import posts_of
from tests import factories
from tests.factories import DAY
from tests.integration.selection.referrals import name, referral, referred, row_of


def how_many(table: type[Person | Participation]) -> int:
    return db.session.scalar(select(func.count()).select_from(table)) or 0


def test_a_candidate_who_is_admitted_stays_the_same_person_and_leads_to_the_stay(
    actor: Actor,
) -> None:
    who = name()
    number = referred(actor, who)
    person_id = row_of(actor, number).person_id
    on = date(2024, 6, 1)
    admission = factories.admission(name=who, admitted_on=on, candidate=number)
    stay = stays.participation_row(actor, admit(actor, factories.gecko(), admission, DAY))
    row = row_of(actor, number)
    assert stay is not None
    assert (row.state, row.participation_id, row.decided_on) == ("admitted", stay.id, on)
    assert stay.person_id == person_id == row.person_id
    assert how_many(Person) == 1


def test_a_corrected_customer_number_does_not_make_a_second_person(actor: Actor) -> None:
    number = referred(actor, name(customer_number="036D1"))
    corrected = name(customer_number="036D2")
    factories.admitted(actor, name=corrected, admitted_on=DAY, candidate=number)
    assert how_many(Person) == 1
    opened = queries.opened(row_of(actor, number))
    assert opened is not None
    assert opened.name == corrected


def test_an_admission_without_naming_the_referral_closes_it_all_the_same(actor: Actor) -> None:
    who = name()
    number = referred(actor, who)
    factories.admitted(actor, name=who, admitted_on=DAY)
    assert row_of(actor, number).state == "admitted"


def test_nobody_is_admitted_twice_from_one_referral(actor: Actor) -> None:
    number = referred(actor)
    factories.admitted(actor, admitted_on=DAY, candidate=number)
    with pytest.raises(DomainError, match=r"candidate\.not_now"):
        factories.admitted(actor, admitted_on=DAY, candidate=number)
    assert how_many(Participation) == 1


def test_a_candidate_is_not_admitted_under_the_number_of_somebody_else(actor: Actor) -> None:
    number, other = referred(actor), name()
    referred(actor, other)
    with pytest.raises(DomainError, match=r"participant\.number_taken"):
        factories.admitted(actor, name=other, admitted_on=DAY, candidate=number)


def test_who_has_left_the_pilot_comes_back_as_the_same_person(actor: Actor) -> None:
    who = name()
    stay = factories.admitted(actor, name=who)
    with pytest.raises(DomainError, match=r"candidate\.in_pilot"):
        referred(actor, who)
    record_exit(actor, stay, date(2024, 1, 10), "health", None, 1, DAY)
    row = row_of(actor, referred(actor, who))
    assert queries.earlier(row).stays == [stay]
    assert how_many(Person) == 1


def test_an_open_candidate_is_not_referred_once_more_a_declined_one_may_be(actor: Actor) -> None:
    who = name()
    first = referred(actor, who)
    with pytest.raises(DomainError, match=r"candidate\.already_open") as refused:
        referred(actor, who)
    assert refused.value.params == {"number": first}
    decide(actor, first, Event.DECLINE, DAY, 1, DAY, "no_place", "")
    second = referred(actor, who)
    assert queries.earlier(row_of(actor, second)).referrals == [(first, "declined")]
    with pytest.raises(DomainError, match=r"candidate\.already_open"):
        reopen(actor, first, row_of(actor, first).version)


def test_another_date_of_birth_under_a_known_number_is_no_known_person(actor: Actor) -> None:
    referred(actor, name(customer_number="036D1"))
    with pytest.raises(DomainError, match=r"candidate\.number_of_another"):
        referred(actor, name(customer_number="036d 1", birth_date=date(1990, 1, 1)))


def test_a_refusal_is_recorded_without_a_reason_and_can_be_taken_back(actor: Actor) -> None:
    number = referred(actor)
    decide(actor, number, Event.REFUSE, DAY, 1, DAY, "criteria", "überlegt noch")
    row = row_of(actor, number)
    assert (row.state, row.decision_reason, row.decided_on) == ("refused", None, DAY)
    opened = queries.opened(row)
    assert opened is not None
    assert opened.note == "überlegt noch"
    reopen(actor, number, row.version)
    row = row_of(actor, number)
    assert (row.state, row.decided_on, row.decision_sealed) == ("open", None, None)


def test_two_who_decide_do_not_overwrite_each_other(actor: Actor) -> None:
    number = referred(actor)
    seen = row_of(actor, number).version
    decide(actor, number, Event.REFUSE, DAY, seen, DAY)
    with pytest.raises(Stale):
        decide(actor, number, Event.DECLINE, DAY, seen, DAY, "other")
    with pytest.raises(Stale):
        agree_talk(actor, number, DAY, seen, DAY)
    assert row_of(actor, number).state == "refused"


def test_a_referral_is_corrected_while_it_is_open(actor: Actor) -> None:
    number = referred(actor)
    told = Characteristics("male", None, "none", 0, None, True)
    post_id = posts_of(actor.pilot_id)[1].id
    corrected = referral(characteristics=told, post_id=post_id, stated={}, reason="neu")
    correct_referral(actor, factories.gecko(), number, corrected, 1, DAY)
    row = row_of(actor, number)
    assert (row.sex, row.children, row.addiction, row.post_id) == ("male", 0, True, post_id)
    assert queries.stated_by(row.pilot_id, [row.id])[row.id] == {}
    decide(actor, number, Event.NOT_APPEAR, DAY, row.version, DAY)
    with pytest.raises(DomainError, match=r"candidate\.not_now"):
        correct_referral(
            actor, factories.gecko(), number, corrected, row_of(actor, number).version, DAY
        )


def test_a_case_is_not_meant_for_a_post_without_cases(actor: Actor) -> None:
    desk = next(post for post in posts_of(actor.pilot_id) if not post.carries_cases)
    with pytest.raises(DomainError, match=r"participant\.no_case_post"):
        referred(actor, post_id=desk.id)


def test_the_corrected_date_of_birth_of_a_returner_changes_the_age_of_earlier_stays(
    actor: Actor,
) -> None:
    who = name(birth_date=date(1985, 3, 14))
    stay = factories.admitted(actor, name=who, admitted_on=date(2023, 3, 14))
    record_exit(actor, stay, date(2024, 1, 10), "health", None, 1, DAY)
    number = referred(actor, who)
    corrected = name(birth_date=date(1985, 3, 15), customer_number=who.customer_number)
    opened = queries.opened(row_of(actor, number))
    assert opened is not None
    assert opened.version is not None
    correct_person(actor, number, corrected, opened.version)
    row = stays.participation_row(actor, stay)
    assert row is not None
    assert row.age_at_entry == 37
