"""Pages of the caseload: who sees and works which case, hand-overs, emergencies."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import event, select

from app.access import Actor
from app.accounts import queries as accounts
from app.accounts.queries import holdings
from app.accounts.services import give_post
from app.audit import AuditEntry
from app.clock import today
from app.database import utc_now
from app.errors import DomainError
from app.extensions import db
from app.participants import queries
from app.participants.caseload.models import EmergencyAccess
from app.participants.caseload.queries import posts_over_time, unseen_emergencies
from app.participants.caseload.services.emergency import open_in_emergency
from app.participants.caseload.services.handover import hand_over
from app.pilots.queries import posts_of
from tests import factories
from tests.factories import DAY, admitted, gecko, token

HERE = "/p/gecko/participants"
ClientAs = Callable[[str], FlaskClient]


def post(client: FlaskClient, path: str, **entries: object) -> Any:
    """Posts a form with the token of the page there."""
    return client.post(HERE + path, data={**entries, "csrf_token": token(client, HERE + path)})


def text(answer: Any) -> str:
    return " ".join(str(answer.get_data(as_text=True)).split())


def second_post(actor: Actor) -> int:
    return posts_of(actor.pilot_id)[1].id


def user_id(role: str) -> int:
    found = accounts.user_by_email(f"{role}@example.org")
    assert found is not None
    return found.id


@pytest.fixture
def foreign(actor: Actor) -> int:
    """A case of the post that neither coach nor deputy holds."""
    number = admitted(actor, post_id=second_post(actor))
    db.session.commit()
    return number


def test_a_deputy_sees_and_works_the_cases_within_the_period_only(
    client_as: ClientAs, actor: Actor, foreign: int
) -> None:
    on, deputy = today(), user_id("deputy")
    give_post(actor, deputy, second_post(actor), on, on + timedelta(days=1), is_deputy=True)
    db.session.commit()
    client = client_as("deputy")
    assert client.get(f"{HERE}/{foreign}").status_code == 200
    assert post(client, f"/{foreign}/move", stage="2", entered_on="01.04.2023").status_code == 302
    for day, sees in ((on, True), (on + timedelta(days=1), False), (on - timedelta(days=1), False)):
        acting = accounts.actor_in(actor.pilot_id, deputy, day)
        found = None if acting is None else queries.participation_row(acting, foreign)
        assert (found is not None) is sees


def test_a_deputy_works_cases_and_stands_in_for_a_period(actor: Actor) -> None:
    with pytest.raises(DomainError, match="works_no_cases"):
        give_post(
            actor,
            user_id("finance"),
            second_post(actor),
            DAY,
            DAY.replace(year=2025),
            is_deputy=True,
        )
    on = today()
    with pytest.raises(DomainError, match="deputy_needs_end"):
        give_post(actor, user_id("coach"), second_post(actor), on, None, is_deputy=True)


def test_the_coordinator_appoints_and_ends_a_deputy(client_as: ClientAs, actor: Actor) -> None:
    deputy, place, on = user_id("deputy"), second_post(actor), today()
    db.session.rollback()
    client = client_as("coordinator")
    given = {
        "user": deputy,
        "from_day": f"{on:%d.%m.%Y}",
        "until_day": f"{on + timedelta(days=6):%d.%m.%Y}",
    }
    assert post(client, "/caseload/posts/2/deputies/new", **given).status_code == 302
    (held,) = holdings(actor.pilot_id)[place]
    assert (held.is_deputy, held.until_day) == (True, on + timedelta(days=7))
    db.session.rollback()
    path = f"/caseload/posts/2/deputies/{held.id}/end"
    assert post(client, path, until_day=f"{on:%d.%m.%Y}").status_code == 302
    assert holdings(actor.pilot_id).get(place) is None


def test_a_case_of_another_post_is_opened_in_an_emergency_and_closes_again(
    client_as: ClientAs, actor: Actor, foreign: int
) -> None:
    client = client_as("coach")
    assert client.get(f"{HERE}/{foreign}").status_code == 404
    asked = {"number": foreign, "reason": "Anruf der Klinik."}
    assert post(client, "/emergency", **asked).headers["Location"] == f"{HERE}/{foreign}"
    assert f'<a href="{HERE}/{foreign}">' in text(client.get(HERE))
    assert post(client, f"/{foreign}/move", stage="2", entered_on="01.04.2023").status_code == 302
    assert "steht Ihnen schon offen" in text(post(client, "/emergency", **asked))
    access = db.session.scalars(select(EmergencyAccess)).one()
    assert access.ends_at - access.opened_at == timedelta(hours=24)
    assert b"Klinik" not in access.reason_sealed
    recorded = select(AuditEntry).where(AuditEntry.action == "open_in_emergency")
    assert db.session.scalars(recorded).one().user_id == user_id("coach")
    access.opened_at, access.ends_at = (utc_now() - timedelta(hours=each) for each in (25, 1))
    db.session.commit()
    assert client.get(f"{HERE}/{foreign}").status_code == 404
    assert f'<a href="{HERE}/{foreign}">' not in text(client.get(HERE))


def test_whoever_opens_in_an_emergency_does_not_take_the_case_over(
    actor: Actor, foreign: int
) -> None:
    coach = factories.actor_as("coach")
    open_in_emergency(coach, gecko(), foreign, "Anruf der Klinik.", utc_now())
    own = posts_of(actor.pilot_id)[0].id
    with pytest.raises(DomainError, match="others_case"):
        hand_over(coach, gecko(), {foreign: own}, DAY, "", DAY)


def test_an_emergency_needs_a_number_and_a_reason(client_as: ClientAs, foreign: int) -> None:
    client = client_as("coach")
    refused = post(client, "/emergency", number=foreign, reason="  ")
    assert (refused.status_code, "Bitte ausfüllen." in text(refused)) == (422, True)
    assert "Eine Nr. 999 gibt es" in text(post(client, "/emergency", number=999, reason="Not"))
    assert client_as("finance").get(f"{HERE}/emergency").status_code == 403
    assert client.get(f"{HERE}/emergencies").status_code == 403


def test_the_coordinator_is_told_and_confirms(
    client_as: ClientAs, actor: Actor, foreign: int
) -> None:
    open_in_emergency(factories.actor_as("coach"), gecko(), foreign, "Anruf der Klinik.", utc_now())
    db.session.commit()
    client = client_as("coordinator")
    told = "1 Fall wurde im Notfall geöffnet und noch nicht gesichtet."
    assert told in text(client.get("/p/gecko/overview", follow_redirects=True))
    assert told in text(client.get(f"{HERE}/caseload"))
    shown = text(client.get(f"{HERE}/emergencies"))
    assert "Anruf der Klinik." in shown
    found = re.search(r"/emergencies/(\d+)/seen", shown)
    assert found is not None
    entries = {"csrf_token": token(client, f"{HERE}/emergencies")}
    path = f"{HERE}/emergencies/{found[1]}/seen"
    assert client.post(path, data=entries).status_code == 302
    assert "schon als gesehen" in text(client.post(path, data=entries, follow_redirects=True))
    assert unseen_emergencies(actor.pilot_id) == 0
    db.session.rollback()
    assert told not in text(client.get(f"{HERE}/caseload"))


def test_the_26th_case_asks_for_a_reason_on_the_page(client_as: ClientAs, actor: Actor) -> None:
    for _each in range(25):
        admitted(actor, post_id=second_post(actor))
    number, to_post = admitted(actor), second_post(actor)
    db.session.commit()
    client = client_as("coordinator")
    given = {"post_id": to_post, "from_day": "01.06.2024"}
    refused = post(client, f"/{number}/care", **given)
    assert refused.status_code == 422
    assert "26 Fälle bei 25 Plätzen" in text(refused)
    told = post(client, f"/{number}/care", **given, ratio_reason="Nur bis zum Sommer.")
    assert told.status_code == 302
    assert "Nur bis zum Sommer." in text(client.get(f"{HERE}/caseload"))
    assert "Nur bis zum Sommer." not in text(client_as("coach").get(f"{HERE}/caseload"))


def test_all_cases_of_a_post_are_handed_over_after_a_look_at_the_load(
    client_as: ClientAs, actor: Actor
) -> None:
    numbers, to_post = [admitted(actor) for _each in range(3)], second_post(actor)
    db.session.commit()
    client, path = client_as("coordinator"), "/caseload/posts/1/hand-over"
    given = {"cases": numbers[:2], "post_id": to_post, "from_day": "01.06.2024"}
    checked = text(post(client, path, **given, step="check"))
    assert "So sieht es danach aus" in checked
    assert '<td class="num">3</td><td class="num">1</td>' in checked
    assert [len(held) for held in cares(actor, numbers)] == [1, 1, 1]
    db.session.rollback()
    assert post(client, path, **given, step="do").status_code == 302
    assert [held[-1] == to_post for held in cares(actor, numbers)] == [True, True, False]
    db.session.rollback()
    back = "/caseload/posts/1/hand-overs/2/2024-06-01/take-back"
    assert post(client, back).status_code == 302
    assert [len(held) for held in cares(actor, numbers)] == [1, 1, 1]
    assert client.get(HERE + back).status_code == 404
    assert "mindestens einen Fall" in text(
        post(client, path, post_id=to_post, from_day="01.06.2024", step="do")
    )


def cares(actor: Actor, numbers: list[int]) -> list[list[int]]:
    rows = [queries.participation_row(actor, number) for number in numbers]
    return [
        [care.post_id for care, _title in queries.care_of(row.pilot_id, row.id)]
        for row in rows
        if row is not None
    ]


def test_share_and_absence_are_kept_on_the_page_of_the_post(
    client_as: ClientAs, actor: Actor
) -> None:
    admitted(actor)
    db.session.commit()
    client, path = client_as("coordinator"), "/caseload/posts/1"
    assert (
        post(client, f"{path}/shares/new", from_day="01.06.2024", fte_percent=0).status_code == 302
    )
    assert (
        post(
            client, f"{path}/absences/new", from_day="24.06.2024", until_day="05.07.2024"
        ).status_code
        == 302
    )
    shown = text(client.get(f"{HERE}/caseload"))
    assert "nicht besetzt" in shown
    assert "abwesend bis 05.07.2024" in shown
    assert "coach" in shown
    page = text(client.get(HERE + path))
    share, absence = (re.search(rf"{name}/(\d+)\"", page) for name in ("shares", "absences"))
    assert share is not None
    assert absence is not None
    for kept in (f"{path}/shares/{share[1]}", f"{path}/absences/{absence[1]}"):
        assert removed(client, kept).status_code == 302
        assert client.get(HERE + kept).status_code == 404
    assert client_as("coach").get(HERE + path).status_code == 403
    assert client.get(f"{HERE}/caseload/posts/9").status_code == 404


def removed(client: FlaskClient, kept: str) -> Any:
    entries = {"csrf_token": token(client, HERE + kept)}
    return client.post(f"{HERE}{kept}/remove", data=entries)


def test_who_corrects_an_older_share_sees_the_present_one(
    client_as: ClientAs, actor: Actor
) -> None:
    db.session.rollback()
    client, path = client_as("coordinator"), "/caseload/posts/1/shares"
    post(client, f"{path}/new", from_day="01.06.2024", fte_percent=50)
    found = re.search(r"shares/(\d+)\"", text(client.get(f"{HERE}/caseload/posts/1")))
    assert found is not None
    kept = f"{path}/{found[1]}"
    assert post(client, kept, from_day="01.06.2024", fte_percent=60, version=1).status_code == 302
    refused = post(client, kept, from_day="01.06.2024", fte_percent=70, version=1)
    assert "Jetzt gespeichert: 60 Prozent ab 01.06.2024." in text(refused)


def test_a_coach_reads_posts_not_their_holders(client_as: ClientAs, actor: Actor) -> None:
    give_post(
        actor,
        user_id("deputy"),
        second_post(actor),
        date(2024, 6, 1),
        date(2024, 8, 1),
        is_deputy=False,
    )
    db.session.commit()
    assert ">deputy" in re.sub(r"\s", "", text(client_as("coordinator").get(f"{HERE}/caseload")))
    assert ">deputy" not in re.sub(r"\s", "", text(client_as("coach").get(f"{HERE}/caseload")))


def test_the_page_needs_the_same_few_statements_for_few_and_many(
    client_as: ClientAs, actor: Actor
) -> None:
    told = []
    for more in (26, 20):
        for _each in range(more):
            number = admitted(actor, ratio_reason="Nur kurz.")
            to_post, on = second_post(actor), date(2024, 6, 1)
            hand_over(actor, gecko(), {number: to_post}, on, "Nur kurz.", DAY)
            access(actor, number)
        db.session.commit()
        client = client_as("coordinator")
        pages = ("/caseload", "/caseload/posts/1", "/caseload/posts/2/hand-over", "/emergencies")
        told.append([statements_of(client, page) for page in pages])
    assert told[0] == told[1]


def access(actor: Actor, number: int) -> None:
    """The coach, who holds another post, opens the case."""
    coach = factories.actor_as("coach")
    assert coach.pilot_id == actor.pilot_id
    open_in_emergency(coach, gecko(), number, "Anruf der Klinik.", utc_now())


def statements_of(client: FlaskClient, path: str) -> int:
    counted: list[str] = []

    def count(*said: Any) -> None:
        counted.append(said[2])

    event.listen(db.engine, "before_cursor_execute", count)
    client.get(HERE + path)
    event.remove(db.engine, "before_cursor_execute", count)
    return len(counted)


def test_pauses_and_shares_take_no_further_statement_per_post(actor: Actor) -> None:
    counted: list[str] = []

    def count(*said: Any) -> None:
        counted.append(said[2])

    event.listen(db.engine, "before_cursor_execute", count)
    posts_over_time(actor.pilot_id, pauses_count=False)
    event.remove(db.engine, "before_cursor_execute", count)
    assert len(counted) == 6
