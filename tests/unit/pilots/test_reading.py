"""Presets: what is read, and how every fault is named by its key and line."""

from __future__ import annotations

import json

import pytest

from app.errors import DomainError
from app.messages import SENTENCES, sentence
from app.pilots.reading import (
    configuration_of,
    preset_from_configuration,
    read_preset,
    shipped_preset,
)
from app.pilots.records import Fault, PresetRefused

TEXT = shipped_preset("gecko")


def faults(changed: str) -> list[Fault]:
    with pytest.raises(PresetRefused) as refused:
        read_preset(changed)
    return refused.value.faults


def changed(old: str, new: str) -> str:
    assert old in TEXT
    return TEXT.replace(old, new, 1)


def line_of(text: str, start: str) -> int:
    lines = text.splitlines()
    return next(i for i, line in enumerate(lines, start=1) if line.startswith(start))


def test_gecko_is_read_with_its_grant_in_cents() -> None:
    preset = read_preset(TEXT)
    assert preset.notice.grant_cents == 203_138_790
    assert (preset.target.participants, preset.target.caseload_ratio) == (120, 25)
    assert [stage.number for stage in preset.stages] == [1, 2, 3, 4]
    assert preset.years == [2021, 2022, 2023, 2024, 2025, 2026]


def test_the_stored_configuration_gives_the_same_preset_back() -> None:
    preset = read_preset(TEXT)
    stored = json.loads(json.dumps(configuration_of(preset)))
    assert preset_from_configuration(stored) == preset


@pytest.mark.parametrize(
    ("old", "new", "key", "code"),
    [
        ('carrier = "Jobcenter Uckermark"\n', "", "carrier", "preset.missing"),
        ('grant = "2.031.387,90"', 'grant = "viel"', "notice.grant", "preset.no_amount"),
        ('grant = "2.031.387,90"', 'grant = "0"', "notice.grant", "preset.not_positive"),
        ("issued_on = 2021-06-10", 'issued_on = "gestern"', "notice.issued_on", "preset.no_date"),
        ("ends_on = 2026-10-31", "ends_on = 2021-10-31", "notice.ends_on",
         "preset.ends_before_start"),
        ("participants = 120", 'participants = "120"', "target.participants", "preset.no_int"),
        ("participants = 120", "participants = true", "target.participants", "preset.no_int"),
        ("caseload_ratio = 25", "caseload_ratio = 0", "target.caseload_ratio",
         "preset.not_positive"),
        ("maximum_dwell_months = 24", "maximum_dwell_months = 23", "target.maximum_dwell_months",
         "preset.dwell_order"),
        ("fte = 1.0", 'fte = "ganz"', "posts[0].fte", "preset.no_float"),
        ("carries_cases = true", "carries_cases = 1", "posts[0].carries_cases", "preset.no_bool"),
        ('key = "reha-2"', 'key = "reha-1"', "posts", "preset.repeated"),
        ("number = 4", "number = 5", "stages", "preset.stage_numbers"),
        ('"coach"]', '"mood"]', "stages[1].gates", "preset.unknown_word"),
        ('kind = "stated"', 'kind = "guessed"', "criteria[0].kind", "preset.unknown_word"),
        ('required_for_admission = ["participation"]', 'required_for_admission = ["moon"]',
         "consents.required_for_admission", "preset.unknown_word"),
        ("[lists.sex]", "[lists.colour]", "lists.colour", "preset.unknown_word"),
        ('award_positions = ["0835"]', 'award_positions = ["0999"]',
          "voucherwork.award_positions", "preset.unknown_word"),
        ('key = "anbest_p"', 'key = "anbest_x"', "rule_set", "rule_set.unknown"),
        ('key = "anbest_p"', 'key = "anbest_p"\nretention_years = 5', "rule_set.retention_years",
         "preset.unknown_key"),
    ],
)  # fmt: skip
def test_each_fault_is_named_by_its_key(old: str, new: str, key: str, code: str) -> None:
    assert (key, code) in [(fault.key, fault.code) for fault in faults(changed(old, new))]


def test_all_faults_are_named_at_once_not_only_the_first() -> None:
    text = changed("participants = 120", 'participants = "x"').replace("[bank]", "[bonk]")
    assert {fault.key for fault in faults(text)} == {"target.participants", "bonk", "bank"}


@pytest.mark.parametrize(
    ("old", "new", "start"),
    [
        ('grant = "2.031.387,90"', 'grant = "viel"', "grant ="),
        ("points_above_base = 5", 'points_above_base = "x"', "points_above_base"),
        ("[lists.sex]", "[lists.colour]", "[lists.colour]"),
        ("[bank]", "[bonk]", "[bonk]"),
    ],
)
def test_a_fault_names_the_line_where_its_key_is_written(old: str, new: str, start: str) -> None:
    text = changed(old, new)
    assert line_of(text, start) in [fault.line for fault in faults(text)]


def test_no_line_is_named_where_the_key_is_written_more_than_once() -> None:
    [fault] = faults(changed("fte = 1.0", 'fte = "ganz"'))
    assert fault.line is None


def test_what_is_no_toml_is_refused_with_the_place() -> None:
    [fault] = faults("key = \n")
    assert fault.code == "preset.no_toml"
    assert "line 1" in fault.detail


@pytest.mark.parametrize("name", ["nowhere", "../presets/gecko", "", "/etc/passwd"])
def test_a_preset_that_does_not_exist_is_refused_in_a_sentence(name: str) -> None:
    with pytest.raises(DomainError) as refused:
        shipped_preset(name)
    assert sentence(refused.value.key, "de", refused.value.params)


def test_every_fault_has_a_sentence_in_both_languages() -> None:
    found = faults("posts = 3\nlists = 4\n[notice]\ngrant = 7\n")
    assert {fault.code for fault in found} >= {"preset.missing", "preset.no_list"}
    for fault in found:
        german, english = SENTENCES[fault.code]
        assert german % {"detail": "x"} != english % {"detail": "x"}


OWN_ROLE = """
[[roles]]
key = "steering"
title_de = "Steuerungsgruppe"
title_en = "Steering group"
permissions = ["overview", "milestones"]
"""


def test_a_programme_may_have_roles_of_its_own() -> None:
    preset = read_preset(TEXT + OWN_ROLE)
    role = preset.role("steering")
    assert role is not None
    assert role.permissions == ("overview", "milestones")
    assert preset_from_configuration(configuration_of(preset)) == preset


def test_a_role_of_its_own_grants_known_permissions_under_a_new_name() -> None:
    wrong = OWN_ROLE.replace('"overview"', '"everything"').replace("steering", "finance")
    assert {(fault.code, fault.detail) for fault in faults(TEXT + wrong)} == {
        ("preset.unknown_word", "everything"),
        ("preset.repeated", "finance"),
    }


def test_milestones_of_a_programme_wait_for_known_ones_and_never_in_a_circle() -> None:
    ring = TEXT.replace('package = "AP 1"\n', 'package = "AP 1"\nneeds = ["team"]\n', 1)
    [circle] = faults(ring)
    assert (circle.key, circle.code) == ("milestones", "preset.circle")
    assert set(circle.detail.split(" → ")) == {"start", "team"}
    wrong = TEXT.replace('needs = ["team"]', 'needs = ["tema"]').replace(
        '"AP 4"\nneeds', '"AP 9"\nneeds'
    )
    wrong = wrong.replace("at_least = 120", "at_least = 0")
    assert {(fault.key, fault.detail) for fault in faults(wrong)} == {
        ("milestones[5].at_least", ""),
        ("milestones[2].needs", "tema"),
        ("milestones[6].package", "AP 9"),
    }
