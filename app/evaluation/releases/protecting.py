"""How well the people of a release are protected: measured, improved by a plan, compared.

Research data are measured and reported; what is published leaves without days and length of stay,
and by a plan that reaches the asked k and l (DOMAIN §4).
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from app.errors import DomainError
from app.evaluation.anonymity.classes import Target, classes_of
from app.evaluation.anonymity.coarsening import Coarsenings, Step
from app.evaluation.anonymity.difference import Finding, learned
from app.evaluation.anonymity.measure import Measured, measured
from app.evaluation.anonymity.plan import Coarsened, Plan, apply
from app.evaluation.anonymity.proposals import Proposals, proposals
from app.evaluation.anonymity.tables import Layout, Table
from app.evaluation.anonymity.uniqueness import Uniqueness, uniqueness
from app.evaluation.releases.difference import Sheet
from exports.columns import Coarsening, Column, Dataset, Missing
from exports.datasets import PERSONS
from exports.frozen import FrozenSheet, freeze
from exports.rows import row_canonical
from exports.treatment import DATE_FORMS, published

LEFT_OUT: Final = "left_out"
PLAIN: Final = ("age_group_at_entry", "sex", "school", "vocational", "children_in_household")
"""Five fields that nobody would think of as identifying."""
NOT_PUBLISHED: Final = frozenset({"dwell_months"})
"""Beside all days: the length of a stay would tell them."""


@dataclass(frozen=True)
class Protected:
    """A release's sheet of persons as it leaves, and what was measured on it."""

    sheet: FrozenSheet
    measured: Measured
    plan: Plan | None

    @property
    def l_reached(self) -> int | None:
        """The l of the poorest class; "refused" is no second value."""
        found = [
            least
            for least in (*self.measured.l.values(), *self.measured.l_known.values())
            if least is not None
        ]
        return min(found, default=None)


@dataclass(frozen=True)
class Examined:
    """What is known about the protection of people before a release is prepared."""

    measured: Measured
    plain: Uniqueness
    """How many people the five plain fields single out."""
    proposals: Proposals | None
    """Only for a publication."""


def examine(sheet: FrozenSheet, target: Target, *, is_published: bool) -> Examined:
    """Measures a sheet of persons; for a publication also looks for ways to reach the target."""
    layout = layout_of(sheet.dataset)
    classes = classes_of(Table(layout, sheet.texts()))
    plain = replace(layout, quasi=tuple(name for name in PLAIN if name in layout.columns))
    found = proposals(classes, coarsenings_of(sheet.dataset), target) if is_published else None
    return Examined(
        measured(classes, target.k),
        uniqueness(classes_of(Table(plain, sheet.texts())), target.k)[-1],
        found,
    )


def without_days(sheet: FrozenSheet, path: Path) -> FrozenSheet:
    """A sheet of persons without their days and the length of their stays, for a publication."""
    days = {column.name for column in PERSONS.columns if column.kind == "date"}
    known = set(PERSONS.column_names) - days - NOT_PUBLISHED
    places = [place for place, name in enumerate(sheet.dataset.column_names) if name in known]
    columns = tuple(sheet.dataset.columns[place] for place in places)
    rows = ([row[place] for place in places] for row in sheet.texts())
    return freeze(replace(sheet.dataset, columns=columns), rows, path)


def protect(sheet: FrozenSheet, plan: Plan | None, target: Target, path: Path) -> Protected:
    """Applies a plan to a sheet of persons, checks every row again, and measures what is left."""
    layout = layout_of(sheet.dataset)
    if plan is None:
        classes = classes_of(Table(layout, sheet.texts()))
        return Protected(sheet, measured(classes, target.k), None)
    dataset = planned(sheet.dataset, plan)
    gone = {one.column for one in plan.coarsened if one.codes is None}
    places = [place for place, name in enumerate(sheet.dataset.column_names) if name not in gone]
    rows = ([row[place] for place in places] for row in apply(Table(layout, sheet.texts()), plan))
    left = freeze(dataset, rows, path)
    check(left)
    classes = classes_of(Table(layout_of(dataset), left.texts()))
    return Protected(left, measured(classes, target.k), plan)


def check(sheet: FrozenSheet) -> None:
    """Every row keeps to the declaration of its sheet; raises RowRefused otherwise."""
    canonical = row_canonical(sheet.dataset)
    for number, values in enumerate(sheet.values(), 1):
        canonical(values, number)


def chosen_plan(found: Proposals, token: str) -> Plan:
    """The proposal that was chosen on the page, by its token."""
    for proposal in found.found:
        if token_of(proposal.plan) == token:
            return proposal.plan
    raise DomainError("releases.proposal_gone", "plan")


def token_of(plan: Plan) -> str:
    """A short name for a plan that says nothing of what is in it."""
    return hashlib.sha256(plan.to_json().encode()).hexdigest()[:16]


def layout_of(dataset: Dataset) -> Layout:
    """Which columns of a sheet of persons are quasi-identifying, which are sensitive."""
    names = [column.name for column in dataset.columns]
    by_kind = {
        kind: tuple(column.name for column in dataset.columns if column.identifying == kind)
        for kind in ("quasi", "sensitive")
    }
    return Layout(tuple(names), by_kind["quasi"], by_kind["sensitive"], "pseudonym", ("stay",))


def coarsenings_of(dataset: Dataset) -> Coarsenings:
    """The declared steps of each quasi-identifier, the last of them to leave it out."""
    return {
        column.name: (*_steps(column.coarser), Step(LEFT_OUT))
        for column in dataset.columns
        if column.identifying == "quasi"
    }


def _steps(declared: Sequence[Coarsening]) -> list[Step]:
    """Declared steps start from the column's codes; here each starts from the step before."""
    steps: list[Step] = []
    before: Mapping[str | int, str | int] | None = None
    for one in declared:
        codes = {
            str(before[code] if before else code): str(coarser)
            for code, coarser in one.becomes.items()
        }
        steps.append(Step(one.key, codes))
        before = one.becomes
    return steps


def planned(dataset: Dataset, plan: Plan) -> Dataset:
    """The dataset that a plan leaves: coarser codes, fewer columns, cells that may be hidden."""
    coarsened = {one.column: one for one in plan.coarsened}
    return replace(
        dataset,
        columns=tuple(
            _planned(column, coarsened.get(column.name))
            for column in dataset.columns
            if column.name not in coarsened or coarsened[column.name].codes is not None
        ),
    )


def _planned(column: Column, one: Coarsened | None) -> Column:
    if column.identifying != "quasi":
        return column
    if Missing.SUPPRESSED not in column.missing:
        column = replace(column, missing=(*column.missing, Missing.SUPPRESSED))
    if one is None:
        return column
    found = next(step for step in column.coarser if step.key == one.steps[-1])
    return replace(
        column,
        codes=found.codes,
        coarser=(),
        label_de=f"{column.label_de} ({found.label.de})",
        label_en=f"{column.label_en} ({found.label.en})",
    )


def learned_from(before: Sheet, after: FrozenSheet, k: int) -> tuple[Finding, ...]:
    """What two releases to the same recipient tell together that neither tells alone."""
    earlier = declared(before.names)
    coarsenings = {**coarsenings_of(earlier), **coarsenings_of(after.dataset)}
    return learned(
        Table(layout_of(earlier), before.rows()),
        Table(layout_of(after.dataset), after.texts()),
        coarsenings,
        k,
    )


def declared(names: Sequence[str]) -> Dataset:
    """A sheet of persons that was released earlier, known by the names of its columns."""
    known = {
        column.name: column for form in DATE_FORMS for column in published(PERSONS, form).columns
    }
    plain = {name: replace(PERSONS.columns[0], name=name, label_de=name) for name in names}
    return replace(PERSONS, columns=tuple(known.get(name, plain[name]) for name in names))
