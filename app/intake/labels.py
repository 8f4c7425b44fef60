"""What the kinds of import are called, which file they expect, and how findings read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from app.finance.plan_file import LABEL, POSITION
from app.finance.staff.payroll_file import HEADERS as PAYROLL_HEADERS
from app.finance.voucher_row import HEADERS as VOUCHER_HEADERS
from app.intake.findings import Finding, Severity
from app.intake.kinds import ImportKind
from app.messages import SENTENCES, sentence
from app.participants.listed import HEADERS as PARTICIPANT_HEADERS
from app.pilots.preset import Preset
from app.wording import language

KINDS: Mapping[ImportKind, Any] = {
    ImportKind.PARTICIPANTS: _l("Teilnehmerliste"),
    ImportKind.PLAN: _l("Finanzierungsplan"),
    ImportKind.VOUCHERS: _l("Belegliste"),
    ImportKind.BANK: _l("Kontoauszug"),
    ImportKind.PAYROLL: _l("Personalabrechnung"),
}
ORDER = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.NOTE: 2}


@dataclass(frozen=True)
class Shown:
    """A finding as pages show it; `severity` is the word the table of findings knows."""

    severity: str
    sheet: str | None
    line: int | None
    cell: str | None
    column: str | None
    value: str | None
    message: str


def expected(kind: ImportKind, preset: Preset) -> tuple[str, Sequence[str]]:
    """A sentence on the file that belongs to a kind, and the columns it must have."""
    years = [str(year) for year in preset.years]
    return {
        ImportKind.PARTICIPANTS: (
            _(
                "Die Teilnehmerliste des Trägers als Excel-Arbeitsmappe (.xlsx), "
                "eine Zeile je Aufnahme."
            ),
            PARTICIPANT_HEADERS,
        ),
        ImportKind.PLAN: (
            _(
                "Der Finanzierungsplan als Excel-Arbeitsmappe (.xlsx), eine Zeile je Position. "
                "Er muss auf den Cent die Zuwendung ergeben."
            ),
            (POSITION, LABEL, *years),
        ),
        ImportKind.VOUCHERS: (
            _(
                "Die Belegliste aus der Finanzbuchhaltung als CSV-Datei oder "
                "Excel-Arbeitsmappe (.xlsx), eine Zeile je gezahltem Beleg."
            ),
            VOUCHER_HEADERS,
        ),
        ImportKind.BANK: (
            _(
                "Der Tagesauszug der Bank im Format CAMT.053, als XML-Datei oder als ZIP mit "
                "mehreren Auszügen."
            ),
            (),
        ),
        ImportKind.PAYROLL: (
            _(
                "Die Personalabrechnung als CSV-Datei oder Excel-Arbeitsmappe (.xlsx), eine Zeile "
                "je Stelle und Monat. Namen werden nicht gelesen."
            ),
            PAYROLL_HEADERS,
        ),
    }[kind]


def shown(finding: Finding) -> Shown:
    """A finding with its value, for whoever has just brought the file."""
    return Shown(
        _word(finding.severity),
        finding.sheet,
        finding.line,
        finding.cell,
        finding.column,
        finding.value,
        sentence(finding.code, language(), dict(finding.params)),
    )


def shown_again(kept: Mapping[str, Any]) -> Shown:
    """A finding kept with an import: without its value. A code of old days shows as it is."""
    code = kept["code"]
    text = sentence(code, language(), kept["params"]) if code in SENTENCES else code
    place = (kept["sheet"], kept["line"], kept["cell"], kept["column"])
    return Shown(_word(Severity(kept["severity"])), *place, None, text)


def _word(severity: Severity) -> str:
    return "info" if severity is Severity.NOTE else str(severity)
