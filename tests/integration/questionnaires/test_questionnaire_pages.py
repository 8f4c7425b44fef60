"""The pages of questionnaires through the test client."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

import pytest
from sqlalchemy import event, select

from app.access import Actor
from app.extensions import db
from app.participants.questionnaires import services
from app.participants.questionnaires.models import Questionnaire
from app.participants.services.consents import give_consent
from app.participants.services.stay import record_exit
from app.pilots.models import Pilot
from app.pilots.queries import posts_of
from tests import factories
from tests.factories import DAY
from tests.integration.questionnaires.visit import HERE, ClientAs, form, post, shown, text
from tests.integration.questionnaires.waves import (
    ALARMING,
    QUIET,
    fill,
    new_case,
    with_procedure,
)

OTHER_WORDS = "An einzelnen Tagen"


@contextmanager
def counted() -> Iterator[list[str]]:
    """The statements inside."""
    seen: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        seen.append(statement)

    event.listen(db.engine, "before_cursor_execute", note)
    yield seen
    event.remove(db.engine, "before_cursor_execute", note)


def allow_single_answers(setting: str) -> None:
    row = db.session.scalars(select(Pilot)).one()
    configuration = json.loads(row.configuration)
    configuration["measurement"]["single_answers"] = setting
    row.configuration = json.dumps(configuration)
    db.session.commit()


def test_what_is_missing_in_the_form_is_named_at_its_field(
    client_as: ClientAs, number: int
) -> None:
    entries = form()
    del entries["item_9"], entries["mode"]
    answer = post(client_as("coach"), f"/{number}/questionnaires/t0/phq9", **entries)
    assert answer.status_code == 422
    assert 'href="#item_9-0"' in text(answer)
    assert 'href="#mode-0"' in text(answer)


def test_a_form_without_consent_or_procedure_says_why(client_as: ClientAs, actor: Actor) -> None:
    silent = new_case(actor, consents={"participation": date(2024, 6, 1)})
    number = new_case(actor)
    db.session.commit()
    coach = client_as("coach")
    assert "keine gültige Einwilligung" in shown(coach, f"/{silent}/questionnaires/t0/who5")
    page = shown(coach, f"/{number}/questionnaires/t0/phq9")
    assert "PHQ-9 ist abgeschaltet" in page
    assert "item_1" not in page
    assert "PHQ-9: abgeschaltet" in shown(coach, "/questionnaires")
    assert post(coach, f"/{number}/questionnaires/t0/who5", **form((5,) * 5)).status_code == 302


def test_the_wording_is_chosen_by_address_and_kept_with_the_answers(
    client_as: ClientAs, number: int
) -> None:
    coach = client_as("coach")
    path = f"/{number}/questionnaires/t0/gad7"
    assert "Trouble relaxing" in shown(coach, f"{path}?wording=en")
    assert "Schwierigkeiten zu entspannen" in shown(coach, path)
    post(coach, path, **form((0,) * 7), wording="en")
    assert db.session.scalars(select(Questionnaire.language)).one() == "en"


def test_a_score_is_typed_as_germans_write_it(client_as: ClientAs, number: int) -> None:
    coach = client_as("coach")
    path = f"/{number}/questionnaires/t0/eq5d"
    wrong = post(coach, path, answered_on="30.06.2024", mode="phone", version="0", score="1,2")
    assert "von −0,661 bis 1,000" in text(wrong)
    assert (
        post(coach, path, answered_on="30.06.2024", mode="phone", version="0", score="0,812")
        .headers["Location"]
        .endswith(f"/{number}/questionnaires")
    )
    assert "0,812" in shown(coach, f"/{number}/questionnaires")


def test_a_lost_correction_comes_back_with_both_versions(
    client_as: ClientAs, actor: Actor, number: int
) -> None:
    fill(actor, number)
    db.session.commit()
    coach = client_as("coach")
    path = f"/{number}/questionnaires/t0/phq9"
    fill(actor, number, (3, *QUIET[1:]), version=1)
    db.session.commit()
    refused = post(coach, path, **form((0, *QUIET[1:]), version="1"))
    assert refused.status_code == 422
    assert "Jetzt gespeichert: Beinahe jeden Tag" in text(refused)
    assert 'value="2"' in text(refused)
    assert post(coach, path, **form((0, *QUIET[1:]), version="2")).status_code == 302
    db.session.rollback()
    assert db.session.scalars(select(Questionnaire.score)).one() == 4


@pytest.mark.parametrize(
    ("setting", "coach_sees", "coordinator_sees"),
    [("case", True, False), ("workers", True, True), ("nobody", False, False)],
)
def test_the_preset_decides_who_sees_single_answers(
    client_as: ClientAs,
    actor: Actor,
    number: int,
    setting: str,
    coach_sees: bool,
    coordinator_sees: bool,
) -> None:
    fill(actor, number, version=0)
    fill(actor, number, (2, *QUIET[1:]), version=1)
    allow_single_answers(setting)
    for role, sees in (("coach", coach_sees), ("coordinator", coordinator_sees)):
        client = client_as(role)
        record = shown(client, f"/{number}/questionnaires/t0/phq9/answers")
        assert "von 27" in record
        assert (OTHER_WORDS in record) is sees
        assert ("Vorher → nachher" in record) is sees
        correction = shown(client, f"/{number}/questionnaires/t0/phq9")
        assert ("checked" in correction.split("pb-scale")[1]) is sees
        stale = post(client, f"/{number}/questionnaires/t0/phq9", **form((3,) * 9, version="1"))
        assert ("Jetzt gespeichert: An mehr als der Hälfte der Tage" in text(stale)) is sees


@pytest.mark.parametrize(
    "page",
    ["", "/t0/who5", "/t0/missing", "/t0/who5/missing", "/t0/who5/answers", "/t0/phq9/crisis"],
)
def test_a_case_of_another_post_is_not_there_for_a_coach(
    client_as: ClientAs, actor: Actor, page: str
) -> None:
    with_procedure(actor)
    foreign = new_case(actor, post_id=posts_of(actor.pilot_id)[1].id)
    fill(actor, foreign, ALARMING)
    db.session.commit()
    path = f"{HERE}/{foreign}/questionnaires{page}"
    assert client_as("coach").get(path).status_code == 404
    expected = 404 if page == "/t0/who5/answers" else 200
    assert client_as("coordinator").get(path).status_code == expected


def test_a_questionnaire_filled_in_by_mistake_is_set_to_missing_after_a_warning(
    client_as: ClientAs, actor: Actor, number: int
) -> None:
    fill(actor, number)
    db.session.commit()
    coach = client_as("coach")
    path = f"/{number}/questionnaires/t0/phq9/missing"
    assert "Sie gelten danach nicht mehr" in shown(coach, path)
    assert post(coach, path, missing="not_asked", version="0").status_code == 422
    assert post(coach, path, missing="not_asked", version="1").status_code == 302
    assert "nicht gefragt" in shown(coach, f"/{number}/questionnaires")
    assert (
        post(coach, f"/{number}/questionnaires/t0/missing", missing="lost", version="0").status_code
        == 302
    )
    assert coach.get(f"{HERE}/{number}/questionnaires/t0/missing").status_code == 404


def test_the_due_list_is_narrowed_by_the_address(
    client_as: ClientAs, actor: Actor, number: int
) -> None:
    early = {purpose: date(2023, 3, 1) for purpose in ("participation", "health_data")}
    late = new_case(actor, admitted_on=date(2023, 3, 14), consents=early)
    fill(actor, number, (1,) * 5, instrument="who5")
    db.session.commit()
    client = client_as("coordinator")

    def listed(query: str) -> set[int]:
        page = shown(client, f"/questionnaires{query}")
        return {n for n in (number, late) if f'{HERE}/{n}/questionnaires"' in page}

    assert listed("") == {number, late}
    assert listed("?state=open") == {number}
    assert listed("?state=overdue") == {late}
    assert listed("?state=upcoming") == set()
    assert listed("?wave=m12") == {late}
    assert listed("?instrument=who5") == {late}
    assert listed("?post=2") == listed("?post=99") == listed("?state=nonsense") == set()


def test_the_response_counts_due_answered_missing_and_paired(
    client_as: ClientAs, actor: Actor
) -> None:
    early = {purpose: date(2023, 3, 1) for purpose in ("participation", "health_data")}
    both, one, none = (
        new_case(actor, admitted_on=date(2023, 3, 14), consents=early) for _n in range(3)
    )
    for case, wave, on in (
        (both, "t0", date(2023, 3, 20)),
        (both, "m6", date(2023, 9, 20)),
        (one, "m6", date(2023, 9, 20)),
    ):
        fill(actor, case, (1,) * 5, instrument="who5", wave=wave, on=on)
    versions = {"who5": 0}
    services.code_missing(actor, factories.gecko(), none, "t0", versions, "refused", DAY)
    db.session.commit()
    page = shown(client_as("coordinator"), "/questionnaires/response")
    rows = {
        row.split("</th>")[0].split(">")[-1]: [
            cell.split("</td>")[0] for cell in row.split('<td class="num">')[1:]
        ]
        for row in page.split('<th scope="row">')[1:]
    }
    # due, answered, rate, paired, not asked, refused, not reached, lost, overdue, open, …
    assert rows["t0 (Eingang)"][:10] == ["3", "1", "33\u00a0%", "1", "0", "1", "0", "0", "1", "0"]
    assert rows["6 Monate"][:10] == ["3", "2", "67\u00a0%", "1", "0", "0", "0", "0", "1", "0"]


def test_after_the_exit_follow_up_is_due_only_with_its_consent(
    client_as: ClientAs, actor: Actor
) -> None:
    early = {purpose: date(2023, 3, 1) for purpose in ("participation", "health_data")}
    number = new_case(actor, admitted_on=date(2023, 3, 14), consents=early)
    record_exit(actor, number, date(2024, 1, 10), "regular", None, 1, DAY)
    db.session.commit()
    client = client_as("coach")
    assert 'value="f6"' in shown(client, "/questionnaires")
    assert f'{HERE}/{number}/questionnaires"' not in shown(client, "/questionnaires?wave=f6")
    give_consent(actor, factories.gecko(), number, "follow_up", date(2024, 1, 10), "written", DAY)
    db.session.commit()
    assert f'{HERE}/{number}/questionnaires"' in shown(client, "/questionnaires?wave=f6")


@pytest.mark.parametrize("path", ["/questionnaires", "/questionnaires/response"])
def test_lists_need_the_same_statements_whatever_the_number_of_rows(
    client_as: ClientAs, actor: Actor, number: int, path: str
) -> None:
    client = client_as("coordinator")
    shown(client, path)
    with counted() as few:
        shown(client, path)
    early = {purpose: date(2023, 3, 1) for purpose in ("participation", "health_data")}
    for _n in range(8):
        case = new_case(actor, admitted_on=date(2023, 3, 14), consents=early)
        fill(actor, case, (1,) * 5, instrument="who5", on=date(2023, 4, 1))
        fill(actor, case, ALARMING, on=date(2023, 4, 1))
    db.session.commit()
    with counted() as many:
        shown(client, path)
    assert len(many) == len(few)


def test_a_record_needs_the_same_statements_whatever_is_on_it(
    client_as: ClientAs, actor: Actor, number: int
) -> None:
    client = client_as("coach")
    shown(client, f"/{number}/questionnaires")
    with counted() as few:
        shown(client, f"/{number}/questionnaires")
    fill(actor, number, ALARMING)
    for key in ("wai", "hads_a", "hads_d"):
        fill(actor, number, instrument=key, score=20)
    db.session.commit()
    with counted() as many:
        shown(client, f"/{number}/questionnaires")
    assert len(many) == len(few)


def test_an_instrument_is_printed_empty_and_a_licensed_one_is_not(client_as: ClientAs) -> None:
    coach = client_as("coach")
    assert "Trouble relaxing" in shown(coach, "/questionnaires/paper/gad7?wording=en")
    for key in ("wai", "eq5d", "nothing"):
        assert coach.get(f"{HERE}/questionnaires/paper/{key}").status_code == 404
