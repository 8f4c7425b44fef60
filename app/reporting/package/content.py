"""The content of a report to the funder, in the report's language, before any format."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from flask_babel import gettext as _

from app.pilots.queries import PilotInForce
from app.pilots.report_sections import ReportSection
from app.reporting.package.facts import facts_of
from app.reporting.package.further import further_of
from app.reporting.package.material import Material, material_of
from app.reporting.package.shows import shown_in
from app.reporting.package.statement import statement_addresses, statement_of
from app.reporting.reports.labels import chapters, title
from app.reporting.reports.queries import ReportRow
from app.wording import speaking
from exports.report import Chapter, Report, Signature, Table


def content_of(
    pilot: PilotInForce,
    row: ReportRow,
    texts: Mapping[str, str],
    signatures: Sequence[Signature] = (),
    is_draft: bool = True,
    restatements: Table | None = None,
) -> Report:
    """A whole report: statement of figures, vouchers, further tables, chapters with their texts.

    `texts` are the coordinator's by the key of their chapter; `restatements` say which filed
    figures would differ by what is known today. DomainError for a period that cannot be told.
    """
    with speaking(row.language):
        return _composed(material_of(pilot, row), texts, signatures, is_draft, restatements)


def _composed(
    material: Material,
    texts: Mapping[str, str],
    signatures: Sequence[Signature],
    is_draft: bool,
    restatements: Table | None,
) -> Report:
    preset, scope = material.preset, material.scope
    statement = statement_of(material)
    return Report(
        kind=material.kind,
        language=material.language,
        title=title(material.row),
        subtitle=_("Zahlenmäßiger Nachweis mit Belegliste und Sachbericht"),
        pilot_title=preset.title_en if material.language == "en" else preset.title,
        carrier=preset.carrier,
        funder=preset.funder,
        notice=preset.notice.reference,
        first=scope.first,
        last=scope.last,
        made_on=material.pilot.day,
        facts=facts_of(material),
        statement=statement,
        further=[*further_of(material, statement), *([restatements] if restatements else [])],
        chapters=[
            _chapter(material, section, texts.get(section.key, ""))
            for section in chapters(preset, material.kind)
        ],
        signatures=signatures,
        is_draft=is_draft,
        addresses=statement_addresses(material),
    )


def _chapter(material: Material, section: ReportSection, text: str) -> Chapter:
    tables, charts = shown_in(material, section.shows)
    return Chapter(
        key=section.key,
        heading=material.title(section),
        text=text,
        tables=tables,
        charts=charts,
    )
