"""Monthly caseload: how many people were in care, and how many places there were."""

from typing import Final

from exports.columns import Bilingual, Column, Dataset, Missing

_COUNTED = Bilingual("gezählt am letzten Tag des Monats", "counted on the last day of the month")

CASELOAD_MONTHS: Final = Dataset(
    key="caseload_months",
    title_de="Fallzahlen, eine Zeile je Monat",
    title_en="Caseload, one row per month",
    about="counts",
    consent="none",
    columns=(
        Column(
            name="month",
            label_de="Monat",
            label_en="month",
            kind="month",
            level="interval",
            identifying="none",
            source=_COUNTED,
            unit="YYYY-MM",
            consent="none",
        ),
        Column(
            name="in_care",
            label_de="Personen in Betreuung am Monatsende, ob mit oder ohne Einwilligung",
            label_en="people in care at the end of the month, with or without consent",
            kind="integer",
            level="ratio",
            identifying="none",
            source=_COUNTED,
            missing=(Missing.SUPPRESSED,),
            consent="none",
            lowest=0,
        ),
        Column(
            name="places",
            label_de="Plätze am Monatsende: Stellenanteile mal Fallzahlschlüssel",
            label_en="places at the end of the month: shares of posts times the ratio",
            kind="integer",
            level="ratio",
            identifying="none",
            source=Bilingual("Stellen und Fallzahlschlüssel", "posts and caseload ratio"),
            consent="none",
            lowest=0,
        ),
    ),
)
