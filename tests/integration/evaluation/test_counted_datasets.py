"""Datasets of counts, of institutions and of follow-ups: what they hold, and what they hide."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from app.access import Actor
from app.evaluation.freezing import Place, Pseudonyms, freeze_answer
from app.evaluation.question import Question
from app.extensions import db
from app.participants.aftercare.services import Statement, record_whereabouts
from app.participants.queries import participation_row
from app.participants.services.stay import record_exit
from app.partners.services import involvements, network
from exports.columns import Missing
from tests import factories
from tests.factories import DAY
from tests.integration.finance import books

ENTERED, LEFT = date(2023, 3, 14), date(2023, 9, 1)
PURPOSES = ("participation", "health_data", "evaluation", "follow_up")


def frozen(actor: Actor, folder: Path, key: str) -> list[dict[str, object]]:
    """The rows of one dataset of the day of account, by column."""
    folder.mkdir(exist_ok=True)
    place = Place(actor.pilot_id, factories.gecko())
    question = Question(day=DAY, datasets=(key,))
    answer = freeze_answer(place, question, Pseudonyms(b"k" * 32, actor.pilot_id, "x"), folder)
    (sheet,) = answer.sheets
    names = sheet.dataset.column_names
    return [dict(zip(names, row, strict=True)) for row in sheet.values()]


def test_an_institution_is_told_by_its_kind_and_an_open_involvement_has_no_result(
    actor: Actor, tmp_path: Path
) -> None:
    number = factories.admitted(actor)
    row = participation_row(actor, number)
    assert row is not None
    partner = network.add_partner(actor, network.Institution("Praxis Dr. Quast", "clinic"))
    given = involvements.Help(partner, "treatment", date(2023, 5, 2))
    involvements.bring_in(actor, involvements.Stay(row.id, ENTERED), given, DAY)
    db.session.commit()
    (told,) = frozen(actor, tmp_path, "partners")
    assert (told["kind"], told["purpose"], told["from_month"]) == (
        "clinic",
        "treatment",
        "2023-05",
    )
    assert told["until_month"] is told["result"] is Missing.NOT_YET_DUE
    assert "Quast" not in str(told)


def test_follow_ups_tell_why_nothing_is_known_and_need_their_own_consent(
    actor: Actor, tmp_path: Path
) -> None:
    for purposes in (PURPOSES, PURPOSES[:3]):
        number = factories.admitted(actor, consents=dict.fromkeys(purposes, ENTERED))
        record_exit(actor, number, LEFT, "regular", None, 1, DAY)
        if purposes == PURPOSES:
            told = Statement(date(2024, 3, 4), "employment")
            known = {"employment"}
            record_whereabouts(actor, factories.gecko(), number, 6, told, 0, known, DAY)
    db.session.commit()
    rows = frozen(actor, tmp_path, "follow_ups")
    assert [row["months_after"] for row in rows] == [6, 12]
    assert (rows[0]["status"], rows[0]["asked_month"]) == ("employment", "2024-03")
    assert rows[0]["perspective"] is Missing.UNKNOWN
    assert (rows[1]["due_month"], rows[1]["status"]) == ("2024-09", Missing.NOT_YET_DUE)


def test_no_count_of_people_stands_for_one_to_four_of_them(actor: Actor, tmp_path: Path) -> None:
    for _each in range(6):
        factories.admitted(actor)
    number = factories.admitted(actor)
    for left in (number, number - 1, number - 2):
        record_exit(actor, left, LEFT, "regular", None, 1, DAY)
    db.session.commit()
    months = {row["month"]: row for row in frozen(actor, tmp_path / "a", "caseload_months")}
    assert months["2023-02"]["in_care"] == 0
    assert months["2023-03"]["in_care"] == 7
    assert months["2023-09"]["in_care"] is Missing.SUPPRESSED
    assert list(months)[-1] == "2024-06"
    assert months["2023-03"]["places"] == 50
    counts = [row["referrals"] for row in frozen(actor, tmp_path / "b", "selection_funnel")]
    shown = [*counts, *(row["in_care"] for row in months.values())]
    assert not any(value in range(1, 5) for value in shown)


def test_staff_is_told_by_quarter_and_as_one_so_that_no_month_names_a_salary(
    actor: Actor, tmp_path: Path
) -> None:
    books.book(
        actor,
        books.listed("A1", 500_000, date(2024, 1, 31), "0812"),
        books.listed("A2", 510_000, date(2024, 2, 29), "0812"),
        books.listed("A3", 99_00, date(2024, 4, 2), "0843"),
    )
    db.session.commit()
    rows = frozen(actor, tmp_path, "expenditure_months")
    told = [(row["month"], row["position"], str(row["spent"])) for row in rows]
    assert told == [("2024-03", "staff", "10100.00"), ("2024-04", "0843", "99.00")]
