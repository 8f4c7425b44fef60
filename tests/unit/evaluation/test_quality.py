"""The quality report from sheets made by hand, each with its faults."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from app.evaluation.quality.contradictions import RULES
from app.evaluation.quality.measuring import measure
from app.evaluation.quality.report import Finding, QualityReport, Response, Variable
from app.evaluation.quality.tables import Table, tables
from app.messages import SENTENCES
from exports.columns import Bilingual, Dataset, Missing
from exports.datasets import BY_KEY
from exports.frozen import FrozenSheet, freeze
from exports.rows import row_canonical
from exports.treatment import DateForm, published, treatment

ENTRY = date(2023, 3, 14)
NOT_YET, NONE, UNKNOWN = Missing.NOT_YET_DUE, Missing.NOT_APPLICABLE, Missing.UNKNOWN
Line = dict[str, object]

PERSON: Line = {
    "age_group_at_entry": "35_44",
    "sex": "female",
    "school": "intermediate",
    "vocational": "dual",
    "children_in_household": 1,
    "health_restriction": 1,
    "addiction": Missing.REFUSED,
    "referral": date(2023, 3, 1),
    "entry": ENTRY,
    "stage_at_day": 2,
    "in_care_at_day": 1,
    "exit": NOT_YET,
    "exit_reason": NOT_YET,
    "outcome": NOT_YET,
    "dwell_months": 10,
    "returner": 0,
    "admitted_against_criterion": 0,
}
LEFT = PERSON | {
    "stage_at_day": NONE,
    "in_care_at_day": 0,
    "exit": date(2023, 10, 1),
    "exit_reason": "moved",
    "outcome": "unknown",
}
EPISODE: Line = {"episode": 1, "stage": 1, "from": ENTRY, "until": NOT_YET, "ended": 0}
CONTACT: Line = {
    "contact": 1,
    "held": date(2023, 4, 3),
    "phase": "in_care",
    "kind": "talk",
    "reached": 1,
    "minutes": 30,
    "partner_kind": NONE,
    "topics": "work",
}
ANSWER: Line = {
    "instrument": "gad7",
    "wave": "t0",
    "answered": date(2023, 3, 20),
    "in_window": 1,
    "mode": "self",
    "complete": 1,
    "measure": "item",
    "value": 1,
}
BARRIER: Line = {
    "entry_number": 1,
    "kind": "barrier",
    "group": "pain",
    "noted": date(2023, 4, 1),
    "known_for": UNKNOWN,
    "state_first": "open",
    "state_t0": "open",
    "state_latest": "open",
    "latest": date(2023, 4, 1),
    "changes": 0,
    "change": "unchanged",
    "partner_kind": NONE,
}
HELP: Line = {
    "involvement": 1,
    "partner_kind": "clinic",
    "purpose": "treatment",
    "from": date(2023, 4, 1),
    "until": NOT_YET,
    "result": NOT_YET,
}
WIDE: Line = {
    name: NOT_YET for name in BY_KEY["questionnaires_wide"].column_names if "_score" in name
}


class Sheets:
    """Frozen sheets made by hand, in the form that a release gives to its days."""

    def __init__(self, folder: Path, dates: DateForm = "shifted") -> None:
        self.folder, self.dates = folder, dates
        self.made: list[FrozenSheet] = []

    def add(self, key: str, *rows: tuple[str, int, Line], dataset: Dataset | None = None) -> None:
        """A sheet with rows of pseudonym, stay and values by declared name."""
        declared = dataset or BY_KEY[key]
        shown = published(declared, self.dates)
        treat, canonical = treatment(declared, self.dates), row_canonical(shown)
        lines = []
        for number, (pseudonym, stay, values) in enumerate(rows, 1):
            whole = {"pseudonym": pseudonym, "stay": stay, **values}
            plain = [whole[name] for name in declared.column_names]
            lines.append(canonical(treat(plain, ENTRY, 30), number))
        self.made.append(freeze(shown, lines, self.folder / f"{key}.rows"))

    def report(self) -> QualityReport:
        return measure(self.made)


@pytest.fixture
def sheets(tmp_path: Path) -> Sheets:
    return Sheets(tmp_path)


def questionnaire(score: object, *answers: object, **changes: object) -> list[Line]:
    """An answered questionnaire as rows: its answers, then its score."""
    items: list[dict[str, Any]] = [{"item": n, "value": v} for n, v in enumerate(answers, 1)]
    items.append({"measure": "score", "item": NONE, "value": score})
    return [{**ANSWER, **changes, **item} for item in items]


def of(pseudonym: str, rows: list[Line], stay: int = 1) -> list[tuple[str, int, Line]]:
    return [(pseudonym, stay, row) for row in rows]


def broken(report: QualityReport) -> dict[tuple[str, str], int | None]:
    """Every finding that is not 0."""
    found = (*report.contradictions, *report.duplicates)
    return {(one.dataset, one.key): one.count for one in found if one.count != 0}


SEVEN = (1, 1, 1, 1, 1, 1, 1)


def sound(sheets: Sheets) -> None:
    """A release in which nothing is wrong."""
    sheets.add(
        "persons",
        ("a", 1, LEFT),
        ("a", 2, PERSON | {"entry": date(2023, 10, 1), "referral": UNKNOWN}),
        ("b", 1, PERSON),
    )
    ended = {"until": date(2023, 10, 1), "ended": 1}
    sheets.add(
        "stage_episodes", ("a", 1, EPISODE | {"from": date(2023, 3, 1)} | ended), ("b", 1, EPISODE)
    )
    sheets.add(
        "contacts",
        ("a", 1, CONTACT | {"held": date(2023, 3, 1), "phase": "before_entry"}),
        ("b", 1, CONTACT),
    )
    late = questionnaire(UNKNOWN, *SEVEN[:6], UNKNOWN, wave="f6", answered=date(2024, 4, 1))
    eq5d = questionnaire(Decimal("0.812"), instrument="eq5d")
    sheets.add("questionnaires_long", *of("a", [*questionnaire(7, *SEVEN), *late, *eq5d]))
    sheets.add("questionnaires_wide", ("a", 1, WIDE | {"gad7_f6_score": 7}), ("b", 1, WIDE))
    sheets.add("barriers", ("b", 1, BARRIER))
    sheets.add("partners", ("b", 1, HELP))


def test_where_nothing_is_wrong_nothing_is_found(sheets: Sheets) -> None:
    sound(sheets)
    report = sheets.report()
    assert broken(report) == {}
    assert report.faults == 0
    assert {one.key for one in report.contradictions} == {
        *(rule.key for rule in RULES),
        "row_without_person",
    }


def suppressible(dataset: Dataset) -> Dataset:
    """The dataset as a release has it in which values were hidden to protect individuals."""
    columns = tuple(
        replace(one, missing=(*one.missing, Missing.SUPPRESSED)) if one.missing else one
        for one in dataset.columns
    )
    return replace(dataset, columns=columns)


def faulty(sheets: Sheets) -> None:
    """A release in which every rule is broken as often as `FAULTS` says."""
    sheets.add(
        "persons",
        ("a", 1, LEFT | {"referral": date(2023, 4, 1), "exit": date(2023, 3, 1)}),
        ("a", 2, PERSON | {"entry": date(2023, 2, 1)}),
        ("a", 3, PERSON | {"entry": date(2023, 6, 1)}),
        ("b", 1, LEFT | {"exit_reason": UNKNOWN, "in_care_at_day": 1}),
        ("c", 1, PERSON | {"exit_reason": "moved", "outcome": "unknown", "in_care_at_day": 0}),
        ("c", 1, PERSON),
        ("c", 1, PERSON),
        ("d", 1, LEFT | {"exit_reason": Missing.SUPPRESSED}),
        dataset=suppressible(BY_KEY["persons"]),
    )
    sheets.add(
        "stage_episodes",
        ("b", 1, EPISODE | {"from": date(2023, 2, 1), "until": date(2023, 1, 1), "ended": 1}),
        ("b", 1, EPISODE | {"episode": 2, "until": date(2023, 10, 2), "ended": 1}),
        ("b", 1, EPISODE | {"episode": 3, "from": date(2023, 10, 1)}),
        ("b", 1, EPISODE | {"episode": 3, "from": date(2023, 10, 3)}),
        ("x", 1, EPISODE),
    )
    sheets.add(
        "contacts",
        ("b", 1, CONTACT | {"held": date(2023, 2, 28)}),
        ("b", 1, CONTACT | {"contact": 2, "held": date(2023, 10, 2), "minutes": 1441}),
    )
    early = {"wave": "f6", "answered": date(2023, 9, 30)}
    sheets.add(
        "questionnaires_long",
        *of("b", questionnaire(8, *SEVEN)),
        *of("b", questionnaire(7, *SEVEN)),
        *of("b", questionnaire(6, *SEVEN[:6], UNKNOWN, wave="m6", answered=date(2023, 3, 1))),
        *of("b", questionnaire(101, instrument="wai", **early)),
        *of("b", questionnaire(13, 4, 4, 4, *(0,) * 6, instrument="phq9", wave="m12")),
    )
    sheets.add("questionnaires_wide", ("c", 1, WIDE | {"gad7_f6_score": 7, "wai_t0_score": 6}))
    noted = {"noted": date(2023, 2, 1), "latest": date(2023, 1, 1)}
    sheets.add(
        "barriers",
        ("b", 1, BARRIER | noted),
        ("b", 1, BARRIER | {"entry_number": 2, "latest": date(2023, 10, 2)}),
    )
    sheets.add("partners", ("b", 1, HELP | {"from": date(2023, 2, 1), "until": date(2023, 1, 1)}))


FAULTS = {
    ("persons", "referral_after_entry"): 2,
    ("persons", "exit_before_entry"): 1,
    ("persons", "exit_without_reason"): 1,
    ("persons", "reason_without_exit"): 1,
    ("persons", "outcome_without_exit"): 1,
    ("persons", "in_care_after_exit"): 1,
    ("persons", "neither_in_care_nor_left"): 1,
    ("persons", "stage_without_care"): 1,
    ("persons", "stays_overlap"): 4,
    ("persons", "identical_rows"): 1,
    ("persons", "stay_twice"): 2,
    ("stage_episodes", "episode_ends_early"): 1,
    ("stage_episodes", "episode_before_referral"): 1,
    ("stage_episodes", "episode_after_exit"): 2,
    ("stage_episodes", "episode_open_after_exit"): 2,
    ("stage_episodes", "episodes_overlap"): 1,
    ("stage_episodes", "episodes_open_at_once"): 1,
    ("stage_episodes", "row_without_person"): 1,
    ("stage_episodes", "number_twice"): 1,
    ("contacts", "contact_before_referral"): 1,
    ("contacts", "contact_not_in_care"): 2,
    ("questionnaires_long", "answers_before_entry"): 8,
    ("questionnaires_long", "follow_up_before_exit"): 1,
    ("questionnaires_long", "score_unlike_answers"): 2,
    ("questionnaires_long", "identical_rows"): 7,
    ("questionnaires_long", "wave_twice"): 8,
    ("questionnaires_wide", "follow_up_before_exit"): 1,
    ("barriers", "barrier_before_referral"): 1,
    ("barriers", "barrier_after_exit"): 1,
    ("barriers", "state_before_noting"): 1,
    ("partners", "involvement_before_referral"): 1,
    ("partners", "involvement_ends_early"): 1,
}


def test_every_fault_is_counted_under_the_rule_that_it_breaks(sheets: Sheets) -> None:
    faulty(sheets)
    report = sheets.report()
    assert broken(report) == FAULTS
    beyond = {
        (one.dataset, one.column, one.instrument): one.count for one in report.ranges if one.count
    }
    assert beyond == {
        ("contacts", "minutes", ""): 1,
        ("questionnaires_long", "value", "wai"): 1,
        ("questionnaires_long", "value", "phq9"): 3,
        ("questionnaires_wide", "wai_t0_score", ""): 1,
    }
    assert report.faults == sum(FAULTS.values()) + 6


def test_what_a_release_does_not_hold_is_not_checked(tmp_path: Path) -> None:
    sheets = Sheets(tmp_path, dates="days")
    sheets.add("contacts", ("a", 1, CONTACT))
    assert sheets.report().contradictions == (
        Finding("contact_before_referral", "contacts", None),
        Finding("contact_not_in_care", "contacts", None),
        Finding("row_without_person", "contacts", None),
    )
    # Days since entry start anew with each stay: two stays cannot be compared by them.
    sheets.add("persons", ("a", 1, LEFT), ("a", 2, PERSON | {"entry": date(2023, 6, 1)}))
    found = {one.key: one.count for one in sheets.report().contradictions}
    assert (found["stays_overlap"], found["contact_before_referral"]) == (None, 0)


@pytest.mark.parametrize(("dates", "count"), [("months", 0), ("quarters", 0), ("days", 1)])
def test_less_exact_days_show_fewer_contradictions(
    tmp_path: Path, dates: DateForm, count: int
) -> None:
    sheets = Sheets(tmp_path, dates)
    sheets.add("persons", ("a", 1, LEFT | {"exit": date(2023, 3, 2)}))
    assert {one.key: one.count for one in sheets.report().contradictions}[
        "exit_before_entry"
    ] == count


def test_the_response_counts_who_was_due_and_pairs_with_the_baseline(sheets: Sheets) -> None:
    def stay(t0: object, m6: object) -> Line:
        return WIDE | {"gad7_t0_score": t0, "gad7_m6_score": m6}

    pairs = [
        (0, 4),
        (3, Missing.REFUSED),
        (UNKNOWN, 5),
        (2, NOT_YET),
        (Missing.NOT_ASKED, NONE),
        (1, UNKNOWN),
    ]
    sheets.add("questionnaires_wide", *((str(n), 1, stay(*two)) for n, two in enumerate(pairs)))
    report = sheets.report()
    assert report.responses == (
        Response("gad7", "t0", due=6, answered=4, incomplete=1, paired=4, missing={-91: 1, -97: 1}),
        Response(
            "gad7",
            "m6",
            due=4,
            answered=2,
            incomplete=1,
            paired=1,
            missing={-92: 1, -95: 1, -96: 1, -97: 1},
        ),
    )
    assert [one.percent for one in report.responses] == [67, 50]
    assert Response("gad7", "t0", 0, 0, 0, 0, {}).percent is None


def test_missing_values_are_counted_by_variable_and_wave(sheets: Sheets) -> None:
    sheets.add("persons", ("a", 1, LEFT), ("b", 1, PERSON), ("c", 1, PERSON | {"sex": UNKNOWN}))
    rows = [*questionnaire(UNKNOWN, *SEVEN[:6], UNKNOWN), *questionnaire(7, *SEVEN, wave="m6")]
    sheets.add("questionnaires_long", *of("a", rows))
    found = {(one.column, one.wave): one for one in sheets.report().variables}
    assert found["sex", ""] == Variable("persons", "sex", "", 3, {-97: 1})
    assert found["exit", ""].missing == {-96: 2}
    assert found["school", ""].missing == {}
    assert found["value", "t0"] == Variable("questionnaires_long", "value", "t0", 8, {-97: 2})
    assert found["value", "m6"].missing == {}
    assert ("pseudonym", "") not in found


def test_the_report_is_kept_as_json_without_a_pseudonym(sheets: Sheets) -> None:
    faulty(sheets)
    report = sheets.report()
    text = json.dumps(report.as_json())
    assert QualityReport.from_json(json.loads(text)) == report
    with pytest.raises(ValueError, match="format"):
        QualityReport.from_json({"format": 2})


def test_tables_have_a_label_in_both_languages_for_every_line(sheets: Sheets) -> None:
    faulty(sheets)
    made = {table.key: table for table in tables(sheets.report(), said)}
    assert list(made) == ["missing", "responses", "ranges", "contradictions", "duplicates"]
    for table in made.values():
        assert len({line.key for line in table.lines}) == len(table.lines)
        assert all(len(line.counts) == len(table.heads) for line in table.lines)
    assert line_of(made["contradictions"], "persons.exit_without_reason") == (
        "Teilnahmen: Austritt ohne Grund",
        "Participations: exit without a reason",
        (1,),
    )
    assert line_of(made["missing"], "questionnaires_long.value.m6")[0].endswith(
        ": 6 Monate nach Eintritt"
    )
    label, _english, counts = line_of(made["responses"], "gad7.f6")
    assert (label, counts[:5]) == ("GAD-7: 6 Monate nach Austritt", (1, 1, 100, 0, 0))
    assert tables(QualityReport(), said) == []


def said(key: str) -> Bilingual:
    return Bilingual(*SENTENCES[key])


def line_of(table: Table, key: str) -> tuple[str, str, tuple[int | None, ...]]:
    (line,) = [one for one in table.lines if one.key == key]
    return line.label.de, line.label.en, line.counts
