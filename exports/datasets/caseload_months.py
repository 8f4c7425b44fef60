"""Caseload by month: how many people were in care and how many places there were, as counts."""

from typing import Final

from exports.columns import Bilingual, Column, Dataset, Missing

_COUNTED: Final = Bilingual(
    "gezählt aus allen Teilnahmen, auch ohne Einwilligung in die Evaluation",
    "counted from all participations, also without consent to evaluation",
)
_POSTS: Final = Bilingual(
    "Fallzahlschlüssel und geförderte Stellenanteile", "caseload ratio and funded shares of posts"
)

CASELOAD_MONTHS: Final = Dataset(
    about="counts",
    key="caseload_months",
    title_de="Fallbestand am Ende jedes abgeschlossenen Monats",
    title_en="Caseload at the end of each completed month",
    consent="none",
    columns=(
        Column(
            name="month",
            label_de="Monat; gezählt am letzten Tag, im letzten Monat am Ende der Förderung",
            label_en="month; counted on its last day, in the last one at the end of funding",
            kind="month",
            level="interval",
            identifying="none",
            source=_COUNTED,
            unit="YYYY-MM",
            consent="none",
        ),
        Column(
            name="in_care",
            label_de="in Betreuung (Eintritt ≤ Tag < Austritt), Pausen zählen mit",
            label_en="in care (entry ≤ day < exit), pauses included",
            kind="integer",
            level="ratio",
            identifying="none",
            source=_COUNTED,
            unit="participations",
            missing=(Missing.SUPPRESSED,),
            consent="none",
            lowest=0,
        ),
        Column(
            name="places",
            label_de="Plätze aller geförderten Stellen; Abwesenheiten ändern sie nicht",
            label_en="places of all funded posts; absences do not change them",
            kind="integer",
            level="ratio",
            identifying="none",
            source=_POSTS,
            unit="places",
            consent="none",
            lowest=0,
        ),
        Column(
            name="load",
            label_de="in Betreuung je Platz (1: alle belegt); trifft nicht zu: keine Plätze",
            label_en="in care for each place (1: all are taken); not applicable: no places",
            kind="decimal",
            level="ratio",
            identifying="none",
            source=_COUNTED,
            unit="share",
            missing=(Missing.SUPPRESSED, Missing.NOT_APPLICABLE),
            consent="none",
            lowest=0,
        ),
    ),
)
