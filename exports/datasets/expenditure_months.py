"""Expenditure: what was spent, by position of the financing plan and month of payment."""

from typing import Final

from exports.columns import Bilingual, Column, Dataset

_BOOKED = Bilingual("Belege nach Tag der Zahlung", "vouchers by day of payment")

EXPENDITURE_MONTHS: Final = Dataset(
    key="expenditure_months",
    title_de="Ausgaben, eine Zeile je Position und Monat",
    title_en="Expenditure, one row per position and month",
    about="counts",
    consent="none",
    columns=(
        Column(
            name="month",
            label_de="Monat der Zahlung; bei Personalausgaben der letzte des Quartals",
            label_en="month of payment; for staff the last of the quarter",
            kind="month",
            level="interval",
            identifying="none",
            source=_BOOKED,
            unit="YYYY-MM",
            consent="none",
        ),
        Column(
            name="position",
            label_de="Position des Finanzierungsplans; „staff“: alle Personalausgaben zusammen",
            label_en="position of the financing plan; “staff”: all staff costs together",
            kind="text",
            level="nominal",
            identifying="none",
            source=_BOOKED,
            consent="none",
        ),
        Column(
            name="spent",
            label_de="zuwendungsfähige Ausgaben; Stornos mindern ihren Monat",
            label_en="eligible expenditure; reversals reduce their month",
            kind="money",
            level="ratio",
            identifying="none",
            source=_BOOKED,
            unit="EUR",
            consent="none",
        ),
    ),
)
