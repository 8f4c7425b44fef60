"""The mapping as a file: every fault by its key, and what is written is read back the same."""

from __future__ import annotations

import pytest

from app.evaluation.monitoring.labels import GAP, SOURCE
from app.evaluation.monitoring.rules.rows import Gap
from app.participants.conditions.rules.circumstances import FIELDS
from app.pilots.monitoring import (
    CODED,
    GAPS,
    SOURCES,
    MonitoringSettings,
    monitoring_toml,
    read_monitoring,
)
from app.pilots.reading import configuration_of, preset_from_configuration
from app.pilots.records import PresetRefused
from exports import codes
from exports.columns import Missing
from tests.factories import gecko

PURPOSES = ("participation", "programme_monitoring")
STAGES = ("1", "2", "3", "4")
GOOD = """
[[columns]]
name = "vsnr"
source = "social_security_number"
"""


def faults(text: str) -> dict[str, str]:
    with pytest.raises(PresetRefused) as refused:
        read_monitoring(text, PURPOSES, STAGES)
    return {fault.key: fault.code.partition(".")[2] for fault in refused.value.faults}


def test_the_programmes_own_mapping_is_written_and_read_back_the_same() -> None:
    for settings in (gecko().monitoring, MonitoringSettings()):
        again = read_monitoring(monitoring_toml(settings), PURPOSES, STAGES)
        assert again.columns == settings.columns
        assert [again.gap(reason) for reason in GAPS] == [settings.gap(one) for one in GAPS]
    assert {column.source for column in gecko().monitoring.columns} >= {
        "age_at_entry", "sex", "employment_at_entry", "social_security_number", "period", "stage",
        "status_at_exit",
    }  # fmt: skip


def test_a_stored_configuration_from_before_has_the_usual_mapping() -> None:
    older = configuration_of(gecko())
    del older["monitoring"]
    assert preset_from_configuration(older).monitoring == MonitoringSettings()


def test_every_fault_is_named_by_its_key() -> None:
    for text in ("columns = [", f"keep_days = {'9' * 5000}", "a = " + "[" * 5000):
        assert faults(text) == {"": "no_toml"}
    bad = (
        """
purpose = "publication"
keep_days = 400
day_form = "TT/MM"
separator = "|"
colour = "red"
"""
        + GOOD
    )
    assert faults(bad) == {"colour": "unknown_key"}
    assert faults(bad.replace('colour = "red"', "")) == {
        "purpose": "unknown_word",
        "keep_days": "keep_days",
        "day_form": "unknown_word",
        "separator": "unknown_word",
    }
    assert faults(GOOD + GOOD) == {"columns": "repeated"}
    assert faults('[[columns]]\nname = "a"\nsource = "sex"') == {"columns": "no_number_column"}
    assert faults("columns = []") == {"columns": "no_number_column"}


def test_faults_of_columns_name_place_and_key() -> None:
    rows = """
[[columns]]
name = "=cmd"
source = "name"
[[columns]]
name = "a"
source = "constant"
[[columns]]
name = "b"
source = "status_after"
[[columns]]
name = "c"
source = "sex"
codes = { female = "1", male = "@2", other = "3" }
[[columns]]
name = "d"
source = "period"
value = "x"
[gaps]
lost = "+1"
gone = "2"
unknown = 3
"""
    assert faults(GOOD + rows) == {
        "columns[1].name": "unfit_text",
        "columns[1].source": "unknown_word",
        "columns[2].value": "value_of_constant",
        "columns[3].months": "months_of_status",
        "columns[4].codes.male": "unfit_text",
        "columns[4].codes": "unknown_word",
        "columns[4].codes.diverse": "code_untranslated",
        "columns[5].value": "value_of_constant",
        "gaps.lost": "unfit_text",
        "gaps": "unknown_word",
        "gaps.unknown": "unfit_text",
    }


def test_codes_gaps_and_sources_are_those_of_the_house() -> None:
    lists = {
        "sex": codes.SEX,
        "school": codes.SCHOOL_QUALIFICATION,
        "vocational": codes.VOCATIONAL_QUALIFICATION,
        "exit_reason": codes.EXIT_REASON,
        "status_at_exit": codes.OUTCOME,
    }
    for source, known in lists.items():
        assert set(CODED[source]) == {code.value for code in known}
    assert CODED["employment_at_entry"] == FIELDS["employment"].codes
    for reason, code in GAPS.items():
        assert Missing[reason.upper()] == int(code)
    assert set(GAPS) == set(GAP) == {gap.value for gap in Gap}
    assert set(SOURCE) == set(SOURCES)
