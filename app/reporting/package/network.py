"""Partners in the factual report: agreements and what they were brought in for."""

from __future__ import annotations

from flask_babel import gettext as _

from app.disclosure import FEWEST, suppress
from app.formats import day
from app.partners.labels import KIND, PURPOSE, STANDING
from app.partners.queries import Filters, PartnerRow, partners, results_by_purpose
from app.reporting.package.material import Material, guard_note, shown
from exports.report import Chart, Head, Table


def network(material: Material) -> list[Table | Chart]:
    """The institutions with their agreements, and what they were brought in for."""
    found = partners(material.pilot.id, material.last, Filters(state="all"))
    institutions = Table(
        key="network",
        title=_("Partner und Vereinbarungen am %(day)s", day=day(material.last)),
        heads=[
            Head(label=_("Einrichtung")),
            Head(label=_("Art")),
            Head(label=_("Kooperationsvereinbarung")),
            Head(label=_("gilt bis"), kind="day"),
        ],
        rows=[
            (
                row.partner.name,
                str(KIND.get(row.partner.kind, row.partner.kind)),
                _agreed(row),
                row.agreed.valid_until if row.agreed else None,
            )
            for row in found
        ],
        note="" if found else _("Es sind keine Partner erfasst."),
    )
    return [institutions, _purposes(material)]


def _agreed(row: PartnerRow) -> str:
    return str(STANDING[row.agreed.standing][1]) if row.agreed else str(_("keine"))


def _purposes(material: Material) -> Table:
    by_purpose = results_by_purpose(material.pilot.id, material.last)
    counts = suppress(
        {purpose: sum(results.values()) for purpose, results in by_purpose.items()}, FEWEST
    )
    cells = [
        (str(PURPOSE.get(purpose, purpose)), shown(counts.cells[purpose]))
        for purpose in sorted(by_purpose)
    ]
    rows = [*cells, (_("Summe"), shown(counts.total))]
    return Table(
        key="involvements",
        title=_("Wozu Partner seit Beginn hinzugezogen wurden"),
        heads=[Head(label=_("Zweck")), Head(label=_("Fälle"), kind="number")],
        rows=rows,
        note=guard_note(value for _purpose, value in rows),
    )
