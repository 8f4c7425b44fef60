"""Users of a pilot: what an administrator may do, and what is refused."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from app import audit
from app.access import ROLES, Actor
from app.accounts import queries, services
from app.accounts.models import User
from app.accounts.passwords import Passwords
from app.accounts.queries import UserFilters, UserRow
from app.errors import DomainError, NotFound, Stale
from app.extensions import db
from app.pilots.queries import posts_of
from app.pilots.services import create_pilot
from tests import factories

ClientAs = Callable[[str], FlaskClient]
PASSWORDS = Passwords(64, 1)
TODAY = factories.now().date()


def row(actor: Actor, role: str) -> UserRow:
    user = queries.user_by_email(f"{role}@example.org")
    assert user is not None
    found = queries.user_of(actor.pilot_id, user.id)
    assert found is not None
    return found


def other_pilot() -> Actor:
    system = services.ensure_system_user()
    return create_pilot(system.id, replace(factories.gecko(), key="other"), factories.DAY)


def post(client: FlaskClient, address: str, **data: object) -> tuple[int, str]:
    token = factories.token(client, "/account")
    answer = client.post(address, data={"csrf_token": token, **data})
    return answer.status_code, answer.get_data(as_text=True)


def shown_password(page: str) -> str:
    found = re.search(r"<code[^>]*>([^<]+)</code>", page)
    assert found is not None
    return found[1]


def test_a_new_person_gets_a_password_that_is_shown_once_and_must_be_changed(
    client_as: ClientAs,
) -> None:
    client = client_as("administrator")
    token = factories.token(client, "/p/gecko/users/new")
    answer = client.post(
        "/p/gecko/users/new",
        data={
            "csrf_token": token,
            "display_name": "Kim Neu",
            "email": "Kim@Example.org",
            "role": "coach",
        },
    )
    password = shown_password(answer.get_data(as_text=True))
    assert answer.headers["Cache-Control"] == "no-store"
    user = queries.user_by_email("kim@example.org")
    assert user is not None
    assert user.must_change_password
    assert services.prove(PASSWORDS, user.email, password).user_id == user.id
    assert password not in client.get(f"/p/gecko/users/{user.id}").get_data(as_text=True)
    again = client.post(
        "/p/gecko/users/new",
        data={
            "csrf_token": token,
            "display_name": "Kim",
            "email": "kim@example.org",
            "role": "coach",
        },
    )
    assert again.status_code == 422
    assert password not in again.get_data(as_text=True)


def test_somebody_known_in_the_house_keeps_name_and_password(
    client_as: ClientAs, actor: Actor
) -> None:
    services.add_user(PASSWORDS, other_pilot(), "toni@example.org", "coach", TODAY, "Toni")
    db.session.commit()
    known = queries.user_by_email("toni@example.org")
    assert known is not None
    before = known.password_hash
    status, _page = post(
        client_as("administrator"),
        "/p/gecko/users/new",
        display_name="Anders",
        email="toni@example.org",
        role="finance",
    )
    db.session.expire_all()
    assert (status, known.display_name, known.password_hash) == (302, "Toni", before)
    assert [held.name for held in row(actor, "toni").roles] == ["finance"]


@pytest.mark.parametrize("email", ["kein", "a b@c.de", "kommandozeile", "@x"])
def test_what_is_no_address_is_refused_at_its_field(client_as: ClientAs, email: str) -> None:
    status, page = post(
        client_as("administrator"),
        "/p/gecko/users/new",
        display_name="Kim",
        email=email,
        role="coach",
    )
    assert status == 422
    assert "keine E-Mail-Adresse" in page


def test_an_administrator_cannot_take_over_an_account_of_another_pilot(actor: Actor) -> None:
    here, there = factories.actor_as("administrator"), other_pilot()
    coach = row(actor, "coach")
    services.add_user(PASSWORDS, there, coach.email, "coach", date(2020, 1, 1))
    db.session.flush()
    for attempt in (
        lambda: services.reset_password(PASSWORDS, here, coach.id),
        lambda: services.set_active(here, coach.id, False, coach.version, TODAY),
        lambda: services.set_active(here, coach.id, True, coach.version, TODAY),
    ):
        with pytest.raises(DomainError, match=r"account\.elsewhere"):
            attempt()


def test_bringing_a_foreign_account_in_does_not_help_to_take_it_over(actor: Actor) -> None:
    services.add_user(PASSWORDS, other_pilot(), "toni@example.org", "coach", TODAY)
    here = factories.actor_as("administrator")
    user_id, password = services.add_user(PASSWORDS, here, "toni@example.org", "coach", TODAY)
    assert password is None
    with pytest.raises(DomainError, match=r"account\.elsewhere"):
        services.reset_password(PASSWORDS, here, user_id)


def test_the_page_of_such_an_account_says_so_instead_of_offering_it(
    client_as: ClientAs, actor: Actor
) -> None:
    coach = row(actor, "coach")
    services.add_user(PASSWORDS, other_pilot(), coach.email, "coach", TODAY)
    db.session.commit()
    client = client_as("administrator")
    shown = client.get(f"/p/gecko/users/{coach.id}").get_data(as_text=True)
    assert "gehört auch zu einem anderen Vorhaben" in shown
    assert f"/users/{coach.id}/password" not in shown
    status, page = post(client, f"/p/gecko/users/{coach.id}/password")
    assert status == 422
    assert "wer den Server betreut" in page


def test_a_foreign_user_looks_absent_for_every_act(client_as: ClientAs, actor: Actor) -> None:
    foreign, _password = services.add_user(
        PASSWORDS, other_pilot(), "toni@example.org", "coach", TODAY
    )
    db.session.commit()
    here = factories.actor_as("administrator")
    for act in (
        lambda: services.grant_role(here, foreign, "coach", TODAY),
        lambda: services.reset_password(PASSWORDS, here, foreign),
        lambda: services.set_active(here, foreign, False, 1, TODAY),
        lambda: services.give_post(here, foreign, posts_of(here.pilot_id)[0].id, TODAY, None),
    ):
        with pytest.raises(NotFound):
            act()
    client = client_as("administrator")
    for address in ("", "/roles/new", "/posts/new", "/password", "/close"):
        assert client.get(f"/p/gecko/users/{foreign}{address}").status_code == 404


def test_the_command_lines_account_never_appears_and_never_signs_in(
    client_as: ClientAs, actor: Actor
) -> None:
    system = services.ensure_system_user()
    services._grant(actor, system.id, "administrator", TODAY, None)
    db.session.commit()
    found, _total = queries.users_of(actor.pilot_id, UserFilters(), "name", False, 1)
    assert system.id not in {user.id for user in found}
    assert queries.user_of(actor.pilot_id, system.id) is None
    with pytest.raises(DomainError, match=r"account\.wrong"):
        services.prove(PASSWORDS, system.email, "")
    client = client_as("administrator")
    assert client.get(f"/p/gecko/users/{system.id}").status_code == 404


def test_a_new_password_is_shown_once_and_ends_the_sessions(
    client_as: ClientAs, actor: Actor
) -> None:
    coach, client = row(actor, "coach"), client_as("administrator")
    working = client_as("coach")
    status, page = post(client, f"/p/gecko/users/{coach.id}/password")
    assert status == 200
    assert services.prove(PASSWORDS, coach.email, shown_password(page)).user_id == coach.id
    assert working.get("/account").status_code == 302
    shown = client.get(f"/p/gecko/users/{coach.id}/password").get_data(as_text=True)
    assert shown_password(page) not in shown


def test_closing_needs_the_tick_and_the_version_that_was_shown(
    client_as: ClientAs, actor: Actor
) -> None:
    coach, client = row(actor, "coach"), client_as("administrator")
    address = f"/p/gecko/users/{coach.id}/close"
    assert post(client, address, version=coach.version)[0] == 422
    assert post(client, address, version=coach.version - 1, confirmed="yes")[0] == 422
    assert row(actor, "coach").is_active
    assert post(client, address, version=coach.version, confirmed="yes")[0] == 302
    db.session.expire_all()
    closed = row(actor, "coach")
    assert not closed.is_active
    assert post(client, f"/p/gecko/users/{coach.id}/reopen", version=closed.version)[0] == 302
    db.session.expire_all()
    assert row(actor, "coach").is_active


def test_a_stale_version_is_refused(actor: Actor) -> None:
    coach = row(actor, "coach")
    with pytest.raises(Stale):
        services.set_active(actor, coach.id, False, coach.version + 1, TODAY)


def test_the_last_administrator_can_neither_be_closed_nor_lose_the_role(actor: Actor) -> None:
    last = row(actor, "administrator")
    with pytest.raises(DomainError, match="last_administrator"):
        services.end_role(actor, last.id, last.roles[0].id, TODAY)
    with pytest.raises(DomainError, match="last_administrator"):
        services.set_active(actor, last.id, False, last.version, TODAY)


def test_an_administrator_to_come_or_with_a_closed_account_does_not_count(actor: Actor) -> None:
    last, coach, finance = (row(actor, name) for name in ("administrator", "coach", "finance"))
    services.grant_role(actor, coach.id, "administrator", TODAY + timedelta(days=1))
    services.grant_role(actor, finance.id, "administrator", date(2020, 1, 1))
    services.set_active(actor, finance.id, False, row(actor, "finance").version, TODAY)
    with pytest.raises(DomainError, match="last_administrator"):
        services.end_role(actor, last.id, last.roles[0].id, TODAY)
    services.end_role(actor, last.id, last.roles[0].id, TODAY + timedelta(days=1))


def test_nobody_closes_the_own_account(actor: Actor) -> None:
    own = factories.actor_as("administrator")
    user = row(actor, "administrator")
    with pytest.raises(DomainError, match="not_yourself"):
        services.set_active(own, own.user_id, False, user.version, TODAY)


def test_the_same_role_may_follow_itself_but_not_overlap(actor: Actor) -> None:
    coach = row(actor, "coach")
    services.grant_role(actor, coach.id, "finance", date(2023, 1, 1), date(2023, 7, 1))
    services.grant_role(actor, coach.id, "finance", date(2023, 7, 1), date(2024, 1, 1))
    services.grant_role(actor, coach.id, "finance", date(2022, 1, 1), date(2023, 1, 1))
    with pytest.raises(DomainError, match="role_held"):
        services.grant_role(actor, coach.id, "finance", date(2023, 12, 31), None)


def test_what_has_ended_cannot_be_lengthened_by_ending_it_again(actor: Actor) -> None:
    coach = row(actor, "coach")
    services.grant_role(actor, coach.id, "finance", date(2023, 1, 1), date(2023, 7, 1))
    services.give_post(
        actor, coach.id, posts_of(actor.pilot_id)[1].id, date(2023, 1, 1), date(2023, 7, 1)
    )
    coach = row(actor, "coach")
    finance = next(held for held in coach.roles if held.name == "finance")
    with pytest.raises(DomainError, match="role_over"):
        services.end_role(actor, coach.id, finance.id, TODAY)
    with pytest.raises(DomainError, match="post_over"):
        services.end_post(actor, coach.id, coach.posts[-1].id, TODAY)


def test_a_deputy_holds_the_post_beside_its_holder_and_only_for_the_period(actor: Actor) -> None:
    post_id, deputy = posts_of(actor.pilot_id)[0].id, row(actor, "deputy")
    services.give_post(actor, deputy.id, post_id, date(2025, 1, 1), date(2025, 2, 1))
    held = {
        day: post_id in found.posts
        for day in (date(2024, 12, 31), date(2025, 1, 1), date(2025, 1, 31), date(2025, 2, 1))
        if (found := queries.actor_in(actor.pilot_id, deputy.id, day))
    }
    assert list(held.values()) == [False, True, True, False]
    with pytest.raises(DomainError, match="post_held"):
        services.give_post(actor, deputy.id, post_id, date(2025, 1, 31), None)


def test_roles_and_posts_are_given_and_ended_on_the_page(client_as: ClientAs, actor: Actor) -> None:
    client, coach = client_as("administrator"), row(actor, "coach")
    base = f"/p/gecko/users/{coach.id}"
    given = post(
        client, f"{base}/roles/new", role="deputy", from_day="01.01.2025", until_day="30.06.2025"
    )
    second = posts_of(actor.pilot_id)[1].id
    taken = post(client, f"{base}/posts/new", post=second, from_day="01.01.2025")
    assert (given[0], taken[0]) == (302, 302)
    coach = row(actor, "coach")
    deputy = next(held for held in coach.roles if held.name == "deputy")
    assert deputy.until_day == date(2025, 7, 1)
    shown = client.get(base).get_data(as_text=True)
    assert "01.01.2025 – 30.06.2025" in shown
    ended = post(client, f"{base}/posts/{coach.posts[-1].id}/end", until_day="01.02.2025")
    assert ended[0] == 302
    assert row(actor, "coach").posts[-1].until_day == date(2025, 2, 1)


def test_a_period_that_ends_before_it_begins_stays_in_the_form(
    client_as: ClientAs, actor: Actor
) -> None:
    status, page = post(
        client_as("administrator"),
        f"/p/gecko/users/{row(actor, 'coach').id}/roles/new",
        role="finance",
        from_day="02.01.2025",
        until_day="01.01.2025",
    )
    assert status == 422
    assert "Das Ende muss nach dem Beginn liegen" in page
    assert 'value="02.01.2025"' in page


def test_the_list_is_searched_filtered_and_sorted_by_address(
    client_as: ClientAs, actor: Actor
) -> None:
    client = client_as("administrator")
    found = client.get("/p/gecko/users?q=COACH%40").get_data(as_text=True)
    assert "coach@example.org" in found
    assert "finance@example.org" not in found
    assert "Niemand gefunden" in client.get("/p/gecko/users?q=%25").get_data(as_text=True)
    assert "Niemand gefunden" in client.get("/p/gecko/users?state=closed").get_data(as_text=True)
    users, total = queries.users_of(actor.pilot_id, UserFilters(), "email", True, 1, 3)
    assert total == len(ROLES)
    assert [user.email for user in users] == sorted((u.email for u in users), reverse=True)


def test_every_act_is_in_the_log_without_values(actor: Actor) -> None:
    user_id, password = services.add_user(PASSWORDS, actor, "kim@example.org", "coach", TODAY, "K")
    services.reset_password(PASSWORDS, actor, user_id)
    said = db.session.scalars(
        select(audit.AuditEntry).where(audit.AuditEntry.subject_id == user_id)
    ).all()
    assert [entry.action for entry in said] == ["add_user", "grant_role", "reset_password"]
    assert not any("kim" in entry.fields or str(password) in entry.fields for entry in said)
    assert audit.check_chain(actor.pilot_id) is None
    assert db.session.get(User, user_id) is not None
