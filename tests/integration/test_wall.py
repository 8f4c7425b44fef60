"""The wall between pilots: nothing of one is reached through another, by address or in a form."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select

from app.access import ROLES, Actor
from app.accounts import queries, services
from app.documents.models import Document
from app.documents.services import attach
from app.errors import DomainError
from app.evaluation.monitoring.models import MonitoringDelivery
from app.evaluation.recipients.models import AccessToken, PseudonymRotation, Recipient
from app.evaluation.recipients.services import request_rotation
from app.extensions import db
from app.finance.bank.models import BankAccount, BankAct, BankEntry, BankPart
from app.finance.bank.services.matching import accept_certain
from app.finance.commitments import queries as queries_of_commitments
from app.finance.grants.services.money import Income, Return, enter_receipt, record_repayment
from app.finance.grants.services.requests import Request, draft
from app.finance.models import Booking, Receipt, Repayment
from app.intake.models import Import
from app.milestones.models import Milestone, MilestoneDependency, WorkPackage
from app.pilots.queries import posts_of
from app.pilots.services import create_pilot
from app.reporting.notifications.models import Notification
from app.reporting.reports.models import Report, ReportStep
from app.reporting.reports.rules.review import Given, Step
from app.reporting.reports.services.review import record_step
from tests import factories
from tests.integration import monitoring
from tests.integration.commands import imported
from tests.integration.documents.files import PDF
from tests.integration.evaluation.receiving import token_for
from tests.integration.evaluation.releasing import recipient
from tests.integration.finance import books
from tests.integration.hostile import filled, visitor, without_tokens
from tests.integration.reporting import letters
from tests.integration.reporting.filed import filed


@pytest.fixture
def two_pilots(web: Flask, actor: Actor) -> Flask:
    """The pilot with everything in it; a foreign one with nothing is made beside it."""
    open_forms = without_tokens(web)
    for kind in ("plan", "participants", "vouchers", "bank"):
        imported(open_forms, kind)
    factories.system_actor()
    accept_certain(actor, factories.gecko().bank.draw_down_words)
    books.awarded(actor)
    commitment = queries_of_commitments.commitment(actor.pilot_id, books.reserved(actor))
    attach(actor, "commitment", commitment.id, "beleg.pdf", PDF)
    money_of_the_grant(actor)
    a_recipient(actor)
    letters.drafted(actor)
    monitoring.begun(actor)
    report_id = filed(web)
    asked = Given(Step.QUERY, factories.DAY, "", "Beleg 3?")
    record_step(factories.actor_as("finance"), report_id, asked, factories.DAY)
    db.session.commit()
    return open_forms


def a_recipient(actor: Actor) -> None:
    """Somebody who receives releases, with a token, asking for new pseudonyms."""
    recipient_id = recipient(actor)
    token_for(actor, recipient_id)
    request_rotation(actor, recipient_id, "Probe")


def money_of_the_grant(actor: Actor) -> None:
    """A draw-down, income by hand and money paid back."""
    day, wanted = factories.DAY, Request({"0812": 100}, "Probe")
    draft(actor, factories.gecko(), wanted, day)
    enter_receipt(actor, Income("other", day, "Kasse", "Zuschuss", 100, "ohne Auszug"), day)
    record_repayment(actor, Return("unspent", day, "Rest", 100), day)


NOBODYS = {
    # no id: each pilot counts its own posts, and none has so many
    "place": 9,
    # no id: rules, duties and figures are the same in every pilot, and none has these
    "rule_key": "no_such_rule",
    "duty_code": "no-such-duty",
    "scope": "2023",
    "key": "no_such_figure",
    # before any funding: every pilot has the months of its own books, and its half-years
    "month": "1999-01",
    "half_year": "1999-1",
    # every pilot has the mapping of its programme (0), and none has so many others
    "mapping_number": 9,
}
"""What addresses say that belongs to no pilot."""


def facts_of(pilot_id: int) -> dict[str, object]:
    """Real ids and numbers of a pilot, by the names that addresses give them."""

    def first(column: Any, table: Any) -> object:
        found = db.session.scalar(select(column).where(table.pilot_id == pilot_id))
        assert found is not None
        return found

    coach = queries.user_by_email("coach@example.org")
    assert coach is not None
    row = queries.user_of(pilot_id, coach.id)
    assert row is not None
    return {
        **NOBODYS,
        "number": 1,
        "purpose": "participation",
        "user_id": coach.id,
        "role_id": row.roles[0].id,
        "holding_id": row.posts[0].id,
        "import_id": first(Import.id, Import),
        "milestone_id": first(Milestone.id, Milestone),
        "needs_id": first(MilestoneDependency.needs_id, MilestoneDependency),
        "package_id": first(WorkPackage.id, WorkPackage),
        "part_id": first(BankPart.id, BankPart),
        "account_id": first(BankAccount.id, BankAccount),
        "receipt_id": first(Receipt.id, Receipt),
        "repayment_id": first(Repayment.id, Repayment),
        "act_id": first(BankAct.id, BankAct),
        "preparation_id": 1,
        "iban": first(BankEntry.iban, BankEntry),
        "document_id": first(Document.id, Document),
        "source_number": first(Booking.source_number, Booking),
        "delivery_id": first(MonitoringDelivery.id, MonitoringDelivery),
        "release_id": 1,
        "recipient_id": first(Recipient.id, Recipient),
        "token_id": first(AccessToken.id, AccessToken),
        "rotation_id": first(PseudonymRotation.id, PseudonymRotation),
        "report_id": first(Report.id, Report),
        "step_id": first(ReportStep.id, ReportStep),
        "chapter": "goals",
        "ending": "pdf",
        "event_id": 1,
        "form_id": 1,
        "letter_id": first(Notification.id, Notification),
        "token": "x",
    }


def everything_but_sessions() -> dict[str, int]:
    return {
        name: db.session.scalar(select(func.count()).select_from(table)) or 0
        for name, table in db.metadata.tables.items()
        if name != "user_session"
    }


def test_nothing_of_one_pilot_is_reached_through_another(two_pilots: Flask) -> None:
    system = services.ensure_system_user().id
    foreign = create_pilot(system, replace(factories.gecko(), key="foreign"), factories.DAY)
    ours = facts_of(factories.pilot().id)
    spy = visitor(two_pilots, *ROLES, pilot=foreign)
    before = everything_but_sessions()
    bodies = {
        "version": "1",
        "confirmed": "yes",
        "reason": "x",
        "kind": "draw_down",
        "post": str(posts_of(factories.pilot().id)[0].id),
        "until_day": "01.07.2024",
    }
    for rule in two_pilots.url_map.iter_rules():
        if not rule.rule.startswith("/p/<pilot_key>/") or len(rule.arguments) < 2:
            continue
        for method in {"GET", "POST"} & (rule.methods or set()):
            address = filled(rule, {**ours, "pilot_key": "foreign"})
            answer = spy.open(address, method=method, data=bodies if method == "POST" else None)
            # A waiting file or a bank part that is not there is said after a redirect.
            is_redirect = answer.status_code == 302 and rule.endpoint.split(".")[0] in (
                "intake",
                "bank",
            )
            assert answer.status_code == 404 or is_redirect, (method, address)
            assert spy.open(filled(rule, {**ours, "pilot_key": "gecko"})).status_code in (404, 405)
    assert everything_but_sessions() == before


def test_ids_of_another_pilot_in_a_form_are_no_choice(two_pilots: Flask) -> None:
    system = services.ensure_system_user().id
    foreign = create_pilot(system, replace(factories.gecko(), key="foreign"), factories.DAY)
    our_post = posts_of(factories.pilot().id)[0].id
    spy = visitor(two_pilots, *ROLES, pilot=foreign)
    admission = {
        "family_name": "Muster",
        "given_name": "Kim",
        "birth_date": "17.05.1985",
        "customer_number": "036D000001",
        "admitted_on": "14.03.2023",
        "consent_form": "written",
        "consent_participation": "y",
        "consent_health_data": "y",
        "post_id": str(our_post),
    }
    assert spy.post("/p/foreign/participants/new", data=admission).status_code == 422
    me = queries.user_by_email("visitor@example.org")
    assert me is not None
    given = {"post": str(our_post), "from_day": "01.07.2024"}
    answer = spy.post(f"/p/foreign/users/{me.id}/posts/new", data=given)
    assert answer.status_code == 422
    with pytest.raises(DomainError):
        factories.admitted(foreign, post_id=our_post)
