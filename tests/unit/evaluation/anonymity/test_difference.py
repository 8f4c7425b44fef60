"""What two releases tell together, by hand: each finding once, and nothing where nothing is."""

from __future__ import annotations

import pytest

from app.evaluation.anonymity import difference
from app.evaluation.anonymity.coarsening import Step
from app.evaluation.anonymity.difference import Finding, learned
from app.evaluation.anonymity.tables import Layout, Row, Table
from app.messages import SENTENCES

COLUMNS = ("p", "stay", "age", "sex", "s")
LAYOUT = Layout(COLUMNS, ("age", "sex"), ("s",), "p", ("stay",))
STEPS = {"age": (Step("bands", {"20": "young", "30": "young", "60": "old"}),)}

BEFORE: tuple[Row, ...] = (
    ("a", "1", "young", "f", "1"),
    ("b", "1", "young", "f", "0"),
    ("c", "1", "young", "f", "0"),
    ("d", "1", "young", "f", "1"),
)


def test_the_same_rows_teach_nothing() -> None:
    another_stay = (*BEFORE, ("a", "2", "old", "m", "1"))
    assert learned(Table(LAYOUT, BEFORE), Table(LAYOUT, iter(another_stay)), STEPS, 4) == ()
    assert learned(Table(LAYOUT, BEFORE), Table(LAYOUT, reversed(BEFORE)), STEPS, 4) == ()
    assert learned(Table(LAYOUT, []), Table(LAYOUT, []), STEPS, 5) == ()


def test_a_finer_value_teaches_and_a_coarser_one_does_not_unteach() -> None:
    after = (
        ("a", "1", "20", "f", "1"),
        ("b", "1", "20", "f", "0"),
        ("c", "1", "young", "-98", "0"),
        ("d", "1", "young", "-98", "1"),
    )
    found = learned(Table(LAYOUT, BEFORE), Table(LAYOUT, after), STEPS, 2)
    assert found == (
        Finding(difference.FINER, 2, "age"),
        Finding(difference.COARSER, 2, "sex"),
    )
    back = learned(Table(LAYOUT, after), Table(LAYOUT, BEFORE), STEPS, 3)
    # Alone the second release has a class of four; with the first it falls into two and two.
    assert back == (
        Finding(difference.FINER, 2, "sex"),
        Finding(difference.COARSER, 2, "age"),
        Finding(difference.TOGETHER, 4, k=3),
    )


def test_who_left_and_who_came_stand_in_classes_of_their_own() -> None:
    after = (*BEFORE[:2], ("e", "1", "old", "m", "1"), ("f", "1", "old", "m", "0"))
    found = learned(Table(LAYOUT, BEFORE), Table(LAYOUT, after), STEPS, 3)
    assert found == (Finding(difference.LEFT, 2, k=3), Finding(difference.CAME, 2, k=3))
    assert learned(Table(LAYOUT, BEFORE), Table(LAYOUT, after), STEPS, 2) == ()


def test_those_who_leave_or_come_together_may_tell_what_they_share() -> None:
    shared = (BEFORE[1], BEFORE[2])  # both have 0, in a class that has 0 and 1
    rest = (BEFORE[0], BEFORE[3])
    left = learned(Table(LAYOUT, BEFORE), Table(LAYOUT, rest), STEPS, 2)
    assert left == (Finding(difference.LEFT_VALUE, 2, "s"),)
    came = learned(Table(LAYOUT, rest), Table(LAYOUT, (*rest, *shared)), STEPS, 2)
    assert came == (Finding(difference.CAME_VALUE, 2, "s"),)


def test_a_sensitive_value_shown_later_or_withheld_later_is_known() -> None:
    after = (("a", "1", "young", "f", "-92"), *BEFORE[1:])
    forth = learned(Table(LAYOUT, BEFORE), Table(LAYOUT, after), STEPS, 2)
    assert forth == (Finding(difference.WITHHELD, 1, "s"),)
    assert learned(Table(LAYOUT, after), Table(LAYOUT, BEFORE), STEPS, 2) == ()  # asked by now
    hidden = (("a", "1", "young", "f", "-98"), *BEFORE[1:])
    shown = learned(Table(LAYOUT, hidden), Table(LAYOUT, BEFORE), STEPS, 2)
    assert shown == (Finding(difference.SHOWN, 1, "s"),)


def test_a_column_that_one_release_lacks_counts_as_suppressed_there() -> None:
    narrow = Layout(("p", "stay", "age"), ("age",), (), "p", ("stay",))
    before = Table(narrow, [row[:3] for row in BEFORE])
    found = learned(before, Table(LAYOUT, BEFORE), STEPS, 4)
    assert found == (Finding(difference.FINER, 4, "sex"), Finding(difference.SHOWN, 4, "s"))


def test_rows_that_cannot_be_told_apart_are_refused() -> None:
    twice = Table(LAYOUT, [BEFORE[0], BEFORE[0]])
    with pytest.raises(ValueError, match="told apart"):
        learned(twice, Table(LAYOUT, BEFORE), STEPS, 3)
    with pytest.raises(ValueError, match="pseudonym"):
        learned(Table(Layout(COLUMNS, ("age",)), BEFORE), Table(LAYOUT, BEFORE), STEPS, 3)


def test_every_finding_has_its_sentence() -> None:
    keys = {value for name, value in vars(difference).items() if name.isupper()}
    said = {key for key in keys if isinstance(key, str) and key.startswith("releases.")}
    assert len(said) == 9
    for key in said:
        for text in SENTENCES[key]:
            assert "12" in text % Finding(key, 12, "Alter", 5).params
