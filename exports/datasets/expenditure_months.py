"""Expenditure of the grant by position and month; the pilot's own people by the year only."""

from typing import Final

from exports.columns import Bilingual, Column, Dataset, Kind, Level, Missing

_BOOKED: Final = Bilingual(
    "gebuchte Belege nach Zahlungstag, Stornierungen abgezogen",
    "booked vouchers by day of payment, reversals taken off",
)


def _column(
    name: str,
    label: Bilingual,
    kind: Kind,
    level: Level = "nominal",
    *,
    unit: str = "",
    missing: tuple[Missing, ...] = (),
) -> Column:
    return Column(
        name=name,
        label_de=label.de,
        label_en=label.en,
        kind=kind,
        level=level,
        identifying="none",
        source=_BOOKED,
        unit=unit,
        missing=missing,
        consent="none",
    )


EXPENDITURE_MONTHS: Final = Dataset(
    about="counts",
    key="expenditure_months",
    title_de="Ausgaben je Position und Monat, Personal je Kalenderjahr",
    title_en="Expenditure by position and month, staff by calendar year",
    consent="none",
    columns=(
        _column(
            "position",
            Bilingual(
                "Position des Ausgabenplans; alle Personalpositionen stehen in einer Zeile, mit +"
                " verbunden",
                "position of the expenditure plan; all staff positions stand in one row, joined"
                " by +",
            ),
            "text",
        ),
        _column("position_de", Bilingual("Position, deutsch", "position, in German"), "text"),
        _column("position_en", Bilingual("Position, englisch", "position, in English"), "text"),
        _column(
            "is_staff",
            Bilingual(
                "bezahlt das eigene Personal: nur abgeschlossene Kalenderjahre, und nur wenn"
                " darin genügend Stellen besetzt waren",
                "pays the pilot's own people: completed calendar years only, and only where"
                " enough posts were filled in them",
            ),
            "yesno",
        ),
        _column("year", Bilingual("Jahr der Zahlung", "year of payment"), "integer", "interval"),
        _column(
            "month",
            Bilingual(
                "Monat der Zahlung (1 bis 12); trifft nicht zu: das ganze Jahr",
                "month of payment (1 to 12); not applicable: the whole year",
            ),
            "integer",
            "interval",
            missing=(Missing.NOT_APPLICABLE,),
        ),
        _column(
            "amount",
            Bilingual(
                "Ausgaben zu Lasten der Zuwendung; was der Träger selbst trägt, zählt nicht",
                "expenditure charged to the grant; what the carrier bears itself does not count",
            ),
            "money",
            "ratio",
            unit="EUR",
        ),
    ),
)
