"""The tables of the allocation in words, as the workbook takes them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING

from flask_babel import gettext as _

from app.reporting.allocation.figures import Tables
from app.reporting.allocation.rules import Sum

if TYPE_CHECKING:
    from exports.allocation import CostLine, CostReport, CostTable


def cost_report(
    shown: Tables,
    *,
    title: str,
    subtitle: str,
    stages: Mapping[int | None, str],
    outcomes: Mapping[str, str],
    positions: Mapping[str, str],
    made_on: date,
) -> CostReport:
    """The report in the reader's language."""
    from exports.allocation import CostReport

    return CostReport(
        title=title,
        notes=[
            subtitle,
            _("Ein Teilnehmermonat ist ein Kalendermonat in Betreuung; ein Teil zählt nach Tagen."),
            _("Zahlen weniger Personen sind geschützt, und weitere, aus denen sie sich ergäben."),
        ],
        heads=[
            _("Gruppe"),
            _("Personen"),
            _("Tage in Betreuung"),
            _("Ausgaben"),
            _("je Teilnehmermonat"),
        ],
        protected=_("geschützt"),
        tables=list(_tables(shown, stages, outcomes, positions)),
        made_on=made_on,
    )


def _tables(
    shown: Tables,
    stages: Mapping[int | None, str],
    outcomes: Mapping[str, str],
    positions: Mapping[str, str],
) -> Iterator[CostTable]:
    from exports.allocation import CostLine, CostTable

    found = shown.found
    yield CostTable(
        _("Alle Ausgaben"),
        [
            _line(_("zugeordnet"), shown.whole),
            CostLine(_("nicht zugeordnet"), found.unallocated_cents),
        ],
    )
    yield CostTable(
        _("Nach Jahren"), [_line(str(year), one) for year, one in sorted(shown.years.items())]
    )
    yield CostTable(
        _("Nach Baustein"),
        [_line(stages.get(key, str(key)), one) for key, one in shown.stages.items()],
    )
    yield CostTable(
        _("Nach Verbleib"),
        [_line(outcomes.get(key, key), one) for key, one in shown.outcomes.items()],
    )
    yield CostTable(
        _("Nach Positionen"),
        [
            CostLine(f"{row.position} {positions.get(row.position, '')}".strip(), row.total_cents)
            for row in shown.positions
        ],
    )


def _line(label: str, one: Sum | None) -> CostLine:
    from exports.allocation import CostLine

    if one is None:
        return CostLine(label, is_protected=True)
    return CostLine(label, one.amount_cents, one.people, one.days, one.per_month_cents)
