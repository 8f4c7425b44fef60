"""Declarations: what may be declared at all, and how rows are held against it."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from exports.codes import age_group, children_group
from exports.columns import Bilingual, Code, Column, Dataset, DeclarationError, Missing
from exports.datasets import DATASETS
from exports.rows import RowRefused, check_row, content_hash, euros_text, row_canonical


def column(**changes: Any) -> Column:
    given: dict[str, Any] = {
        "name": "score",
        "label_de": "Punkte",
        "label_en": "score",
        "kind": "integer",
        "level": "ratio",
        "identifying": "none",
        "source": Bilingual("Fragebogen", "questionnaire"),
    }
    return Column(**(given | changes))


def dataset(*columns: Column) -> Dataset:
    return Dataset(
        about="counts", key="sample", title_de="Probe", title_en="sample", columns=columns
    )


def canonical(one: Column, value: object) -> str:
    return row_canonical(dataset(one))([value], 1)[0]


def test_a_directly_identifying_column_cannot_be_declared():
    with pytest.raises(DeclarationError, match="directly identifying"):
        column(identifying="direct")


@pytest.mark.parametrize(
    "changes",
    [
        {"name": "Score"},
        {"name": "s" * 33},
        {"label_en": ""},
        {"kind": "moment"},
        {"kind": "code"},
        {"codes": (Code(1, "a", "a"),)},
        {"kind": "code", "codes": (Code(1, "a", "a"), Code("b", "b", "b"))},
        {"kind": "code", "codes": (Code(1, "a", "a"), Code(1, "b", "b"))},
        {"kind": "code", "codes": (Code("=1", "a", "a"),)},
        {"kind": "code", "codes": (Code(-91, "a", "a"),)},
        {"kind": "money", "missing": (Missing.UNKNOWN,)},
        {"missing": (Missing.LOST, Missing.LOST)},
    ],
)
def test_a_contradictory_column_cannot_be_declared(changes):
    with pytest.raises(DeclarationError):
        column(**changes)


def test_two_columns_of_one_name_cannot_be_declared():
    with pytest.raises(DeclarationError):
        dataset(column(), column())


def test_the_error_names_dataset_row_and_column_but_never_the_value():
    with pytest.raises(RowRefused) as caught:
        check_row(dataset(column()), ["Erika Mustermann"], 7)
    assert str(caught.value) == "sample: row 7, column score: not a whole number"
    assert caught.value.__context__ is None


def test_a_row_of_another_length_is_refused():
    with pytest.raises(RowRefused, match="row 1: 1 values are declared"):
        check_row(dataset(column()), [1, 2], 1)


@pytest.mark.parametrize(
    ("kind", "value", "text"),
    [
        ("integer", -12, "-12"),
        ("decimal", Decimal("-12.50"), "-12.5"),
        ("decimal", Decimal("1E+3"), "1000"),
        ("decimal", Decimal("-0"), "0"),
        ("decimal", 3, "3"),
        ("money", -1250, "-12.50"),
        ("money", -5, "-0.05"),
        ("month", "2023-12", "2023-12"),
        ("yesno", True, "1"),
        ("yesno", 0, "0"),
        ("text", "=1+1", "=1+1"),
        ("text", "a\r\nb\rc", "a\nb\nc"),
    ],
)
def test_a_value_has_one_canonical_text(kind, value, text):
    assert canonical(column(kind=kind), value) == text


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("integer", None),
        ("integer", True),
        ("integer", 1.0),
        ("integer", 10**15),
        ("decimal", 1.5),
        ("decimal", Decimal("NaN")),
        ("decimal", Decimal("0.1234567890123456")),
        ("money", Decimal("12.50")),
        ("month", "2023-13"),
        ("month", "2023-12-31"),
        ("month", "٢٠٢٣-12"),
        ("yesno", 2),
        ("yesno", "ja"),
        ("yesno", []),
        ("text", 5),
        ("text", "a\x00b"),
        ("text", "\ud800"),
        ("text", "x" * 32_768),
        ("text", "🌍" * 16_384),
    ],
)
def test_a_value_of_the_wrong_kind_is_refused(kind, value):
    with pytest.raises(RowRefused):
        canonical(column(kind=kind), value)


def test_a_text_of_exactly_the_limit_is_kept():
    assert len(canonical(column(kind="text"), "x" * 32_767)) == 32_767


def test_a_missing_code_counts_only_where_it_is_declared():
    due = column(missing=(Missing.NOT_YET_DUE,))
    assert canonical(due, Missing.NOT_YET_DUE) == "-96"
    with pytest.raises(RowRefused, match="not declared"):
        canonical(due, Missing.REFUSED)


def test_a_number_that_would_read_as_missing_is_refused():
    with pytest.raises(RowRefused, match="would read as a missing code"):
        canonical(column(missing=(Missing.NOT_YET_DUE,)), -96)
    assert canonical(column(), -96) == "-96"


def test_a_stage_is_a_number_and_a_sex_is_a_word():
    persons = {one.name: one for one in DATASETS[0].columns}
    assert canonical(persons["stage_at_day"], 4) == "4"
    assert canonical(persons["sex"], "diverse") == "diverse"
    assert canonical(persons["sex"], Missing.REFUSED) == "-92"
    for name, value in (("stage_at_day", 5), ("stage_at_day", True), ("sex", "Frau")):
        with pytest.raises(RowRefused):
            canonical(persons[name], value)


def test_no_dataset_has_a_name_a_date_or_staff():
    names = {one.name for each in DATASETS for one in each.columns}
    assert not names & {"name", "birth_date", "customer_number", "coach", "post", "email"}
    assert not [name for name in names if name.endswith(("_date", "_on", "_id"))]


def test_health_data_are_sensitive_and_need_their_own_consent():
    sensitive = {one.name: one.consent for one in DATASETS[0].columns if one.consent == "health"}
    assert sensitive.keys() == {"health_restriction", "addiction"}
    assert all(
        one.identifying == "sensitive" for one in DATASETS[0].columns if one.name in sensitive
    )


def test_the_bands_of_age_meet_without_a_gap():
    ages = [24, 25, 34, 35, 44, 45, 49, 50]
    bands = [age_group(age) for age in ages]
    assert bands == ["under_25", *["25_34"] * 2, *["35_44"] * 2, *["45_49"] * 2, "50_plus"]


def test_three_and_more_children_are_one_group():
    assert [children_group(number) for number in (0, 2, 3, 9)] == [0, 2, 3, 3]
    with pytest.raises(ValueError, match="never negative"):
        children_group(-1)


def test_euros_are_exact_to_the_cent():
    assert [euros_text(cents) for cents in (0, 5, -5, -100, 203138790)] == [
        "0.00",
        "0.05",
        "-0.05",
        "-1.00",
        "2031387.90",
    ]


def test_the_content_hash_tells_values_columns_and_sheets_apart():
    one = dataset(column(kind="text"), column(name="other", kind="text"))
    renamed = replace(one, key="sample2")
    hashes = {
        content_hash([(one, [["a", "b"]])]),
        content_hash([(one, [["ab", ""]])]),
        content_hash([(one, [["b", "a"]])]),
        content_hash([(one, [["a", "b"], ["a", "b"]])]),
        content_hash([(renamed, [["a", "b"]])]),
        content_hash([(one, []), (renamed, [])]),
    }
    assert len(hashes) == 6
    assert content_hash([(one, iter([("a", "b")]))]) == content_hash([(one, [["a", "b"]])])
