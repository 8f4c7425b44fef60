"""Duties of the funding period, worked by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from app.messages import sentence
from app.milestones.duties.rules import (
    Duty,
    Urgency,
    duties,
    final_statement_due,
    next_duties,
)
from app.pilots.preset import Preset, Reports, under_rule_set
from app.pilots.rule_set_files import shipped_rule_set
from tests.factories import DAY, gecko


def of_kind(preset: Preset, kind: str, on: date = DAY) -> list[Duty]:
    return [duty for duty in duties(preset, on) if duty.key == f"milestone.duty_{kind}"]


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
    assert len(names) == 5 + 3
