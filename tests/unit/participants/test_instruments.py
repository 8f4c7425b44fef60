"""Instruments as data: each is sound, its score and bands are what its source says."""

from __future__ import annotations

import pytest

from app.messages import SENTENCES
from app.participants.questionnaires.instruments import Instrument
from app.participants.questionnaires.reading import (
    InstrumentRefused,
    asked,
    read_instrument,
    shipped,
)
from app.participants.questionnaires.rules import read_score, shown_score
from tests.factories import gecko

FULL = {"who5": (5, [0, 1, 2, 3, 4, 5]), "phq9": (9, [0, 1, 2, 3]), "gad7": (7, [0, 1, 2, 3])}
BOUNDS = {
    "who5": (0, 100),
    "phq9": (0, 27),
    "gad7": (0, 21),
    "wai": (7, 49),
    "hads_a": (0, 21),
    "hads_d": (0, 21),
    "sf12_p": (0, 100),
    "sf12_m": (0, 100),
    "eq5d": (-661, 1000),
    "eq5d_vas": (0, 100),
}
MINIMAL = """
key = "x"
title = "X"
name_de = "X"
name_en = "X"
source_de = "X"
source_en = "X"
licence_de = "X"
licence_en = "X"
health_data = true
lowest = 0
highest = 2
higher_is_better = true
"""


def one(key: str) -> Instrument:
    return shipped()[key]


def test_every_shipped_instrument_is_sound_and_has_its_bounds() -> None:
    assert {key: (one(key).lowest, one(key).highest) for key in shipped()} == BOUNDS


@pytest.mark.parametrize("key", BOUNDS)
def test_free_instruments_have_all_their_items_and_licensed_ones_no_wording(key: str) -> None:
    instrument = one(key)
    count, codes = FULL.get(key, (0, []))
    assert len(instrument.items) == count
    assert sorted(code.value for code in instrument.codes) == codes
    assert instrument.is_score_only is (key not in FULL)
    assert all(item.de and item.en for item in instrument.items)
    if instrument.is_score_only:
        assert instrument.lead_de + instrument.lead_en == ""


def test_the_model_pilot_asks_only_for_instruments_that_exist() -> None:
    keys = gecko().measurement.instruments
    assert [instrument.key for instrument in asked(keys)] == list(keys)


@pytest.mark.parametrize(
    ("key", "raw", "score", "band"),
    [
        ("who5", 0, 0, "niedriges Wohlbefinden"),
        ("who5", 12, 48, "niedriges Wohlbefinden"),
        ("who5", 13, 52, "unauffälliges Wohlbefinden"),
        ("who5", 25, 100, "unauffälliges Wohlbefinden"),
        ("phq9", 4, 4, "minimal"),
        ("phq9", 5, 5, "leicht"),
        ("phq9", 9, 9, "leicht"),
        ("phq9", 10, 10, "mittelgradig"),
        ("phq9", 14, 14, "mittelgradig"),
        ("phq9", 15, 15, "mittelgradig bis schwer"),
        ("phq9", 19, 19, "mittelgradig bis schwer"),
        ("phq9", 20, 20, "schwer"),
        ("phq9", 27, 27, "schwer"),
        ("gad7", 4, 4, "minimal"),
        ("gad7", 5, 5, "leicht"),
        ("gad7", 10, 10, "mittelgradig"),
        ("gad7", 14, 14, "mittelgradig"),
        ("gad7", 15, 15, "schwer"),
        ("gad7", 21, 21, "schwer"),
    ],
)
def test_the_score_is_the_sum_and_the_bands_begin_where_the_source_says(
    key: str, raw: int, score: int, band: str
) -> None:
    instrument = one(key)
    highest = max(code.value for code in instrument.codes)
    answers: list[int] = []
    for _item in instrument.items:
        answers.append(min(highest, raw - sum(answers)))
    assert instrument.score(answers) == score
    found = instrument.band(score)
    assert found is not None
    assert found.de == band


@pytest.mark.parametrize(
    ("key", "starts"),
    [("wai", [7, 28, 37, 44]), ("hads_a", [0, 8, 11]), ("hads_d", [0, 8, 11]), ("eq5d", [])],
)
def test_bands_of_licensed_instruments_begin_where_the_source_says(
    key: str, starts: list[int]
) -> None:
    assert [band.lowest for band in one(key).bands] == starts


@pytest.mark.parametrize("key", FULL)
def test_an_item_left_out_leaves_no_score(key: str) -> None:
    answers: list[int | None] = [0] * len(one(key).items)
    assert one(key).score(answers) == 0
    answers[-1] = None
    assert one(key).score(answers) is None


def test_only_the_ninth_item_of_the_phq9_above_nought_raises_a_crisis() -> None:
    phq9, quiet = one("phq9"), [3] * 8
    assert [phq9.raises_crisis([*quiet, value]) for value in (0, 1, 3, None)] == [
        False,
        True,
        True,
        False,
    ]
    assert phq9.left_out_crisis_item([*quiet, None])
    assert not phq9.left_out_crisis_item([*quiet, 0])
    assert [key for key in shipped() if one(key).may_raise_crisis] == ["phq9"]


def test_a_change_is_better_or_worse_by_the_direction_of_the_instrument() -> None:
    assert (one("who5").is_improvement(4), one("phq9").is_improvement(4)) == (True, False)
    assert (one("who5").is_improvement(-4), one("phq9").is_improvement(-4)) == (False, True)
    assert one("who5").is_improvement(0) is None


@pytest.mark.parametrize(
    ("key", "typed", "score"),
    [
        ("eq5d", "0,812", 812),
        ("eq5d", "1", 1000),
        ("eq5d", "0.5", 500),
        ("eq5d", "-0,661", -661),
        ("eq5d", "−0,1", -100),
        ("eq5d", "0,8123", None),
        ("eq5d", "", None),
        ("eq5d", ",", None),
        ("wai", "37", 37),
        ("wai", "37,5", None),
        ("wai", "3e1", None),
        ("wai", "٣٧", None),
        ("wai", "999999999999", None),
    ],
)
def test_a_score_is_read_as_people_type_it_and_never_rounded(
    key: str, typed: str, score: int | None
) -> None:
    assert read_score(one(key), typed) == score


def test_a_score_is_shown_as_germans_write_it() -> None:
    assert shown_score(one("eq5d"), 812) == "0,812"
    assert shown_score(one("eq5d"), -61) == "−0,061"
    assert shown_score(one("wai"), 37) == "37"


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        (MINIMAL.replace('title = "X"', ""), ("title", "preset.missing")),
        (MINIMAL + "colour = 1", ("colour", "preset.unknown_key")),
        (MINIMAL.replace("lowest = 0", 'lowest = "0"'), ("lowest", "preset.no_int")),
        (
            MINIMAL.replace("highest = 2", "highest = 0"),
            ("highest", "questionnaires.bounds_in_order"),
        ),
        (MINIMAL + "decimals = 4", ("decimals", "questionnaires.decimals_in_bounds")),
        (MINIMAL + '[[items]]\nde="a"\nen="a"', ("codes", "questionnaires.codes_and_items")),
        (
            MINIMAL
            + '[[items]]\nde="a"\nen="a"\n[[codes]]\nvalue=0\nde="n"\nen="n"'
            + '\n[[codes]]\nvalue=3\nde="j"\nen="j"',
            ("items", "questionnaires.score_beyond_bounds"),
        ),
        (
            MINIMAL + '[[bands]]\nlowest=0\nhighest=1\nde="a"\nen="a"\ntone="neutral"',
            ("bands", "questionnaires.bands_with_gaps"),
        ),
        (
            MINIMAL + '[[bands]]\nlowest=0\nhighest=2\nde="a"\nen="a"\ntone="loud"',
            ("bands", "questionnaires.unknown_tone"),
        ),
        (
            MINIMAL + "[[crisis_items]]\nitem=1\nabove=0",
            ("crisis_items", "questionnaires.unknown_item"),
        ),
        ("key =", ("", "preset.no_toml")),
    ],
)
def test_a_fault_is_named_by_its_key(text: str, fault: tuple[str, str]) -> None:
    with pytest.raises(InstrumentRefused) as refusal:
        read_instrument(text)
    assert [(found.key, found.code) for found in refusal.value.faults] == [fault]
    assert fault[1] in SENTENCES
