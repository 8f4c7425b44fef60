"""k and l by hand, at their boundaries, and against an established library."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.evaluation.anonymity.classes import Target, classes_of
from app.evaluation.anonymity.measure import measure, measured
from app.evaluation.anonymity.tables import MISSING, SUPPRESSED, Layout, Table
from app.evaluation.anonymity.uniqueness import uniqueness
from exports.columns import Missing

LAYOUT = Layout(
    ("pseudonym", "stay", "age", "sex", "addiction", "health"),
    ("age", "sex"),
    ("addiction", "health"),
    "pseudonym",
    ("stay",),
)
ROWS = (
    # Four people, one of them twice in the same class: addiction has two values, health one.
    ("anna", "1", "25_34", "female", "0", "1"),
    ("anna", "2", "25_34", "female", "1", "1"),
    ("berta", "1", "25_34", "female", "0", "1"),
    ("clara", "1", "25_34", "female", "0", "1"),
    ("dora", "1", "25_34", "female", "-92", "-92"),
    # Two people, one of whom stands in the first class, too.
    ("dora", "2", "35_44", "female", "0", "0"),
    ("elif", "1", "35_44", "female", "1", "1"),
    # Alone, and nothing known.
    ("falk", "1", "35_44", "male", "-92", "-91"),
)


def test_people_are_counted_once_in_a_class_and_missing_codes_apart() -> None:
    found = measure(Table(LAYOUT, iter(ROWS)), 3)
    assert (found.rows, found.people, found.k, found.unique) == (8, 6, 1, 1)
    assert found.sizes == ((1, 1), (2, 1), (4, 1))
    assert found.below == 3  # dora and elif together, falk alone
    assert found.l == {"addiction": 1, "health": 1}
    assert found.l_known == {"addiction": 2, "health": 1}
    assert found.least_l == 1


def test_a_class_may_be_large_enough_and_tell_a_value_all_the_same() -> None:
    first = measured(classes_of(Table(LAYOUT, ROWS[:5])), 4)
    assert (first.k, first.below, first.l) == (4, 0, {"addiction": 3, "health": 2})
    assert first.reaches(Target(4, 2))
    assert not first.reaches(Target(5, 2))
    assert not first.reaches(Target(4, 3))
    assert not first.reaches(Target(4, 2, is_strict=True))  # health: known is only yes
    only_refused = measure(Table(LAYOUT, [("x", "1", "a", "b", "-92", "-92")]), 1)
    assert only_refused.l_known == {"addiction": None, "health": None}


def test_a_table_without_rows_and_one_without_fields() -> None:
    empty = measure(Table(LAYOUT, []), 5)
    assert (empty.k, empty.people, empty.below, empty.sizes, empty.least_l) == (
        None,
        0,
        0,
        (),
        None,
    )
    assert empty.reaches(Target(5, 2))
    alike = measure(Table(Layout(LAYOUT.columns, ()), ROWS), 9)
    assert (alike.k, alike.people, alike.below) == (8, 8, 8)  # no pseudonym: each row a person


def test_fields_join_in_the_order_in_which_they_make_people_unique() -> None:
    layout = Layout(("a", "b", "c"), ("a", "b", "c"))
    rows = [("x", "1", "m"), ("x", "2", "m"), ("x", "3", "n"), ("x", "3", "m"), ("x", "3", "m")]
    by_b, by_c, by_all = uniqueness(classes_of(Table(layout, rows)), 3)
    assert (by_b.fields, by_b.unique, by_b.below) == (("b",), 2, 2)
    assert (by_c.fields, by_c.unique_share, by_c.below_share) == (("b", "c"), 0.6, 1.0)
    assert (by_all.fields, by_all.unique) == (("b", "c", "a"), 3)
    assert uniqueness(classes_of(Table(layout, [])), 3)[-1].unique_share == 0.0


def test_the_most_a_layout_may_say() -> None:
    with pytest.raises(ValueError, match="one of them"):
        Layout(("a", "b"), ("a",), ("a",))
    with pytest.raises(ValueError, match="not in the table"):
        Layout(("a", "b"), ("c",))


def test_the_missing_codes_are_those_of_the_datasets() -> None:
    assert {str(code.value) for code in Missing} == MISSING
    assert str(Missing.SUPPRESSED.value) == SUPPRESSED


CODES = st.sampled_from(["1", "2", "3"])
SMALL_TABLE = st.lists(st.tuples(CODES, CODES, st.sampled_from("xy-"), CODES, CODES), min_size=1)


@settings(max_examples=25, deadline=None, database=None)
@given(SMALL_TABLE)
def test_k_and_l_are_those_of_pycanon(rows: Sequence[tuple[str, ...]]) -> None:
    import pandas as pd
    from pycanon import anonymity

    columns = ("a", "b", "c", "s", "t")
    frame = pd.DataFrame(rows, columns=list(columns))
    ours = measure(Table(Layout(columns, ("a", "b", "c"), ("s", "t")), rows), 2)
    assert ours.k == anonymity.k_anonymity(frame, ["a", "b", "c"])
    for name in ("s", "t"):
        assert ours.l[name] == anonymity.l_diversity(frame, ["a", "b", "c"], [name])
    assert ours.least_l == anonymity.l_diversity(frame, ["a", "b", "c"], ["s", "t"])
