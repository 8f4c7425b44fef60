"""Recipients: kept, given accounts; new pseudonyms and re-identification, each by two people."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from datetime import date, timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError

from app.access import Actor
from app.accounts.queries import user_of
from app.accounts.services import end_role
from app.audit import AuditEntry
from app.clock import today
from app.database import utc_now
from app.errors import DomainError, NotFound, Stale
from app.evaluation.freezing import Pseudonyms
from app.evaluation.recipients import queries, services
from app.evaluation.recipients.models import PseudonymRotation, Recipient
from app.evaluation.recipients.services import Description
from app.evaluation.releases import queries as releases
from app.evaluation.releases.difference import difference_from
from app.evaluation.rules import scope_of
from app.extensions import db
from app.web import settings
from tests import factories
from tests.clients import SeparateClient
from tests.factories import DAY
from tests.integration.evaluation.releasing import approved, prepared, recipient, second, wish
from tests.integration.hostile import HOME, without_tokens

LATER = timedelta(hours=24)


def people(actor: Actor, recipient_id: int, generation: int = 1) -> list[str]:
    """What the people in the recipient's releases are called."""
    row = queries.known_recipient(actor.pilot_id, recipient_id)
    calls = Pseudonyms(
        settings().keys["pseudonym"], actor.pilot_id, scope_of(row.scope, generation)
    )
    return [calls.of(person) for person in queries.people_reached(actor.pilot_id, recipient_id)]


def renewed(actor: Actor, recipient_id: int) -> int:
    """New pseudonyms for a recipient, asked for by one and approved by another."""
    wanted = services.request_rotation(actor, recipient_id, "Liste verloren")
    services.approve_rotation(second(actor), wanted, 1, settings(), DAY)
    db.session.commit()
    return wanted


def pairs(content: bytes) -> Sequence[Sequence[str]]:
    """The rows of a list of old and new pseudonyms."""
    return list(csv.reader(io.StringIO(content.decode())))


def evaluator() -> Actor:
    """The institute's account."""
    return factories.actor_as("evaluator")


def signed_in(web: Flask, role: str) -> FlaskClient:
    """Somebody's browser, apart from the test."""
    client = SeparateClient(web, web.response_class, use_cookies=True)
    factories.sign_in(web, client, role)
    return client


def log_of(pilot_id: int) -> str:
    """Everything that the log says."""
    rows = db.session.scalars(select(AuditEntry).where(AuditEntry.pilot_id == pilot_id))
    return "\n".join(f"{row.action} {row.subject} {row.fields}" for row in rows)


def test_a_recipient_is_corrected_and_who_comes_second_loses_nothing(actor: Actor) -> None:
    number = recipient(actor)
    said = Description(name="Institut", basis="contract", basis_reference="Nachtrag 2")
    services.revise_recipient(actor, number, said, 1)
    with pytest.raises(Stale):
        services.revise_recipient(actor, number, said, 1)
    recipient(actor, "Universität")
    taken = Description(name="Universität", basis="publication")
    with pytest.raises(DomainError, match=r"recipients\.name_taken"):
        services.revise_recipient(actor, number, taken, 2)
    with pytest.raises(DomainError, match=r"recipients\.no_reference"):
        services.revise_recipient(actor, number, Description(name="I", basis="approval"), 2)


def test_an_account_sees_its_recipients_releases_until_it_is_taken_away_or_its_role_ends(
    web: Flask, actor: Actor
) -> None:
    factories.admitted(actor)
    row = approved(actor)
    institute, client = evaluator(), signed_in(web, "evaluator")
    address = f"{HOME}/evaluation/releases/{row.id}"
    assert client.get(address).status_code == 404
    services.give_account(actor, row.recipient_id, institute.user_id)
    db.session.commit()
    assert client.get(address).status_code == 200
    services.take_account(actor, row.recipient_id, institute.user_id)
    db.session.commit()
    assert client.get(address).status_code == 404
    services.give_account(actor, row.recipient_id, institute.user_id)
    end_every_role(actor, institute.user_id)
    assert signed_in(web, "evaluator").get(address).status_code == 404


def end_every_role(actor: Actor, user_id: int) -> None:
    """The user is no member of the pilot any more."""
    held = user_of(actor.pilot_id, user_id)
    assert held is not None
    for role in held.roles:
        end_role(actor, user_id, role.id, today())
    db.session.commit()


def test_a_closed_recipient_gets_nothing_new_and_keeps_what_it_has(actor: Actor) -> None:
    factories.admitted(actor)
    row = approved(actor)
    services.give_account(actor, row.recipient_id, evaluator().user_id)
    services.close_recipient(actor, row.recipient_id, 1)
    db.session.commit()
    with pytest.raises(DomainError, match=r"releases\.no_recipient"):
        prepared(actor, wish(actor, recipient_id=row.recipient_id))
    with pytest.raises(DomainError, match=r"recipients\.closed"):
        services.make_token(actor, row.recipient_id, "Probe", today(), today())
    assert [one.release.id for one in releases.releases(evaluator())] == [row.id]


def test_a_token_is_valid_for_at_most_twelve_months_and_only_its_hash_is_kept(
    actor: Actor,
) -> None:
    number, on = recipient(actor), date(2024, 2, 29)
    with pytest.raises(DomainError, match=r"recipients\.token_days"):
        services.make_token(actor, number, "Probe", date(2025, 3, 1), on)
    with pytest.raises(DomainError, match=r"recipients\.token_days"):
        services.make_token(actor, number, "Probe", date(2024, 2, 28), on)
    token = services.make_token(actor, number, "Probe", date(2025, 2, 28), on)
    (row,) = queries.tokens_of(actor.pilot_id, number)
    assert row.token_hash == queries.token_hash(token)
    assert row.beginning == token[:8]
    assert len(token) == 47


def test_new_pseudonyms_need_a_second_person_and_are_handed_over_once(actor: Actor) -> None:
    factories.admitted(actor)
    factories.admitted(actor)
    row = approved(actor)
    old = people(actor, row.recipient_id)
    institute = evaluator()
    services.give_account(actor, row.recipient_id, institute.user_id)
    wanted = services.request_rotation(actor, row.recipient_id, "Liste verloren")
    with pytest.raises(DomainError, match=r"recipients\.same_person"):
        services.approve_rotation(actor, wanted, 1, settings(), DAY)
    services.approve_rotation(second(actor), wanted, 1, settings(), DAY)
    db.session.commit()
    new = people(actor, row.recipient_id, 2)
    told = pairs(services.take_mapping(institute, wanted, settings()))
    assert told == [
        ["old_pseudonym", "new_pseudonym"],
        *sorted(map(list, zip(old, new, strict=True))),
    ]
    services.forget_taken(institute, wanted, settings())
    for someone in (institute, actor):
        with pytest.raises(NotFound):
            services.take_mapping(someone, wanted, settings())
    assert list((settings().files / "pseudonyms").iterdir()) == []
    assert not set(old) & set(new)


def test_the_list_for_one_recipient_is_nothing_for_anothers_people(actor: Actor) -> None:
    factories.admitted(actor)
    row = approved(actor)
    wanted = renewed(actor, row.recipient_id)
    services.give_account(actor, recipient(actor, "Universität"), evaluator().user_id)
    with pytest.raises(NotFound):
        services.take_mapping(evaluator(), wanted, settings())
    assert queries.handed_over(evaluator()) == []
    services.take_mapping(actor, wanted, settings())
    with pytest.raises(NotFound):
        services.take_mapping(actor, wanted, settings())


def test_waves_stay_comparable_over_new_pseudonyms(actor: Actor) -> None:
    factories.admitted(actor)
    row = approved(actor, wish(actor, dates="shifted"))
    renewed(actor, row.recipient_id)
    after = prepared(actor, wish(actor, dates="shifted"))
    assert after.previous_id == row.id
    assert difference_from(after.difference).is_none
    assert after.content_hash != row.content_hash
    wanted = services.request_rotation(actor, row.recipient_id, "Noch ein Leck")
    with pytest.raises(DomainError, match=r"recipients\.release_waits"):
        services.approve_rotation(second(actor), wanted, 1, settings(), DAY)


def test_the_database_itself_refuses_one_person_as_two(actor: Actor) -> None:
    services.request_rotation(actor, recipient(actor), "Liste verloren")
    alone = update(PseudonymRotation).values(approved_by=actor.user_id, approved_at=utc_now())
    with pytest.raises(IntegrityError, match="two_people"):
        db.session.execute(alone)
    db.session.rollback()


def test_a_pseudonym_is_resolved_for_whoever_asked_for_a_day_and_stands_in_no_log(
    actor: Actor,
) -> None:
    number = factories.admitted(actor)
    factories.admitted(actor)
    row = approved(actor)
    called = people(actor, row.recipient_id)[0]
    renewed(actor, row.recipient_id)
    asked = services.request_resolution(
        actor, row.recipient_id, f" {called.upper()} ", "Gefährdung", settings()
    )
    now = utc_now()
    assert services.resolve(actor, asked, settings(), now) is None
    with pytest.raises(DomainError, match=r"recipients\.same_person"):
        services.approve_resolution(actor, asked, 1)
    services.approve_resolution(second(actor), asked, 1)
    moment = queries.resolution(actor.pilot_id, asked).approved_at
    assert moment is not None
    found = services.resolve(actor, asked, settings(), moment)
    assert found is not None
    assert (found.pseudonym, found.numbers) == (called, [number])
    assert services.resolve(second(actor), asked, settings(), moment) is None
    last = services.resolve(actor, asked, settings(), moment + LATER - timedelta(seconds=1))
    assert last is not None
    assert services.resolve(actor, asked, settings(), moment + LATER) is None
    assert services.reason_of(second(actor), asked, settings()) == "Gefährdung"
    said = log_of(actor.pilot_id)
    assert "resolve_pseudonym reidentification number" in said
    assert called not in said


def test_a_pseudonym_of_nobody_or_of_another_recipient_is_refused(actor: Actor) -> None:
    factories.admitted(actor)
    row = approved(actor)
    other = recipient(actor, "Universität")
    (called,) = people(actor, row.recipient_id)
    for whose, text, key in (
        (row.recipient_id, "a" * 16, "nobody_called"),
        (other, called, "nobody_called"),
        (row.recipient_id, "Kim Muster", "no_pseudonym"),
        (row.recipient_id, "' or 1=1 --", "no_pseudonym"),
    ):
        with pytest.raises(DomainError, match=rf"recipients\.{key}"):
            services.request_resolution(actor, whose, text, "Probe", settings())


def test_the_pages_lead_from_an_empty_list_to_a_number_behind_a_pseudonym(
    web: Flask, actor: Actor
) -> None:
    coordinator, approver = signed_in(web, "coordinator"), signed_in(web, "approver")
    without_tokens(web)
    base = f"{HOME}/evaluation/recipients"
    assert "Noch kein Empfänger" in text_of(coordinator, base)
    said = {"name": "Institut", "basis": "contract", "basis_reference": "V 1", "language": "de"}
    assert coordinator.post(f"{base}/new", data=said | {"name": ""}).status_code == 422
    made = coordinator.post(f"{base}/new", data=said)
    assert made.status_code == 302
    (row,) = queries.recipients(actor.pilot_id)
    one = f"{base}/{row.id}"
    stale = coordinator.post(f"{one}/edit", data=said | {"name": "Uni", "version": "0"})
    assert stale.status_code == 409
    assert "Jetzt gespeichert: Institut" in stale.get_data(as_text=True)
    days = {"label": "Server", "valid_until": today().strftime("%d.%m.%Y")}
    shown = coordinator.post(f"{one}/tokens/new", data=days).get_data(as_text=True)
    (token,) = queries.tokens_of(actor.pilot_id, row.id)
    assert token.beginning in shown
    assert "noch nie" in text_of(coordinator, one)
    assert coordinator.post(f"{one}/tokens/{token.id}/revoke").status_code == 302
    assert "gesperrt" in text_of(coordinator, one)
    wishes = f"{HOME}/evaluation/pseudonyms"
    factories.system_actor()
    number = factories.admitted(actor)
    approved(actor, wish(actor, recipient_id=row.id))
    (called,) = people(actor, row.id)
    wanted = {"recipient": str(row.id), "pseudonym": called, "reason": "Gefährdung"}
    sent = coordinator.post(f"{wishes}/resolve", data=wanted)
    assert (sent.status_code, called in sent.location) == (302, False)
    yes = {"decision": "approve", "version": "1"}
    assert "zweite Person" in coordinator.post(sent.location, data=yes).get_data(as_text=True)
    assert "Gefährdung" in text_of(approver, sent.location)
    assert approver.post(sent.location, data=yes).status_code == 302
    assert called not in text_of(approver, sent.location)
    assert f"{HOME}/participants/{number}" in text_of(coordinator, sent.location)


def text_of(client: FlaskClient, address: str) -> str:
    """What a page says."""
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.get_data(as_text=True)


def test_every_recipient_has_pseudonyms_of_its_own(actor: Actor) -> None:
    recipient(actor)
    recipient(actor, "Universität")
    scopes = db.session.scalars(select(Recipient.scope)).all()
    assert len(set(scopes)) == 2
