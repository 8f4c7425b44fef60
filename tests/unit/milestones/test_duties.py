"""Duties of the funding period, worked by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from app.messages import sentence
from app.milestones.duties.rules import (
    Duty,
    DutyState,
    Known,
    Met,
    Urgency,
    duties,
    final_statement_due,
    next_duties,
)
from app.pilots.preset import Preset, Reports, under_rule_set
from app.pilots.rule_set import OwnValue, with_own
from app.pilots.rule_set_files import shipped_rule_set
from tests.factories import DAY, gecko


def of_kind(preset: Preset, kind: str, on: date = DAY) -> list[Duty]:
    return [duty for duty in duties(preset, on) if duty.kind == kind]


def coded(code: str, known: Known, on: date = DAY) -> Duty:
    return next(duty for duty in duties(gecko(), on, known) if duty.code == code)


def certifying() -> Preset:
    """The model pilot whose notice asks for certification, 28 days ahead."""
    preset = gecko()
    own = OwnValue("certification", "lead_days", 28, "Bescheid Nr. 7", confirmed=True)
    return under_rule_set(preset, with_own(preset.rule_set, [own]))


def ending(ends_on: date) -> Preset:
    preset = gecko()
    return replace(preset, notice=replace(preset.notice, ends_on=ends_on))


def test_the_model_pilot_owes_an_interim_statement_for_2021_to_2025() -> None:
    found = of_kind(gecko(), "interim")
    assert [(duty.params["year"], duty.due_on) for duty in found] == [
        (year, date(year + 1, 4, 30)) for year in range(2021, 2026)
    ]
    assert {duty.norm for duty in found} == {"ANBest-P 6.1"}


def test_the_final_statement_of_the_model_pilot_is_due_on_30_april_2027() -> None:
    (final,) = of_kind(gecko(), "final")
    assert final.due_on == date(2027, 4, 30)
    assert (final.norm, final.is_provisional) == ("ANBest-P 6.1", False)


def test_the_retention_ends_five_years_after_the_final_statement_and_is_provisional() -> None:
    (kept,) = of_kind(gecko(), "retention")
    assert kept.due_on == date(2032, 4, 30)
    assert (kept.norm, kept.is_provisional) == ("ANBest-P 6.5", True)


def test_monitoring_is_due_half_yearly_after_the_start_and_inside_the_period() -> None:
    found = [duty.due_on for duty in of_kind(gecko(), "monitoring")]
    assert len(found) == 10
    assert (found[0], found[1], found[-1]) == (
        date(2022, 1, 31),
        date(2022, 7, 31),
        date(2026, 7, 31),
    )


@pytest.mark.parametrize(
    ("ends_on", "due_on"),
    [
        (date(2027, 8, 31), date(2028, 2, 29)),
        (date(2026, 8, 31), date(2027, 2, 28)),
        (date(2026, 8, 29), date(2027, 2, 28)),
        (date(2028, 2, 29), date(2028, 8, 29)),
        (date(2026, 12, 31), date(2027, 6, 30)),
    ],
)
def test_the_final_statement_follows_six_months_after_the_end_in_leap_years_too(
    ends_on: date, due_on: date
) -> None:
    assert final_statement_due(ending(ends_on)) == due_on


def test_retention_from_a_29_february_ends_on_the_28th_of_a_common_year() -> None:
    (kept,) = of_kind(ending(date(2027, 8, 31)), "retention")
    assert kept.due_on == date(2033, 2, 28)


def test_an_interim_statement_stays_due_where_the_final_one_follows_later() -> None:
    years = [duty.params["year"] for duty in of_kind(ending(date(2026, 12, 31)), "interim")]
    assert years == [2021, 2022, 2023, 2024, 2025, 2026]


def test_a_monitoring_day_of_29_february_falls_on_the_28th_in_common_years() -> None:
    preset = gecko()
    changed = replace(preset, reports=Reports(("02-29",)))
    assert [duty.due_on for duty in of_kind(changed, "monitoring")] == [
        date(2022, 2, 28),
        date(2023, 2, 28),
        date(2024, 2, 29),
        date(2025, 2, 28),
        date(2026, 2, 28),
    ]


def test_the_deadlines_follow_the_rule_set_and_say_when_nobody_has_confirmed_them() -> None:
    (final,) = of_kind(under_rule_set(gecko(), shipped_rule_set("anbest_gk")), "final")
    assert (final.due_on, final.norm) == (date(2027, 10, 31), "ANBest-Gk")
    assert not final.is_confirmed


def test_without_a_funder_no_statement_is_due_and_the_programmes_monitoring_stays() -> None:
    found = duties(under_rule_set(gecko(), shipped_rule_set("no_funder")), DAY)
    assert {duty.key for duty in found} == {"milestone.duty_monitoring"}


def test_duties_are_past_next_or_later_and_say_in_how_many_days() -> None:
    by_day = {duty.due_on: duty for duty in duties(gecko(), DAY)}
    past, soon = by_day[date(2024, 4, 30)], by_day[date(2024, 7, 31)]
    assert (past.urgency, past.days, past.is_soon) == (Urgency.PAST, -61, False)
    assert (soon.urgency, soon.days, soon.is_soon) == (Urgency.NEXT, 31, True)
    assert by_day[date(2025, 4, 30)].urgency is Urgency.NEXT
    assert by_day[date(2025, 7, 31)].urgency is Urgency.LATER


def test_a_duty_is_not_past_on_its_last_day() -> None:
    (final,) = of_kind(gecko(), "final", date(2027, 4, 30))
    assert (final.urgency, final.days, final.is_soon) == (Urgency.NEXT, 0, True)
    (final,) = of_kind(gecko(), "final", date(2027, 5, 1))
    assert (final.urgency, final.days) == (Urgency.PAST, -1)


def test_the_next_duties_are_the_first_that_are_not_past() -> None:
    assert [duty.due_on for duty in next_duties(gecko(), DAY)] == [
        date(2024, 7, 31),
        date(2025, 1, 31),
        date(2025, 4, 30),
    ]


@pytest.mark.parametrize("language", ["de", "en"])
def test_every_duty_has_a_name_in_both_languages(language: str) -> None:
    names = {sentence(duty.key, language, duty.params) for duty in duties(gecko(), DAY)}
    assert len(names) == 5 + 5 + 2 + 2


def test_a_statement_is_certified_four_weeks_ahead_and_asks_for_nothing_unless_confirmed() -> None:
    found = of_kind(gecko(), "certification")
    assert [duty.code for duty in found][-2:] == ["certification-2025", "certification-final"]
    assert (found[-1].due_on, found[-1].norm) == (date(2027, 4, 2), "ANBest-P 7.2")
    assert {duty.state for duty in found[:3]} == {DutyState.UNCERTAIN}
    assert not any(duty.is_demanded for duty in found)


def test_a_confirmed_certification_is_overdue_like_any_duty_and_met_with_its_statement() -> None:
    by_code = {duty.code: duty for duty in duties(certifying(), DAY)}
    assert by_code["certification-2023"].due_on == date(2024, 4, 2)
    assert by_code["certification-2023"].state is DutyState.OVERDUE
    filed = Known({"interim-2023": Met(date(2024, 5, 2))})
    found = {duty.code: duty for duty in duties(certifying(), DAY, filed)}
    assert found["certification-2023"].state is DutyState.MET


def test_a_duty_is_overdue_the_day_after_and_met_from_the_day_on_which_it_was_met() -> None:
    filed = Known({"interim-2023": Met(date(2024, 5, 2), "Az. 12")})
    assert coded("interim-2023", Known(), date(2024, 4, 30)).state is DutyState.DUE
    assert coded("interim-2023", filed, date(2024, 5, 1)).state is DutyState.OVERDUE
    late = coded("interim-2023", filed, date(2024, 5, 2))
    assert (late.state, late.days_late) == (DutyState.MET, 2)


def test_a_day_that_nobody_has_confirmed_is_never_called_overdue() -> None:
    preset = under_rule_set(gecko(), shipped_rule_set("anbest_gk"))
    (final,) = of_kind(preset, "final", date(2028, 1, 1))
    assert (final.days, final.state) == (-62, DutyState.UNCERTAIN)


def test_money_left_over_is_to_be_asked_for_in_the_year_before_it_is_spent() -> None:
    known = Known(transfers=frozenset({2024}))
    found = coded("transfer-2024", known)
    assert (found.due_on, found.state) == (date(2024, 10, 31), DutyState.DUE)
    assert of_kind(gecko(), "transfer") == []


def test_the_retention_counts_from_the_day_on_which_the_final_statement_was_filed() -> None:
    filed = Known({"final": Met(date(2027, 3, 15))})
    kept = coded("retention", filed, date(2027, 6, 1))
    assert (kept.due_on, kept.is_provisional) == (date(2032, 3, 15), False)
    before = coded("retention", filed, date(2027, 3, 14))
    assert (before.due_on, before.is_provisional) == (date(2032, 4, 30), True)


def test_a_monitoring_day_keeps_its_code_when_the_programme_moves_it() -> None:
    moved = replace(gecko(), reports=Reports(("02-15", "08-15")))
    codes = [duty.code for duty in of_kind(gecko(), "monitoring")]
    # the first day of 2022 lies in the period either way
    assert codes == [duty.code for duty in of_kind(moved, "monitoring")]
    assert codes[0] == "monitoring-2022-1"


def test_no_two_duties_share_a_code() -> None:
    codes = [duty.code for duty in duties(gecko(), DAY, Known(transfers=frozenset({2024, 2025})))]
    assert len(codes) == len(set(codes)) == 10 + 5 + 1 + 6 + 1 + 2
