"""Partners, follow-ups, funnel, caseload and expenditure of a hand-made pilot: what is told."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from app.access import Actor
from app.evaluation.freezing import Place, Pseudonyms, freeze_answer
from app.evaluation.question import Question
from app.finance.services.vouchers import reverse
from app.participants import record
from app.participants.aftercare.labels import STATUS
from app.participants.aftercare.services import Statement, record_whereabouts
from app.participants.caseload.services.posts import add_absence, set_share
from app.participants.selection.rules import Event
from app.participants.selection.services import decide
from app.participants.services.stay import record_exit
from app.partners.services.involvements import Help, Stay, bring_in
from app.partners.services.network import Institution, add_partner
from app.pilots.queries import posts_of
from exports.columns import Missing
from exports.datasets import DATASETS
from tests import factories
from tests.factories import DAY
from tests.integration.evaluation.frozen import Line, frozen
from tests.integration.finance import books
from tests.integration.selection.referrals import referred

ENTRY, EXIT = date(2023, 3, 14), date(2023, 10, 1)
GIVEN = date(2023, 3, 10)
EVALUATION = ("participation", "evaluation")
ALL = (*EVALUATION, "health_data", "follow_up")
AIMS = ("medical_rehab", "vocational_rehab", "em_pension", "integration_aid", "social_assistance")


def someone(actor: Actor, purposes: tuple[str, ...] = ALL, **changes: object) -> int:
    return factories.admitted(actor, consents=dict.fromkeys(purposes, GIVEN), **changes)


def left(actor: Actor, *purposes: str) -> int:
    number = someone(actor, purposes or ALL)
    record_exit(actor, number, EXIT, "moved", None, 1, DAY)
    return number


def shown(rows: list[Line], *names: str) -> list[tuple[object, ...]]:
    return [tuple(row[name] for name in names) for row in rows]


def help_of(actor: Actor, number: int, *given: Help) -> None:
    stay = Stay(record.participation(actor, number).id, date(2023, 3, 1))
    for one in given:
        bring_in(actor, stay, one, DAY)


def tell(actor: Actor, number: int, months: int, on: date, **told: object) -> None:
    statement = Statement(on, text="Frau Quastenberg", **told)  # type: ignore[arg-type]
    record_whereabouts(actor, factories.gecko(), number, months, statement, 0, STATUS, DAY)


def test_partners_tell_kind_purpose_and_time_but_no_name(actor: Actor, tmp_path: Path) -> None:
    clinic = add_partner(actor, Institution("Klinik am See", "clinic"))
    number = someone(actor)
    help_of(
        actor,
        number,
        Help(clinic, "treatment", date(2023, 4, 3), date(2023, 5, 3), "achieved"),
        Help(clinic, "diagnostics", date(2023, 3, 2), date(2024, 6, 1), "partly"),
        Help(clinic, "counselling", date(2023, 4, 3)),
        Help(clinic, "other", date(2023, 4, 4), None, "refused_by_person"),
        Help(clinic, "treatment", date(2024, 6, 2)),
    )
    rows = frozen(actor, tmp_path, "partners", day=date(2024, 5, 31))["partners"]
    open_still = Missing.NOT_YET_DUE
    names = ("involvement", "partner_kind", "purpose", "from_days", "until_days", "result")
    assert shown(rows, *names) == [
        (1, "clinic", "diagnostics", -12, open_still, open_still),
        (2, "clinic", "treatment", 20, 50, "achieved"),
        (3, "clinic", "counselling", 20, open_still, open_still),
        (4, "clinic", "other", 21, open_still, "refused_by_person"),
    ]
    later = frozen(actor, tmp_path, "partners")["partners"]
    assert shown(later, *names)[0] == (1, "clinic", "diagnostics", -12, 445, "partly")
    assert "Klinik am See" not in str(later)


def test_partners_without_consent_say_neither_health_nor_what_came_after_the_exit(
    actor: Actor, tmp_path: Path
) -> None:
    insurer = add_partner(actor, Institution("Kasse Nord", "health_insurer"))
    help_of(
        actor,
        left(actor, *EVALUATION),
        Help(insurer, "treatment", date(2023, 4, 3), EXIT),
        Help(insurer, "counselling", date(2023, 4, 4), date(2023, 10, 2), "achieved"),
        Help(insurer, "placement", date(2023, 4, 5), None, "partly"),
        Help(insurer, "placement", date(2023, 10, 2)),
    )
    rows = frozen(actor, tmp_path, "partners")["partners"]
    refused = Missing.REFUSED
    assert shown(rows, "partner_kind", "purpose", "from_days", "until_days", "result") == [
        (refused, refused, 20, 201, Missing.UNKNOWN),
        (refused, refused, 21, refused, refused),
        (refused, refused, 22, refused, refused),
    ]


def test_follow_ups_tell_the_status_or_why_none_is_known(actor: Actor, tmp_path: Path) -> None:
    number = left(actor)
    told = {"status": "employment", "perspective": "none", "aims": {"em_pension": "applied"}}
    tell(actor, number, 6, date(2024, 4, 10), **told)
    names = ("months_after", "due_days", "asked_days", "in_window", "status", "perspective", *AIMS)
    rows = frozen(actor, tmp_path, "follow_ups")["follow_ups"]
    unknown, not_yet = Missing.UNKNOWN, Missing.NOT_YET_DUE
    assert shown(rows, *names) == [
        (6, 384, 393, 1, "employment", "none", unknown, unknown, "applied", unknown, unknown),
        (12, 567, *[not_yet] * 9),
    ]
    # before it was asked, the window was open: no gap yet
    before = frozen(actor, tmp_path, "follow_ups", day=date(2024, 4, 9))["follow_ups"]
    assert shown(before, *names[2:]) == [(not_yet,) * 9] * 2
    assert "Quastenberg" not in str(rows)


def test_a_follow_up_that_is_missing_says_its_reason_and_health_needs_its_consent(
    actor: Actor, tmp_path: Path
) -> None:
    someone(actor)
    left(actor, *EVALUATION)
    left(actor)
    lost, reached = left(actor), left(actor, *EVALUATION, "follow_up")
    tell(actor, lost, 6, date(2024, 4, 1), missing="lost")
    tell(actor, reached, 6, date(2024, 6, 1), status="measure", perspective="treatment")
    rows = frozen(actor, tmp_path, "follow_ups")["follow_ups"]
    after_six = [row for row in rows if row["months_after"] == 6]
    # who is in care still, or did not agree to be asked, has no row
    assert (len(rows), len(after_six)) == (6, 3)
    found = shown(after_six, "in_window", "status", "perspective", "em_pension")
    assert sorted(found, key=str) == sorted(
        [
            (Missing.NOT_ASKED,) * 4,
            (Missing.LOST,) * 4,
            (0, "measure", Missing.REFUSED, Missing.REFUSED),
        ],
        key=str,
    )


def test_counts_of_the_pilot_hide_fewer_than_five_and_what_would_tell_them(
    actor: Actor, tmp_path: Path
) -> None:
    for place in range(12):
        number = referred(actor, referrer="self" if place < 2 else "case_management")
        if place < 3:
            decide(actor, number, Event.REFUSE, date(2024, 5, 8), 1, DAY)
    for place in range(6):
        # consent to evaluation or none: they count alike
        consents = dict.fromkeys(EVALUATION[: 1 + place % 2], GIVEN)
        factories.admitted(actor, consents=consents, admitted_on=date(2023, 3 + place, 14))
    first, second = (post.id for post in posts_of(actor.pilot_id)[:2])
    set_share(actor, second, date(2023, 6, 1), 50)
    add_absence(actor, first, date(2023, 6, 1), date(2023, 9, 1))
    sheets = frozen(actor, tmp_path, "selection_funnel", "caseload_months", day=date(2023, 9, 29))
    course = shown(sheets["caseload_months"], "month", "in_care", "places", "load")
    hidden = Missing.SUPPRESSED
    assert (len(course), course[0]) == (22, ("2021-11", 0, 50, 0))
    assert course[16:] == [
        ("2023-03", hidden, 50, hidden),
        ("2023-04", hidden, 50, hidden),
        ("2023-05", hidden, 50, hidden),
        ("2023-06", hidden, 37, hidden),
        ("2023-07", 5, 37, Decimal("0.135")),
        ("2023-08", 6, 37, Decimal("0.162")),
    ]
    assert {row["referrals"] for row in sheets["selection_funnel"]} == {0}
    funnel = {
        (row["counted_by"], row["year"], row["group_en"]): row["referrals"]
        for row in frozen(actor, tmp_path, "selection_funnel")["selection_funnel"]
    }
    assert funnel["referred", "all", "referred"] == 12
    assert funnel["state", "all", "does not want to take part"] is hidden
    assert funnel["state", "all", "open"] is hidden
    assert funnel["referrer", "all", "own request"] is hidden
    assert not {1, 2, 3, 4} & {*funnel.values()}


def test_expenditure_stands_by_month_and_staff_by_year_where_three_posts_were_filled(
    actor: Actor, tmp_path: Path
) -> None:
    third = posts_of(actor.pilot_id)[2].id
    set_share(actor, third, date(2022, 1, 1), 0)
    set_share(actor, third, date(2023, 12, 31), 100)
    books.book(
        actor,
        books.listed("B1", 120_00, date(2023, 5, 10), "0844"),
        books.listed("B2", 30_00, date(2023, 5, 31), "0844"),
        books.listed("B3", 80_00, date(2023, 6, 1), "0844"),
        *(
            books.listed(f"P{year}{position}", cents, date(year, 12, 28), position)
            for year in (2022, 2023)
            for position, cents in (("0812", 15_000_00), ("0822", 450_00))
        ),
        books.listed("P2024", 15_000_00, date(2024, 1, 31), "0812"),
    )
    reverse(actor, "B1", "doppelt", None, DAY)
    reverse(actor, "B3", "zurück", date(2023, 7, 3), DAY)
    rows = frozen(actor, tmp_path, "expenditure_months")["expenditure_months"]
    whole = Missing.NOT_APPLICABLE
    assert shown(rows, "position", "is_staff", "year", "month", "amount") == [
        ("0844", 0, 2023, 5, Decimal("30.00")),
        ("0844", 0, 2023, 6, Decimal("80.00")),
        ("0844", 0, 2023, 7, Decimal("-80.00")),
        ("0812+0822", 1, 2023, whole, Decimal("15450.00")),
    ]
    published = freeze_answer(
        Place(actor.pilot_id, factories.gecko()),
        Question(day=DAY, kind="publication", datasets=("expenditure_months",)),
        Pseudonyms(b"k" * 32, actor.pilot_id, "probe"),
        tmp_path,
    )
    assert published.sheets[0].rows == 3


@pytest.mark.parametrize("key", [one.key for one in DATASETS if one.about == "counts"])
def test_counts_of_a_pilot_in_which_nothing_has_happened_are_none(
    actor: Actor, tmp_path: Path, key: str
) -> None:
    rows = frozen(actor, tmp_path, key)[key]
    counts = {row.get("referrals", row.get("in_care")) for row in rows}
    assert counts <= {0}
