"""Access: every route declares its permission, and real answers are what the roles say."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.routing import Rule
from werkzeug.routing.converters import NumberConverter

from app.access import ROLES, Gate, Permission
from app.accounts import queries, services
from app.extensions import db
from app.factory import create_app
from app.gatekeeper import declared_permission
from app.navigation import PLACES, Place
from app.pilots.services import create_pilot
from app.roles_page import roles_page
from tests import engines, factories
from tests.clients import SeparateClient
from tests.houses import Houses

ROOT = Path(__file__).parents[2]
IN_PILOT = "/p/<pilot_key>/"
ENTRANCE = "accounts.enter_pilot"
"""The address of the pilot itself sends on to the first page that the roles open."""
OUTSIDE_NAVIGATION = {
    "aftercare.contact_cases": "on the page of effect and whereabouts once somebody is in care",
    "accounts.sign_in": "where who is not signed in lands",
    "accounts.own": "behind the name in the head of every page",
    "accounts.home": "behind the name of the program",
    ENTRANCE: "sends on to the first page",
    "bank_accounts.index": "intake.new",
    "bank.acts": "on the page of the bank once there is a statement",
    "bank.months": "on the page of the bank once there is a statement",
    "bank.selection": "on the page of the bank while something is open",
    "bank.certain": "on the page of the bank while there are certain proposals",
    "caseload.emergencies": "caseload.index",
    "funder_forms.example": "funder_forms.index",
    "funder_forms.keys": "funder_forms.index",
    "funder_forms.new": "funder_forms.index",
    "notifications.by_hand": "notifications.index",
    "funder_rules.ask": "funder_rules.index",
    "funder_rules.choose": "funder_rules.index",
    "caseload.emergency": "participants.index",
    "contacts.new": "planning.tasks",
    "delivery.description": "for programs",
    "delivery.releases": "for programs",
    "evaluation.codebook": "releases.index",
    "releases.prepare": "releases.index",
    "releases.check_program": "on the page of a release",
    "recipients.add": "recipients.index",
    "recipients.resolve": "recipients.pseudonyms",
    "grants.calculation": "grants.index",
    "grants.cash": "grants.index",
    "grants.income": "grants.index",
    "grants.new": "grants.index",
    "grants.rate_edit": "grants.rates",
    "grants.rates": "grants.index",
    "grants.receipt_new": "grants.income",
    "grants.repayment_new": "grants.income",
    "commitments.award_new": "commitments.awards",
    "commitments.awards": "commitments.index",
    "commitments.new": "commitments.index",
    "commitments.voucher": "commitments.index",
    "finance.batches": "on the page of vouchers while an import waits for its approval",
    "outlook.expect": "on the page of the outlook once there is a plan",
    "outlook.methods": "on the page of the outlook once there is a plan",
    "plans.compare": "on the page of the plan once there is one",
    "plans.draft_new": "on the page of the plan once there is one",
    "intake.new": "intake.index",
    "intake.template": "intake.new",
    "inventory.new": "inventory.index",
    "inventory.stock": "inventory.index",
    "inventory.stocktaking": "on the page of the inventory once it holds an item",
    "inventory.vouchers": "inventory.index",
    "milestones.consents": "on the page of duties while a consent is to be asked for",
    "milestones.new": "milestones.index",
    "monitoring.mapping": "monitoring.index",
    "notices.index": "milestones.duties",
    "notices.new": "notices.index",
    "notices.revoke": "on the page of the calendar once an address was made",
    "milestones.package_new": "milestones.packages",
    "trend.carry": "on the page of the trend while a slip carries over",
    "trend.report": "trend.index",
    "participants.new": "participants.index",
    "participants.search": "participants.index",
    "partners.new": "partners.index",
    "planning.add_task": "planning.tasks",
    "questionnaires.procedure": "questionnaires.index",
    "questionnaires.procedure_end": "from the procedure in force",
    "questionnaires.procedure_new": "questionnaires.procedure",
    "questionnaires.response": "questionnaires.index",
    "second_factor.code": "between the right password and the session",
    "second_factor.renew": "on the page of the second factor once there is one",
    "second_factor.show": "in the own account",
    "second_factor.switch_off": "on the page of the second factor once there is one",
    "selection.erase": "on the page of the selection while somebody is due",
    "selection.new": "selection.index",
    "selection.funnel": "selection.index",
    "users.new": "users.index",
    "reports.begin": "on the page of reports",
}
"""Pages without arguments that are no place of the navigation, and the page that leads to them."""


def bare_app() -> Flask:
    with tempfile.TemporaryDirectory() as folder:
        return create_app(factories.settings("sqlite://", Path(folder)))


APP = bare_app()
RULES = sorted(
    (rule for rule in APP.url_map.iter_rules() if rule.endpoint != "static"),
    key=lambda rule: (rule.rule, rule.endpoint),
)
IN_PILOT_RULES = [
    rule for rule in RULES if rule.rule.startswith(IN_PILOT) and rule.endpoint != ENTRANCE
]


def name_of(rule: Rule) -> str:
    return str(rule.endpoint)


def address_of(rule: Rule, pilot_key: str = "gecko") -> str:
    def dummy(found: re.Match[str]) -> str:
        name = found[0].strip("<>").split(":")[-1]
        if name == "pilot_key":
            return pilot_key
        is_number = isinstance(rule._converters[name], NumberConverter)
        return "1" if is_number else "x"

    return re.sub(r"<[^>]+>", dummy, str(rule.rule))


def ask(client: FlaskClient, rule: Rule, pilot_key: str = "gecko") -> int:
    """The status of a GET, or of an empty POST where the route only takes those."""
    method = "GET" if "GET" in (rule.methods or set()) else "POST"
    status: int = client.open(address_of(rule, pilot_key), method=method).status_code
    return status


@pytest.fixture(scope="module")
def house(
    sqlite_template: Path, houses: Houses, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Flask]:
    """A house with a second pilot in which nobody has a role; forms need no token here."""
    url = engines.sqlite_url(houses.folder, copy_of=sqlite_template)
    web = create_app(factories.settings(url, tmp_path_factory.mktemp("access")))
    web.config["WTF_CSRF_ENABLED"] = False
    web.test_client_class = SeparateClient
    with web.app_context():
        create_pilot(
            services.ensure_system_user().id, replace(factories.gecko(), key="foreign"), None
        )
        db.session.commit()
        yield web
        factories.release_connections()


def client_of(web: Flask, role: str) -> FlaskClient:
    """A client with a session of its own, without the detour over the sign-in page."""
    user = queries.user_by_email(f"{role}@example.org")
    assert user is not None
    token = services.open_session(user.id, factories.now())
    db.session.commit()
    client = web.test_client()
    with client.session_transaction() as session:
        session["_user_id"] = token
        session["_fresh"] = True
    return client


@pytest.mark.parametrize("rule", RULES, ids=name_of)
def test_every_route_declares_what_it_needs(rule: Rule) -> None:
    needed = declared_permission(APP, rule.endpoint)
    wanted = Permission if rule in IN_PILOT_RULES else Gate
    assert isinstance(needed, wanted)


def test_a_route_without_a_declaration_is_refused_for_everybody(
    sqlite_template: Path, tmp_path: Path
) -> None:
    web = create_app(
        factories.settings(engines.sqlite_url(tmp_path, copy_of=sqlite_template), tmp_path)
    )
    web.test_client_class = SeparateClient
    web.add_url_rule("/bare", "bare", lambda: "open")
    web.add_url_rule("/p/<pilot_key>/bare", "bare_in_pilot", lambda pilot_key: "open")
    with web.app_context():
        for client in (web.test_client(), *(client_of(web, role) for role in ROLES)):
            assert client.get("/bare").status_code == 403
            assert client.get("/p/gecko/bare").status_code == 403
        factories.release_connections()


@pytest.mark.parametrize("rule", IN_PILOT_RULES, ids=name_of)
def test_a_role_opens_exactly_the_routes_of_its_permissions(house: Flask, rule: Rule) -> None:
    needed = declared_permission(house, rule.endpoint)
    answers = {role: ask(client_of(house, role), rule) for role in ROLES}
    opened = {role for role, status in answers.items() if status != 403}
    assert opened == {role for role, granted in ROLES.items() if needed in granted}, answers
    assert max(answers.values()) < 500, answers


@pytest.mark.parametrize("rule", IN_PILOT_RULES, ids=name_of)
def test_a_foreign_pilot_looks_like_an_absent_one(house: Flask, rule: Rule) -> None:
    for role in ("coordinator", "administrator"):
        client = client_of(house, role)
        assert (ask(client, rule, "foreign"), ask(client, rule, "absent")) == (404, 404)


@pytest.mark.parametrize("rule", RULES, ids=name_of)
def test_who_has_not_signed_in_is_sent_to_the_sign_in_page(house: Flask, rule: Rule) -> None:
    client = house.test_client()
    method = "GET" if "GET" in (rule.methods or set()) else "POST"
    answer = client.open(address_of(rule), method=method)
    is_sent = answer.status_code == 302 and answer.location.startswith("/sign-in")
    needed = declared_permission(house, rule.endpoint)
    assert is_sent is (needed not in {Gate.PUBLIC, Gate.TOKEN})
    assert (answer.status_code == 401) is (needed is Gate.TOKEN)


def places(found: tuple[Place, ...] = PLACES) -> Iterator[Place]:
    for place in found:
        yield place
        yield from places(place.children)


def pages_without_arguments() -> dict[str, Rule]:
    return {
        rule.endpoint: rule
        for rule in RULES
        if "GET" in (rule.methods or set()) and rule.arguments <= {"pilot_key"}
    }


@pytest.mark.parametrize("endpoint", sorted(pages_without_arguments()))
def test_every_page_without_arguments_has_its_place(endpoint: str) -> None:
    assert endpoint in {place.endpoint for place in places()} | set(OUTSIDE_NAVIGATION)


@pytest.mark.parametrize(
    ("endpoint", "parent"),
    [(page, parent) for page, parent in OUTSIDE_NAVIGATION.items() if " " not in parent],
)
def test_a_page_outside_the_navigation_is_linked_from_its_parent(
    house: Flask, endpoint: str, parent: str
) -> None:
    pages = pages_without_arguments()
    needed = {declared_permission(house, name) for name in (endpoint, parent)}
    role = next(role for role, granted in ROLES.items() if needed <= granted)
    shown = client_of(house, role).get(address_of(pages[parent])).get_data(as_text=True)
    address = address_of(pages[endpoint])
    assert f'href="{address}' in shown or f'action="{address}' in shown


def test_a_place_asks_for_the_permission_of_its_route() -> None:
    known = APP.view_functions
    declared: Mapping[str, object] = {
        place.endpoint: declared_permission(APP, place.endpoint)
        for place in places()
        if place.endpoint in known
    }
    assert declared == {p.endpoint: p.permission for p in places() if p.endpoint in known}


def test_the_committed_page_of_roles_is_what_the_program_says() -> None:
    committed = (ROOT / "docs" / "roles.md").read_text(encoding="utf-8")
    assert committed == roles_page(APP), "python -m app.roles_page > docs/roles.md"
