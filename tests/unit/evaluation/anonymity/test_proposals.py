"""Proposals reach what they promise at the cost they name; by hand, and on tables at random."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.evaluation.anonymity.classes import Target, classes_of
from app.evaluation.anonymity.coarsening import Step
from app.evaluation.anonymity.lattice import Lattice
from app.evaluation.anonymity.measure import measure
from app.evaluation.anonymity.plan import Coarsened, Hidden, Plan, apply
from app.evaluation.anonymity.proposals import Cost, Proposal, proposals
from app.evaluation.anonymity.tables import Layout, Table

LAYOUT = Layout(("p", "age", "sex", "s"), ("age", "sex"), ("s",), "p")
AGES = (
    Step("two bands", {"1": "low", "2": "low", "3": "high", "4": "high", "5": "high"}),
    Step("left out"),
)
STEPS = {"age": AGES, "sex": (Step("left out"),)}


def table(classes: Sequence[tuple[str, str, int]]) -> Table:
    """So many people of each age and sex, their sensitive values in turn."""
    kinds = [(age, sex, turn % 2) for age, sex, count in classes for turn in range(count)]
    return Table(LAYOUT, [(f"p{n}", *kind[:2], str(kind[2])) for n, kind in enumerate(kinds)])


def search(classes: Sequence[tuple[str, str, int]]) -> tuple[Proposal, ...]:
    found = proposals(classes_of(table(classes)), STEPS, Target(k=4, l=2))
    assert found.is_complete
    return found.found


def test_single_steps_that_suffice() -> None:
    by_sex, by_age, by_cells = search([("1", "f", 2), ("2", "f", 2), ("1", "m", 3), ("2", "m", 3)])
    assert by_sex.plan.coarsened == (Coarsened("sex", ("left out",), None),)
    assert by_age.plan.coarsened == (Coarsened("age", ("two bands",), AGES[0].codes),)
    assert (by_sex.reached.k, by_age.reached.k) == (5, 4)
    assert {one.columns for one in by_cells.plan.cells} == {("age",)}
    # One of two columns of ten rows is lost in each of these ways.
    assert by_sex.cost == Cost(0.5, columns=1, coarsened=10, suppressed=0, rows=0, people=0)
    assert by_cells.cost == Cost(0.5, columns=0, coarsened=0, suppressed=10, rows=0, people=0)


def test_a_step_and_a_row_may_cost_less_than_rows_alone() -> None:
    found = search([("1", "f", 4), ("2", "f", 1), ("3", "f", 1), ("4", "m", 1), ("5", "m", 4)])
    step, rows = found[:2]
    # Of five ages two become low (a quarter lost), three high (half); the only young man goes.
    assert step.plan.rows == (("high", "f"),)
    assert step.cost == Cost(
        (5 / 4 + 5 / 2 + 2) / 22, 1, coarsened=10, suppressed=0, rows=1, people=1
    )
    assert (rows.plan.coarsened, rows.cost.rows, rows.cost.loss) == ((), 3, 6 / 22)


def test_cells_bring_two_classes_together_and_a_lone_row_goes() -> None:
    first = search([("1", "f", 4), ("2", "f", 2), ("3", "f", 2), ("5", "m", 1)])[0]
    assert first.plan.cells == (Hidden(("2", "f"), ("age",)), Hidden(("3", "f"), ("age",)))
    assert first.plan.rows == (("5", "m"),)
    assert first.cost == Cost(6 / 18, columns=0, coarsened=0, suppressed=4, rows=1, people=1)
    assert first.reached.sizes == ((4, 2),)


def test_what_is_safe_already_stays_and_what_cannot_be_has_no_proposal() -> None:
    (nothing,) = search([("1", "f", 4), ("2", "m", 5)])
    assert (nothing.plan.coarsened, nothing.plan.cells, nothing.cost.loss) == ((), (), 0.0)
    assert search([("1", "f", 2), ("2", "m", 1)]) == ()
    without_fields = Layout(LAYOUT.columns, (), ("s",), "p")
    people = Table(without_fields, table([("1", "f", 4)]).rows)
    (alike,) = proposals(classes_of(people), {}, Target(k=4, l=2)).found
    assert (alike.cost.loss, alike.reached.k) == (0.0, 4)
    assert proposals(classes_of(people), {}, Target(k=5)).found == ()
    (empty,) = search([])
    assert (empty.cost.loss, empty.reached.k) == (0.0, None)


def test_a_walk_cut_short_goes_back_from_the_coarsest_and_says_so() -> None:
    people = table([("1", "f", 4), ("2", "f", 2), ("3", "m", 2), ("4", "m", 2), ("2", "m", 3)])
    walked = Lattice(classes_of(people), STEPS, Target(4)).walk(work=0)
    assert not walked.is_complete
    # Only the sexes alone are safe; with two bands three young men go, with ages even more.
    assert [(node.levels, node.is_reached) for node in walked.nodes] == [
        ((0, 0), False),
        ((2, 0), True),
        ((1, 0), False),
    ]
    whole = Lattice(classes_of(people), STEPS, Target(4)).walk()
    assert whole.is_complete
    assert set(walked.nodes) <= set(whole.nodes)


def test_steps_of_other_columns_or_behind_the_last_are_refused() -> None:
    people = classes_of(table([("1", "f", 2)]))
    with pytest.raises(ValueError, match="quasi"):
        Lattice(people, {"s": AGES}, Target(2))
    with pytest.raises(ValueError, match="all the same"):
        Lattice(people, {"age": AGES[::-1]}, Target(2))


ROW = st.tuples(
    st.integers(0, 25).map(str),
    st.sampled_from(["1", "2", "3", "4", "5", "-92"]),
    st.sampled_from("fmd"),
    st.sampled_from(["0", "1", "-92"]),
)


@settings(max_examples=80, deadline=None, database=None)
@given(
    st.lists(ROW, max_size=40),
    st.builds(Target, st.integers(1, 5), st.integers(1, 3), st.booleans()),
)
def test_every_proposal_keeps_its_promise(rows: list[tuple[str, ...]], target: Target) -> None:
    given = Table(LAYOUT, rows)
    found = proposals(classes_of(given), STEPS, target)
    assert len(found.found) <= 8
    assert found == proposals(classes_of(Table(LAYOUT, rows[::-1])), STEPS, target)
    losses = [one.cost.loss for one in found.found]
    assert losses == sorted(losses)
    for one in found.found:
        made = list(apply(given, one.plan))
        assert measure(Table(LAYOUT, made), target.k) == one.reached
        assert one.reached.reaches(target)
        check_cost(one, rows, made)


@settings(max_examples=40, deadline=None, database=None)
@given(st.lists(ROW, min_size=1, max_size=40), st.builds(Target, st.integers(1, 5)))
def test_no_other_combination_loses_less(rows: list[tuple[str, ...]], target: Target) -> None:
    lattice = Lattice(classes_of(Table(LAYOUT, rows)), STEPS, target)
    every = product(*(range(top + 1) for top in lattice.top))
    possible = [node for node in map(lattice.node, every) if node.is_reached]
    found = [node for node in lattice.walk().nodes if node.is_reached]
    assert [node.loss for node in found[:1]] == sorted(node.loss for node in possible)[:1]
    least = {row[0] for row in rows}
    assert bool(possible) == (len(least) >= target.k)


def check_cost(one: Proposal, rows: list[tuple[str, ...]], made: list[list[str]]) -> None:
    """Counts again from the rows; pseudonyms and sensitive values are untouched."""
    out = set(one.plan.rows)
    coarse = list(apply(Table(LAYOUT, rows), Plan(one.plan.quasi, one.plan.coarsened)))
    kept = [place for place, row in enumerate(coarse) if (row[1], row[2]) not in out]
    assert [(row[0], row[3]) for row in made] == [(rows[at][0], rows[at][3]) for at in kept]
    assert one.cost.rows == len(rows) - len(kept)
    assert one.cost.people == len({row[0] for row in rows}) - len({row[0] for row in made})
    pairs = [
        (coarse[at][place], rows[at][place], row[place])
        for at, row in zip(kept, made, strict=True)
        for place in (1, 2)
    ]
    assert one.cost.suppressed == sum(now != between for between, _was, now in pairs)
    changed = sum(between != was and now == between for between, was, now in pairs)
    assert one.cost.coarsened == changed
