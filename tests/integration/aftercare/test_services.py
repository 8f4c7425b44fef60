"""Recording what became of people, what is due, and who came back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pytest
from flask import Flask

from app import history
from app.access import Actor
from app.errors import DomainError, NotFound, Stale
from app.extensions import db
from app.participants import figures, record
from app.participants.aftercare import queries
from app.participants.aftercare.labels import STATUS
from app.participants.aftercare.models import Whereabouts
from app.participants.aftercare.services import (
    NEW,
    Statement,
    record_whereabouts,
    remove_whereabouts,
)
from app.participants.due import Due, told
from app.participants.identity.store import Name
from app.participants.models import Participation
from app.participants.services import stay
from app.participants.services.consents import give_consent, withdraw_consent
from app.pilots.queries import posts_of
from tests import factories
from tests.factories import DAY, admitted, gecko

EXIT = date(2023, 6, 30)


def left(actor: Actor, agreed: bool = True, exited_on: date = EXIT, **changes: object) -> int:
    """Somebody who has left, usually with the consent to follow-ups."""
    number = admitted(actor, **changes)
    if agreed:
        given_on = row_of(actor, number).admitted_on
        give_consent(actor, gecko(), number, "follow_up", given_on, "written", DAY)
    stay.record_exit(actor, number, exited_on, "regular", "employment", 1, DAY)
    db.session.commit()
    return number


def row_of(actor: Actor, number: int) -> Participation:
    return record.participation(actor, number)


def tell(actor: Actor, number: int, months: int, version: int = NEW, **told: object) -> None:
    values = {"asked_on": date(2023, 12, 30), "status": "employment", **told}
    statement = Statement(**values)  # type: ignore[arg-type]
    record_whereabouts(actor, gecko(), number, months, statement, version, STATUS, DAY)
    db.session.commit()


def known(actor: Actor, number: int, months: int) -> queries.Told:
    row = row_of(actor, number)
    return queries.whereabouts_of(row.pilot_id, row.id)[months]


def test_the_exit_and_the_follow_up_are_recorded_with_their_aims(actor: Actor) -> None:
    number = left(actor)
    aims = {"em_pension": "rejected", "vocational_rehab": "granted"}
    tell(actor, number, 0, asked_on=EXIT, perspective="training", aims=aims, text="Kim sucht.")
    tell(actor, number, 6, missing="refused", status=None)
    found = known(actor, number, 0)
    assert (found.row.perspective, found.aims) == ("training", aims)
    assert queries.text_of(found.row) == "Kim sucht."
    assert b"Kim" not in (found.row.text_sealed or b"")
    assert known(actor, number, 6).row.missing == "refused"


def test_a_correction_of_the_aims_alone_tells_whoever_saves_second(actor: Actor) -> None:
    number = left(actor)
    tell(actor, number, 6, aims={"em_pension": "applied", "integration_aid": "applied"})
    with pytest.raises(Stale):
        tell(actor, number, 6)
    tell(actor, number, 6, version=1, aims={"em_pension": "granted"}, text=None)
    found = known(actor, number, 6)
    assert (found.aims, found.row.version) == ({"em_pension": "granted"}, 2)
    with pytest.raises(Stale):
        tell(actor, number, 6, version=1, status="training")


def test_what_was_removed_stays_in_the_history(actor: Actor) -> None:
    number = left(actor)
    tell(actor, number, 6, aims={"em_pension": "applied"})
    with pytest.raises(Stale):
        remove_whereabouts(actor, number, 6, 2)
    remove_whereabouts(actor, number, 6, 1)
    db.session.commit()
    row = row_of(actor, number)
    assert queries.whereabouts_of(row.pilot_id, row.id) == {}
    (removal,) = history.removals_of(db.session(), Whereabouts, participation_id=row.id)
    assert (removal.row.status, removal.row.months_after) == ("employment", 6)


def test_nobody_is_asked_without_consent_nor_after_its_withdrawal(actor: Actor) -> None:
    silent, withdrawn = left(actor, agreed=False), left(actor)
    for number in (silent,):
        with pytest.raises(DomainError, match="no_consent"):
            tell(actor, number, 6)
        tell(actor, number, 0, asked_on=EXIT)
    row = row_of(actor, withdrawn)
    consent = next(one for one in record.record_of(row, DAY).consents if one.purpose == "follow_up")
    withdraw_consent(actor, withdrawn, consent.id, date(2024, 6, 30), DAY)
    with pytest.raises(DomainError, match="no_consent"):
        tell(actor, withdrawn, 6)


def test_the_status_needs_an_exit_and_a_wanted_point_in_time(actor: Actor) -> None:
    staying = admitted(actor)
    with pytest.raises(DomainError, match="not_exited"):
        tell(actor, staying, 0)
    gone = left(actor)
    with pytest.raises(NotFound):
        tell(actor, gone, 3)
    with pytest.raises(DomainError, match="unknown_code"):
        tell(actor, gone, 6, status="castle")


def due(actor: Actor, until: date) -> Sequence[tuple[int, object, date]]:
    found = told(queries.due(actor, gecko(), DAY, until))
    return [(one.number, one.act.params["months"], one.on) for one in sorted(found, key=in_order)]


def in_order(one: Due) -> tuple[date, int]:
    return one.on, one.number


def test_open_follow_ups_are_due_until_recorded_and_only_with_consent(actor: Actor) -> None:
    asked, later = left(actor), left(actor, exited_on=date(2024, 1, 14))
    left(actor, agreed=False)
    six, twelve = date(2023, 12, 30), date(2024, 6, 30)
    assert due(actor, DAY) == [(asked, 6, six), (asked, 12, twelve)]
    assert due(actor, date(2024, 7, 13)) == [(asked, 6, six), (asked, 12, twelve)]
    assert due(actor, date(2024, 7, 14))[-1] == (later, 6, date(2024, 7, 14))
    tell(actor, asked, 6, status=None, missing="not_reached")
    assert due(actor, DAY) == [(asked, 12, twelve)]


def test_the_last_day_of_a_long_month_is_not_left_out(actor: Actor) -> None:
    number = left(actor, exited_on=date(2023, 8, 31))
    assert due(actor, date(2024, 2, 29)) == [(number, 6, date(2024, 2, 29))]


def test_a_coach_is_reminded_of_visible_cases_only(actor: Actor) -> None:
    mine = left(actor)
    left(actor, post_id=posts_of(actor.pilot_id)[1].id)
    assert {number for number, _months, _on in due(factories.actor_as("coach"), DAY)} == {mine}


def again(actor: Actor, **changes: object) -> int:
    name = Name("Muster", "Kim", date(1985, 5, 17), "036D777777")
    return admitted(actor, name=name, **changes)


def test_who_returns_is_one_person_and_the_days_between_are_counted(actor: Actor) -> None:
    first = again(actor)
    stay.record_exit(actor, first, EXIT, "regular", None, 1, DAY)
    second = again(actor, admitted_on=date(2023, 8, 1), referred_on=None)
    admitted(actor)
    db.session.commit()
    assert queries.returns(actor.pilot_id, date(2023, 7, 31)).people == 0
    found = queries.returns(actor.pilot_id, date(2023, 8, 1))
    assert (found.people, [one.days for one in found.returns]) == (1, [32])
    assert (found.returns[0].from_number, found.returns[0].to_number) == (first, second)
    assert figures.people(actor.pilot_id, DAY, [1]).admitted == 2


def test_an_earlier_stay_is_known_by_number_and_open_only_to_who_may_see_it(
    web: Flask, actor: Actor
) -> None:
    first = again(actor, post_id=posts_of(actor.pilot_id)[1].id)
    stay.record_exit(actor, first, EXIT, "regular", None, 1, DAY)
    second = again(actor, admitted_on=date(2023, 8, 1), referred_on=None)
    db.session.commit()
    for seeing, is_visible in ((actor, True), (factories.actor_as("coach"), False)):
        (one,) = queries.other_stays(seeing, row_of(actor, second))
        assert (one.number, one.days, one.is_earlier) == (first, 32, True)
        assert one.is_visible is is_visible
