"""What a report is composed from: its days, its figures, how they are named and where they lead."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal, cast
from urllib.parse import quote

from flask_babel import gettext as _

from app.disclosure import FEWEST
from app.pilots.preset import Preset
from app.pilots.queries import PilotInForce
from app.reporting.figures.guarding import guarded
from app.reporting.figures.labels import label
from app.reporting.figures.queries import figures_of
from app.reporting.figures.rules import Figures, Scope
from app.reporting.package.rules import told_scope
from app.reporting.reports.queries import ReportRow
from app.web import settings
from exports.report import CellKind, Head, Table, Value

Language = Literal["de", "en"]
Kind = Literal["interim", "final"]


@dataclass(frozen=True)
class Material:
    """A report in the making. `exact` are all figures, `told` those that may leave the house:
    no count of 1 or 2 people, and none that would give such a count away."""

    pilot: PilotInForce
    row: ReportRow
    scope: Scope
    exact: Figures
    told: Figures

    @property
    def preset(self) -> Preset:
        """The programme."""
        return self.pilot.preset

    @property
    def language(self) -> Language:
        """The language of the report."""
        return cast(Language, self.row.language)

    @property
    def kind(self) -> Kind:
        """Interim or final."""
        return cast(Kind, self.row.kind)

    @property
    def is_final(self) -> bool:
        """Whether it is about the whole funding period."""
        return self.row.kind == "final"

    @property
    def last(self) -> date:
        """The last day that is told."""
        return self.scope.last

    def title(self, entry: Any) -> str:
        """How something of the programme is called in the language of the report."""
        found: str = entry.title_en if self.language == "en" and entry.title_en else entry.title_de
        return found

    def cents(self, key: str) -> int:
        """An amount; nothing where the books know none."""
        return self.exact.get(key) or 0

    def value(self, key: str) -> Value:
        """A figure as it may be told: its value, a word where it is protected, None for none."""
        told = self.told.get(key)
        return protected() if told is None and self.exact.get(key) is not None else told

    def address(self, key: str, scope: Scope | None = None) -> str | None:
        """Where the rows behind a figure can be seen; None where the house has no address.

        Of the days of the report, or of others.
        """
        root = settings().public_url.rstrip("/")
        if not root or key not in self.exact:
            return None
        path = "/".join(
            quote(part, safe=":.")
            for part in (self.pilot.key, "figures", (scope or self.scope).code, key)
        )
        return f"{root}/p/{path}"

    def addresses(self, keys: Mapping[tuple[int, int], str]) -> dict[tuple[int, int], str]:
        """The addresses of cells that show figures."""
        found = {cell: self.address(key) for cell, key in keys.items()}
        return {cell: address for cell, address in found.items() if address}


def material_of(pilot: PilotInForce, row: ReportRow) -> Material:
    """All figures of a report; DomainError for a period that cannot be told."""
    scope = told_scope(row.scope, pilot.preset.notice, pilot.day)
    exact = figures_of(pilot.id, pilot.preset, scope)
    return Material(pilot, row, scope, exact, guarded(exact, FEWEST))


def protected() -> str:
    """What stands where a small count is protected."""
    return str(_("geschützt"))


def shown(count: int | None) -> Value:
    """A count that has passed the protection: the word for it where it is None."""
    return protected() if count is None else count


def figure_table(
    material: Material, key: str, title: str, keys: Iterable[str], kind: CellKind, head: str
) -> Table:
    """A table of figures by their names, each with its address."""
    listed = [one for one in keys if one in material.exact]
    return Table(
        key=key,
        title=title,
        heads=[Head(label=_("Größe")), Head(label=head, kind=kind)],
        rows=[(label(one, material.preset), material.value(one)) for one in listed],
        note=guard_note(material.value(one) for one in listed),
        addresses=material.addresses({(at, 1): one for at, one in enumerate(listed)}),
    )


def guard_note(values: Iterable[Value]) -> str:
    """Why something is missing, where something is; else nothing."""
    if protected() not in list(values):
        return ""
    return str(
        _(
            "„geschützt“: eine Zahl von 1 oder 2 Personen, oder eine, aus der sie sich errechnen "
            "ließe."
        )
    )
