"""Contacts, questionnaires, barriers and circumstances of people: what stands in their datasets."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from app.access import Actor
from app.evaluation.quality.measuring import measure
from app.evaluation.question import ALL as ALL_DATASETS
from app.extensions import db
from app.participants.conditions.models import Condition
from app.participants.conditions.rules.barriers import Since
from app.participants.conditions.services.barriers import Noted, change_state, note_condition
from app.participants.conditions.services.circumstances import set_circumstance
from app.participants.contacts.services import ContactFacts, record_contact, void_contact
from app.participants.questionnaires.services import code_missing
from app.participants.services.stay import record_exit
from app.partners.services.network import Institution, add_partner
from exports.columns import Missing
from tests import factories
from tests.factories import DAY
from tests.integration.evaluation.frozen import Line, answer, frozen
from tests.integration.questionnaires.waves import fill, with_procedure

ENTRY = date(2023, 3, 14)
GIVEN = date(2023, 3, 10)
EVALUATION = ("participation", "evaluation")
HEALTH = (*EVALUATION, "health_data")
ALL = (*HEALTH, "follow_up")


def someone(actor: Actor, purposes: tuple[str, ...] = ALL) -> int:
    """Somebody in care since ENTRY with consent to these purposes."""
    return factories.admitted(actor, consents=dict.fromkeys(purposes, GIVEN))


def left(actor: Actor, number: int, on: date = date(2023, 10, 1)) -> None:
    record_exit(actor, number, on, "moved", None, 1, DAY)


def shown(rows: list[Line], *names: str) -> list[tuple[object, ...]]:
    return [tuple(row[name] for name in names) for row in rows]


def test_contacts_tell_their_day_time_kind_and_topics_but_no_note(
    actor: Actor, tmp_path: Path
) -> None:
    gecko, number = factories.gecko(), someone(actor)
    clinic = add_partner(actor, Institution("Klinik am See", "clinic"))
    told = [
        ContactFacts(date(2023, 3, 2), 20, "phone"),
        ContactFacts(date(2023, 4, 3), 45, "talk", ("work", "addiction"), clinic, note="geheim"),
        ContactFacts(date(2023, 4, 3), 0, "home_visit", was_reached=False),
        ContactFacts(date(2024, 5, 1), 60, "talk"),
    ]
    for facts in told:
        record_contact(actor, gecko, number, facts, DAY)
    void_contact(actor, number, record_contact(actor, gecko, number, told[0], DAY), DAY)
    rows = frozen(actor, tmp_path, "contacts", day=date(2024, 4, 30))["contacts"]
    assert shown(rows, "contact", "held_days", "phase", "kind", "reached", "minutes") == [
        (1, -12, "before_entry", "phone", 1, 20),
        (2, 20, "in_care", "talk", 1, 45),
        (3, 20, "in_care", "home_visit", 0, 0),
    ]
    assert shown(rows, "topics", "partner_kind") == [
        (Missing.UNKNOWN, Missing.NOT_APPLICABLE),
        ("addiction work", "clinic"),
        (Missing.UNKNOWN, Missing.NOT_APPLICABLE),
    ]


def test_contacts_after_the_exit_need_follow_up_and_topics_the_consent_to_health_data(
    actor: Actor, tmp_path: Path
) -> None:
    for purposes in (EVALUATION, ALL):
        number = someone(actor, purposes)
        left(actor, number)
        for on in (date(2023, 9, 30), date(2023, 10, 1), date(2023, 10, 2)):
            facts = ContactFacts(on, 30, "talk", ("health",))
            record_contact(actor, factories.gecko(), number, facts, DAY)
    rows = frozen(actor, tmp_path, "contacts")["contacts"]
    assert sorted(shown(rows, "held_days", "phase", "topics"), key=str) == sorted(
        [
            (200, "in_care", "health"),
            (201, "after_care", "health"),
            (202, "after_care", "health"),
            (200, "in_care", Missing.REFUSED),
            (201, "after_care", Missing.REFUSED),
        ],
        key=str,
    )


def test_scores_stand_in_their_wave_and_what_is_missing_says_why(
    actor: Actor, tmp_path: Path
) -> None:
    with_procedure(actor)
    number, on = someone(actor), date(2023, 3, 20)
    fill(actor, number, (3, 3, 3, 3, 0), instrument="who5", on=on)
    fill(actor, number, (1, 1, 0, 0, 2, 0, 1, 0, None), on=on)
    fill(actor, number, instrument="eq5d", score=812, on=on)
    fill(actor, number, instrument="hads_a", score=0, on=on)
    code_missing(actor, factories.gecko(), number, "m6", {"who5": 0}, "not_reached", DAY)
    (row,) = frozen(actor, tmp_path, "questionnaires_wide")["questionnaires_wide"]
    wanted = {
        "who5_t0_score": 48,
        "phq9_t0_score": Missing.UNKNOWN,
        "eq5d_t0_score": Decimal("0.812"),
        "hads_a_t0_score": 0,
        "gad7_t0_score": Missing.NOT_ASKED,
        "who5_m6_score": Missing.NOT_REACHED,
        "who5_m12_score": Missing.NOT_ASKED,
        "who5_m18_score": Missing.NOT_YET_DUE,
        "who5_exit_score": Missing.NOT_YET_DUE,
        "who5_f6_score": Missing.NOT_YET_DUE,
        "eq5d_vas_t0_score": Missing.NOT_APPLICABLE,
    }
    assert {name: row[name] for name in wanted} == wanted
    early = frozen(actor, tmp_path, "questionnaires_wide", day=date(2023, 3, 31))
    (then,) = early["questionnaires_wide"]
    assert then["who5_t0_score"] == 48
    assert then["gad7_t0_score"] == then["who5_m6_score"] == Missing.NOT_YET_DUE


def test_waves_after_an_exit_follow_from_its_day_and_need_their_own_consent(
    actor: Actor, tmp_path: Path
) -> None:
    someone(actor, EVALUATION)
    for purposes in (HEALTH, ALL):
        left(actor, someone(actor, purposes))
    rows = frozen(actor, tmp_path, "questionnaires_wide")["questionnaires_wide"]
    # who gave no consent to health data is not in it at all
    assert len(rows) == 2
    names = [f"gad7_{wave}_score" for wave in ("m6", "m12", "exit", "f6", "f12")]
    before = (Missing.NOT_ASKED, Missing.NOT_APPLICABLE, Missing.NOT_ASKED)
    assert sorted(shown(rows, *names)) == sorted(
        [
            (*before, Missing.REFUSED, Missing.NOT_YET_DUE),
            (*before, Missing.NOT_ASKED, Missing.NOT_YET_DUE),
        ]
    )


def test_every_answer_is_a_row_and_licensed_instruments_have_their_score_only(
    actor: Actor, tmp_path: Path
) -> None:
    with_procedure(actor)
    number = someone(actor)
    fill(actor, number, (1, 1, 0, 0, 2, 0, 1, 0, 3), on=date(2023, 3, 20))
    fill(actor, number, (1, None, 0, 0, 2, 0, 1), instrument="gad7", on=date(2023, 5, 20))
    fill(actor, number, instrument="wai", score=30, on=date(2023, 6, 1), mode="paper")
    fill(actor, someone(actor, HEALTH), on=date(2023, 3, 20))
    rows = frozen(actor, tmp_path, "questionnaires_long")["questionnaires_long"]
    mine = [row for row in rows if row["pseudonym"] == _whose(rows, "wai")]
    scores = [row for row in mine if row["measure"] == "score"]
    assert shown(scores, "instrument", "value", "complete", "in_window", "answered_days") == [
        ("phq9", 8, 1, 1, 6),
        ("gad7", Missing.UNKNOWN, 0, 0, 67),
        ("wai", 30, 1, 0, 79),
    ]
    items = [row for row in mine if row["measure"] == "item"]
    assert shown(items, "instrument", "item", "value")[8:11] == [
        ("phq9", 9, 3),
        ("gad7", 1, 1),
        ("gad7", 2, Missing.UNKNOWN),
    ]
    assert (len(rows), len(items)) == (29, 16)
    assert frozen(actor, tmp_path, "questionnaires_long", day=date(2023, 3, 19)) == {
        "questionnaires_long": []
    }


def _whose(rows: list[Line], instrument: str) -> object:
    return next(row["pseudonym"] for row in rows if row["instrument"] == instrument)


def test_barriers_and_resources_tell_their_states_and_what_became_of_them(
    actor: Actor, tmp_path: Path
) -> None:
    number = someone(actor)
    clinic = add_partner(actor, Institution("Klinik am See", "clinic"))
    pain = Noted("pain", Since(date(2019, 1, 1), "year"), clinic, "geheim")
    on = date(2023, 4, 1)
    first = note_condition(actor, number, "barrier", pain, "open", on, [clinic], DAY)
    change_state(actor, number, first, "in_progress", date(2023, 4, 20), 1, DAY)
    change_state(actor, number, first, "reduced", date(2023, 8, 1), 2, DAY)
    change_state(actor, number, first, "worse", date(2024, 5, 1), 3, DAY)
    late = date(2023, 9, 1)
    note_condition(actor, number, "resource", Noted("motivation"), "present", late, [], DAY)
    struck = note_condition(actor, number, "barrier", Noted("debts"), "open", on, [], DAY)
    row = db.session.get(Condition, (actor.pilot_id, struck))
    assert row is not None
    row.voided_on = DAY
    note_condition(
        actor, someone(actor, EVALUATION), "barrier", Noted("debts"), "open", on, [], DAY
    )
    names = ("kind", "group", "known_for", "state_first", "state_t0", "state_latest", "change")
    rows = frozen(actor, tmp_path, "barriers", day=date(2024, 4, 30))["barriers"]
    assert shown(rows, *names) == [
        ("barrier", "pain", "3_to_5", "open", "in_progress", "reduced", "better"),
        (
            *("resource", "motivation", Missing.UNKNOWN, "present", Missing.NOT_APPLICABLE),
            *("present", "unchanged"),
        ),
    ]
    assert shown(rows, "noted_days", "latest_days", "changes", "partner_kind") == [
        (18, 140, 2, "clinic"),
        (171, 171, 0, Missing.NOT_APPLICABLE),
    ]
    assert shown(frozen(actor, tmp_path, "barriers")["barriers"], "change")[0] == ("worse",)


def test_circumstances_hold_at_the_baseline_and_at_the_end_of_the_stay(
    actor: Actor, tmp_path: Path
) -> None:
    number = someone(actor)
    told = [
        ("employment", "unemployed", date(2023, 4, 1)),
        ("employment", "marginal", date(2023, 6, 1)),
        ("employment", "part_time", date(2023, 10, 2)),
        ("benefit_since", "2021-03-20", None),
        ("children", "4", date(2023, 7, 1)),
        ("disability", "60", date(2023, 7, 1)),
    ]
    for key, value, from_day in told:
        set_circumstance(actor, number, key, value, from_day, DAY)
    left(actor, number)
    someone(actor, EVALUATION)
    rows = frozen(actor, tmp_path, "circumstances")["circumstances"]
    (mine,) = [row for row in rows if row["employment_t0"] != Missing.UNKNOWN]
    (other,) = [row for row in rows if row["employment_t0"] == Missing.UNKNOWN]
    pairs = {
        "employment": ("unemployed", "marginal"),
        "benefit_months": (25, 30),
        "children": (1, 3),
        "school": ("intermediate", "intermediate"),
        "disability": (Missing.UNKNOWN, "50_plus"),
        "living": (Missing.UNKNOWN, Missing.UNKNOWN),
    }
    assert {key: (mine[f"{key}_t0"], mine[f"{key}_latest"]) for key in pairs} == pairs
    assert (mine["changes"], other["changes"]) == (2, 0)
    assert other["disability_latest"] == Missing.REFUSED


@pytest.mark.parametrize("dataset", ["contacts", "circumstances"])
def test_without_consent_to_evaluation_nothing_is_there(
    actor: Actor, tmp_path: Path, dataset: str
) -> None:
    number = someone(actor, ("participation",))
    facts = ContactFacts(date(2023, 4, 3), 45, "talk")
    record_contact(actor, factories.gecko(), number, facts, DAY)
    assert frozen(actor, tmp_path, dataset) == {dataset: []}


def test_what_the_house_records_gives_a_quality_report_without_faults(
    actor: Actor, tmp_path: Path
) -> None:
    number = someone(actor)
    facts = ContactFacts(date(2023, 4, 3), 45, "talk", ("work",))
    record_contact(actor, factories.gecko(), number, facts, DAY)
    on = date(2023, 3, 20)
    fill(actor, number, (3, 3, 3, 3, 0), instrument="who5", on=on)
    note_condition(actor, number, "barrier", Noted("pain"), "open", on, [], DAY)
    left(actor, number)
    fill(actor, number, (3, 3, 3, 3, 5), instrument="who5", wave="f6", on=date(2024, 4, 2))
    report = measure(answer(actor, tmp_path, *ALL_DATASETS).sheets)
    assert report.faults == 0
    rates = {
        (one.instrument, one.wave): (one.due, one.answered, one.paired) for one in report.responses
    }
    assert rates["who5", "f6"] == (1, 1, 1)
    assert rates["gad7", "t0"] == (1, 0, 0)
    assert ("who5", "f12") not in rates
