"""What is recorded about answers, missing ones and crises, on both engines."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from functools import partial

import pytest
from flask import Flask
from sqlalchemy import select

from app.access import Actor, Permission
from app.accounts.queries import user_by_email
from app.database import utc_now
from app.errors import DomainError, NotFound, Stale
from app.extensions import db
from app.participants.due import told
from app.participants.identity import store
from app.participants.models import Participation
from app.participants.queries import consents_of
from app.participants.questionnaires import crises, queries, services
from app.participants.questionnaires.models import Crisis, Questionnaire
from app.participants.questionnaires.services import Place, Saved
from app.participants.services.consents import withdraw_consent
from app.pilots.models import PostHolding
from app.pilots.queries import posts_of
from tests import factories
from tests.factories import DAY, actor_as
from tests.integration.questionnaires.waves import (
    ALARMING,
    PROCEDURE,
    QUIET,
    fill,
    new_case,
    with_procedure,
)
from tests.integration.test_concurrency import at_once

GECKO = factories.gecko()


def refusal(raised: pytest.ExceptionInfo[DomainError]) -> tuple[str, str | None]:
    return raised.value.key, raised.value.field


def kept(instrument: str = "phq9", wave: str = "t0") -> Questionnaire:
    return db.session.scalars(
        select(Questionnaire).where(
            Questionnaire.instrument == instrument, Questionnaire.wave == wave
        )
    ).one()


def test_answers_give_their_score_and_stand_as_given(actor: Actor) -> None:
    with_procedure(actor)
    saved = fill(actor, new_case(actor))
    row = kept()
    assert (saved.score, saved.opened_crisis) == (5, False)
    assert (row.score, row.missing, row.language, row.from_paper) == (5, None, "de", False)
    assert queries.answers_of(row.pilot_id, row.id) == QUIET


def test_an_item_left_out_leaves_no_score_and_asks_about_the_ninth(actor: Actor) -> None:
    with_procedure(actor)
    saved = fill(actor, new_case(actor), (*QUIET[:8], None))
    assert (saved.score, saved.opened_crisis, saved.left_out_crisis_item) == (None, False, True)


def test_without_a_procedure_the_phq9_stays_off_and_others_do_not(actor: Actor) -> None:
    number = new_case(actor)
    with pytest.raises(DomainError) as raised:
        fill(actor, number)
    assert refusal(raised) == ("questionnaires.off", None)
    assert fill(actor, number, (5, 4, 3, 2, 1), instrument="who5").score == 60
    in_use = {one.key for one in queries.instruments_in_use(actor.pilot_id, GECKO)}
    assert set(GECKO.measurement.instruments) - in_use == {"phq9"}


def test_ending_the_procedure_switches_the_phq9_off_again(actor: Actor) -> None:
    with_procedure(actor)
    current = crises.procedure_in_force(actor.pilot_id)
    assert current is not None
    services.end_procedure(actor, current.id, utc_now())
    with pytest.raises(DomainError) as raised:
        fill(actor, new_case(actor))
    assert refusal(raised) == ("questionnaires.off", None)


def test_a_new_version_of_the_procedure_replaces_the_one_it_was_written_from(actor: Actor) -> None:
    with_procedure(actor)
    first = crises.procedure_in_force(actor.pilot_id)
    assert first is not None
    services.record_procedure(actor, "Neu", 4, first.id, utc_now())
    with pytest.raises(Stale):
        services.record_procedure(actor, "Zu spät", 4, first.id, utc_now())
    versions = crises.procedures(actor.pilot_id)
    assert [(row.text, row.ended_at is None) for row in versions] == [
        ("Neu", True),
        (PROCEDURE, False),
    ]


@pytest.mark.parametrize(
    ("instrument", "answers", "score", "expected"),
    [
        ("phq9", (4, *QUIET[1:]), None, ("questionnaires.unknown_answer", None)),
        ("phq9", QUIET[:8], None, ("questionnaires.unknown_answer", None)),
        ("phq9", (None,) * 9, None, ("questionnaires.nothing_answered", None)),
        ("wai", (), 6, ("questionnaires.score_out_of_bounds", "score")),
        ("wai", (), 50, ("questionnaires.score_out_of_bounds", "score")),
        ("eq5d", (), -662, ("questionnaires.score_out_of_bounds", "score")),
    ],
)
def test_what_the_instrument_does_not_know_is_refused(
    actor: Actor,
    instrument: str,
    answers: tuple[int | None, ...],
    score: int | None,
    expected: tuple[str, str | None],
) -> None:
    with_procedure(actor)
    with pytest.raises(DomainError) as raised:
        fill(actor, new_case(actor), answers, instrument=instrument, score=score)
    assert refusal(raised) == expected


@pytest.mark.parametrize(
    ("on", "key"),
    [
        (date(2024, 6, 2), "questionnaires.before_wave"),
        (date(2024, 7, 1), "house.future"),
    ],
)
def test_answers_lie_between_the_opening_of_the_wave_and_today(
    actor: Actor, on: date, key: str
) -> None:
    with pytest.raises(DomainError) as raised:
        fill(actor, new_case(actor), instrument="wai", score=30, on=on)
    assert refusal(raised) == (key, "answered_on")


def test_a_wave_that_has_not_begun_and_an_unknown_instrument_are_refused(actor: Actor) -> None:
    number = new_case(actor)
    with pytest.raises(DomainError) as raised:
        fill(actor, number, instrument="wai", score=30, wave="m6")
    assert refusal(raised) == ("questionnaires.no_such_wave", None)
    with pytest.raises(NotFound):
        fill(actor, number, instrument="nothing", score=30)


def test_without_consent_to_health_data_nothing_is_answered_but_missing_is_coded(
    actor: Actor,
) -> None:
    number = new_case(actor, consents={"participation": date(2024, 6, 1)})
    with pytest.raises(DomainError) as raised:
        fill(actor, number, instrument="wai", score=30)
    assert refusal(raised) == ("questionnaires.no_consent", "answered_on")
    assert list(queries.due(actor, GECKO, DAY, date(2024, 12, 31))) == []
    services.code_missing(actor, GECKO, number, "t0", {"wai": 0}, "refused", DAY)
    assert kept("wai").missing == "refused"


def test_a_withdrawn_consent_stops_answers_of_days_before_it_too(actor: Actor) -> None:
    number = new_case(actor)
    row = db.session.scalars(select(Participation).where(Participation.number == number)).one()
    given = {one.purpose: one.id for one in consents_of(actor.pilot_id, row.id)}
    withdraw_consent(actor, number, given["health_data"], date(2024, 6, 20), DAY)
    with pytest.raises(DomainError) as raised:
        fill(actor, number, instrument="wai", score=30, on=date(2024, 6, 10))
    assert raised.value.key == "questionnaires.no_consent"


@pytest.mark.parametrize(
    ("days_ago", "mode", "expected"),
    [(0, "interview", False), (7, "interview", False), (8, "interview", True), (0, "paper", True)],
)
def test_late_answers_and_those_on_paper_are_marked(
    actor: Actor, days_ago: int, mode: str, expected: bool
) -> None:
    on = DAY - timedelta(days=days_ago)
    fill(actor, new_case(actor), instrument="wai", score=30, on=on, mode=mode)
    assert kept("wai").from_paper is expected


def test_a_correction_needs_the_present_version_and_keeps_the_history(actor: Actor) -> None:
    with_procedure(actor)
    number = new_case(actor)
    fill(actor, number)
    db.session.commit()
    fill(actor, number, (3, *QUIET[1:]), version=1)
    db.session.commit()
    row = kept()
    assert (row.version, row.score) == (2, 7)
    with pytest.raises(Stale):
        fill(actor, number, QUIET, version=1)
    values = [
        change.values["value"] for change in queries.changes_to(row) if "value" in change.values
    ]
    assert (1, 3) in values


def test_answers_by_mistake_become_missing_and_may_be_answered_after_all(actor: Actor) -> None:
    with_procedure(actor)
    number = new_case(actor)
    fill(actor, number)
    services.code_missing(actor, GECKO, number, "t0", {"phq9": 1}, "lost", DAY)
    row = kept()
    assert (row.missing, row.score, row.answered_on) == ("lost", None, None)
    assert queries.answers_of(row.pilot_id, row.id) == ()
    assert fill(actor, number, version=row.version).score == 5


def test_a_whole_wave_is_coded_at_once_and_is_then_no_longer_due(actor: Actor) -> None:
    with_procedure(actor)
    number = new_case(actor)
    late = date(2024, 7, 16)
    (due,) = told(queries.due(actor, GECKO, late, late))
    assert (due.on, due.number, due.act.endpoint) == (
        date(2024, 7, 15),
        number,
        "questionnaires.case",
    )
    assert due.act.params["instruments"].startswith("WHO-5, PHQ-9, GAD-7, WAI")  # type: ignore[attr-defined]
    versions = dict.fromkeys(GECKO.measurement.instruments, 0)
    services.code_missing(actor, GECKO, number, "t0", versions, "not_reached", DAY)
    assert list(queries.due(actor, GECKO, late, late)) == []
    with pytest.raises(DomainError) as raised:
        services.code_missing(actor, GECKO, number, "t0", {"wai": 1}, "forgot", DAY)
    assert refusal(raised) == ("questionnaires.unknown_missing", "missing")


def crisis_in(actor: Actor, hours: int = 24) -> int:
    with_procedure(actor, hours)
    number = new_case(actor)
    assert fill(actor, number, ALARMING).opened_crisis
    db.session.commit()
    return number


def test_a_correction_to_nought_leaves_the_crisis_and_a_second_alarm_repeats_none(
    actor: Actor,
) -> None:
    number = crisis_in(actor)
    fill(actor, number, QUIET, version=1)
    db.session.commit()
    assert not fill(actor, number, ALARMING, version=2).opened_crisis
    assert len(db.session.scalars(select(Crisis)).all()) == 1


def test_a_correction_above_nought_opens_the_crisis_then(actor: Actor) -> None:
    with_procedure(actor)
    number = new_case(actor)
    assert not fill(actor, number, QUIET).opened_crisis
    db.session.commit()
    assert fill(actor, number, ALARMING, version=1).opened_crisis


def test_an_unconfirmed_crisis_goes_to_deputy_and_coordinator_when_its_hours_are_over(
    web: Flask, actor: Actor
) -> None:
    number = crisis_in(actor, hours=2)
    deputy = user_by_email("deputy@example.org")
    assert deputy is not None
    stand_in = PostHolding(
        pilot_id=actor.pilot_id,
        post_id=posts_of(actor.pilot_id)[0].id,
        user_id=deputy.id,
        from_day=date(2021, 11, 1),
        is_deputy=True,
    )
    db.session.add(stand_in)
    db.session.commit()
    raised_at = db.session.scalars(select(Crisis.raised_at)).one()
    before, then = raised_at + timedelta(hours=2, seconds=-1), raised_at + timedelta(hours=2)

    def called(role: str, moment: object) -> list[tuple[int, bool]]:
        found = crises.open_crises(actor_as(role), moment)  # type: ignore[arg-type]
        return [(one.number, one.is_escalated) for one in found]

    assert called("coach", before) == [(number, False)]
    assert called("deputy", before) == called("coordinator", before) == []
    for role in ("coach", "deputy", "coordinator"):
        assert called(role, then) == [(number, True)]


def test_a_crisis_of_a_post_that_nobody_holds_calls_the_coordinator_at_once(actor: Actor) -> None:
    with_procedure(actor)
    number = new_case(actor, post_id=posts_of(actor.pilot_id)[1].id)
    fill(actor, number, ALARMING)
    found = crises.open_crises(actor_as("coordinator"), utc_now())
    assert [(one.number, one.is_escalated) for one in found] == [(number, False)]
    assert crises.open_crises(actor_as("coach"), utc_now()) == []


def test_the_first_confirmation_stands_and_its_text_is_sealed(actor: Actor) -> None:
    number, place = crisis_in(actor), Place(1, "t0", "phq9")
    coach, now = actor_as("coach"), utc_now()
    with pytest.raises(DomainError) as raised:
        services.confirm_crisis(coach, place, " ", now)
    assert refusal(raised) == ("questionnaires.measures_missing", "measures")
    services.confirm_crisis(coach, place, "Gesprochen, Klinik angerufen.", now)
    with pytest.raises(DomainError) as raised:
        services.confirm_crisis(actor_as("coordinator"), place, "Auch ich", now)
    assert refusal(raised) == ("questionnaires.crisis_confirmed", None)
    row = db.session.scalars(select(Crisis)).one()
    assert (number, row.confirmed_by) == (1, coach.user_id)
    assert row.measures_sealed is not None
    assert b"Klinik" not in row.measures_sealed
    assert (
        store.unseal_text(row.measures_sealed, row.pilot_id, row.id, "measures")
        == "Gesprochen, Klinik angerufen."
    )
    assert crises.open_crises(coach, now + timedelta(days=9)) == []


def test_a_case_of_another_post_is_not_there(actor: Actor) -> None:
    with_procedure(actor)
    number = new_case(actor, post_id=posts_of(actor.pilot_id)[1].id)
    coach = actor_as("coach")
    with pytest.raises(NotFound):
        fill(coach, number)
    with pytest.raises(NotFound):
        services.code_missing(coach, GECKO, number, "t0", {"wai": 0}, "lost", DAY)
    assert list(queries.due(coach, GECKO, DAY, date(2024, 12, 31))) == []


def test_who_holds_a_case_is_who_holds_its_post(actor: Actor) -> None:
    number = new_case(actor)
    row = db.session.scalars(select(Participation).where(Participation.number == number)).one()
    coach = actor_as("coach")
    assert queries.holds_case(coach, row.id)
    assert not queries.holds_case(actor_as("coordinator"), row.id)
    other = frozenset({posts_of(actor.pilot_id)[1].id})
    assert not queries.holds_case(replace(coach, posts=other), row.id)
    assert coach.may(Permission.WORK_CASES)


def test_of_two_who_confirm_at_once_one_stands_and_the_other_is_told(
    web: Flask, actor: Actor
) -> None:
    place = Place(crisis_in(actor), "t0", "phq9")
    people = [actor_as("coach"), actor_as("coordinator")]

    def confirm(who: Actor) -> int:
        services.confirm_crisis(who, place, f"Gesprochen {who.user_id}", utc_now())
        return who.user_id

    told = at_once(web, partial(confirm, people[0]), partial(confirm, people[1]))
    refused = [one.key for one in told if isinstance(one, DomainError)]
    assert refused == ["questionnaires.crisis_confirmed"]
    (winner,) = (one for one in told if isinstance(one, int))
    row = db.session.scalars(select(Crisis)).one()
    sealed = store.unseal_text(row.measures_sealed, row.pilot_id, row.id, "measures")
    assert (row.confirmed_by, sealed) == (winner, f"Gesprochen {winner}")


def test_of_two_who_fill_in_at_once_the_second_learns_of_the_first(
    web: Flask, actor: Actor
) -> None:
    with_procedure(actor)
    number = new_case(actor)
    both = partial(fill, actor, number, ALARMING), partial(fill, actor, number, QUIET)
    told = at_once(web, *both)
    assert sum(isinstance(one, Stale) for one in told) == 1
    (saved,) = (one for one in told if isinstance(one, Saved))
    assert kept().score == saved.score
    assert len(db.session.scalars(select(Crisis)).all()) == saved.opened_crisis
