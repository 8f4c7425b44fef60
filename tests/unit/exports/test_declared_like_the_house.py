"""Code lists and instruments of datasets are those of the house."""

from __future__ import annotations

from app.participants.aftercare.rules import AIM_STATES, AIMS, PERSPECTIVES
from app.participants.conditions.rules.barriers import BARRIER, GROUPS, RESOURCE, STATES
from app.participants.conditions.rules.circumstances import FIELDS
from app.participants.contacts.rules import KINDS as CONTACT_KINDS
from app.participants.contacts.rules import MOST_MINUTES
from app.participants.questionnaires.labels import MODE
from app.participants.questionnaires.reading import shipped
from app.participants.selection.rules import DECLINE_REASONS, State
from app.partners.rules import KINDS as PARTNER_KINDS
from app.partners.rules import PURPOSES, RESULTS
from exports import case_codes
from exports.case_codes import disability_band, lasting
from exports.columns import Code
from exports.datasets import BY_KEY
from exports.datasets import follow_ups as declared_follow_ups
from exports.instruments import INSTRUMENTS, Instrument
from exports.selection import REASONS
from exports.selection import STATES as REFERRAL_STATES


def values(codes: tuple[Code, ...]) -> set[object]:
    return {code.value for code in codes}


def test_code_lists_are_those_of_the_house() -> None:
    assert values(case_codes.CONTACT_KIND) == set(CONTACT_KINDS)
    assert values(case_codes.INSTITUTION_KIND) == set(PARTNER_KINDS)
    assert values(case_codes.INVOLVEMENT_PURPOSE) == set(PURPOSES)
    assert values(case_codes.INVOLVEMENT_RESULT) == set(RESULTS)
    assert values(case_codes.PERSPECTIVE) == set(PERSPECTIVES)
    assert values(case_codes.AIM_STATE) == set(AIM_STATES)
    assert tuple(declared_follow_ups.AIMS) == AIMS
    assert (set(REFERRAL_STATES), set(REASONS)) == (set(State), set(DECLINE_REASONS))
    assert values(case_codes.CONDITION_GROUP) == {*GROUPS[BARRIER], *GROUPS[RESOURCE]}
    assert values(case_codes.CONDITION_STATE) == {*STATES[BARRIER], *STATES[RESOURCE]}
    assert values(case_codes.ANSWER_MODE) == set(MODE)
    for key, codes in (
        ("household", case_codes.HOUSEHOLD),
        ("employment", case_codes.EMPLOYMENT),
        ("living", case_codes.LIVING),
    ):
        assert values(codes) == set(FIELDS[key].codes)
    bands = {disability_band(degree) for degree in FIELDS["disability"].codes}
    assert bands == values(case_codes.DISABILITY)
    minutes = {one.name: one.highest for one in BY_KEY["contacts"].columns}["minutes"]
    assert minutes == MOST_MINUTES


def test_instruments_are_those_that_the_program_asks() -> None:
    asked = {
        key: (one.lowest, one.highest, one.decimals, one.factor, len(one.items), answers(one.codes))
        for key, one in shipped().items()
    }
    assert {one.key: facts(one) for one in INSTRUMENTS} == asked
    # Datasets of questionnaires need the consent to health data as a whole.
    assert all(one.health_data for one in shipped().values())


def facts(one: Instrument) -> tuple[object, ...]:
    bounds = (one.lowest_answer, one.highest_answer) if one.items else None
    return (one.lowest, one.highest, one.decimals, one.factor, one.items, bounds)


def answers(codes: object) -> tuple[int, int] | None:
    found = [code.value for code in codes]  # type: ignore[attr-defined]
    return (min(found), max(found)) if found else None


def test_bands_begin_at_their_bounds() -> None:
    assert [lasting(years) for years in (0, 1, 2, 3, 5, 6)] == [
        *("under_1", "1_to_2", "1_to_2", "3_to_5", "3_to_5", "6_plus")
    ]
    assert [disability_band(degree) for degree in ("none", "20", "40", "50", "100")] == [
        *("none", "under_50", "under_50", "50_plus", "50_plus")
    ]


def test_every_wave_and_instrument_has_its_column() -> None:
    names = BY_KEY["questionnaires_wide"].column_names
    assert len(names) == 2 + len(INSTRUMENTS) * 8
    assert {"who5_t0_score", "phq9_m24_score", "eq5d_vas_exit_score", "wai_f12_score"} <= {*names}
