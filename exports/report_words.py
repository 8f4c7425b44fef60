"""How the papers of a report write figures and days, and their own words in both languages."""

from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from exports.columns import Bilingual, Language
from exports.report import CellKind, Value

MINUS: Final = "\u2212"
NO_BREAK: Final = "\u00a0"
NOTHING: Final = "–"
_MONTHS: Final = (
    *("Jan", "Feb", "Mar", "Apr", "May", "Jun"),
    *("Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
)
_GERMAN: Final = str.maketrans(",.", ".,")

FUNDER: Final = Bilingual("Zuwendungsgeber", "Funder")
CONTENTS: Final = Bilingual("Inhalt", "Contents")
FIGURES: Final = Bilingual("Zahlenmäßiger Nachweis", "Statement of figures")
FACTUAL: Final = Bilingual("Sachbericht", "Factual report")
NO_TEXT: Final = Bilingual("Zu diesem Abschnitt liegt kein Text vor.", "No text was written here.")
NO_ROWS: Final = Bilingual("Keine Einträge.", "No entries.")
SIGNATURES: Final = Bilingual("Bestätigung und Unterschriften", "Confirmation and signatures")
CONFIRMED: Final = Bilingual(
    "Es wird bestätigt, dass die Ausgaben notwendig waren, dass wirtschaftlich und sparsam"
    " verfahren worden ist und dass die Angaben mit den Büchern und Belegen übereinstimmen.",
    "It is confirmed that the expenditure was necessary, that the funds were used economically"
    " and sparingly, and that the statements agree with the books and vouchers.",
)
PLACE_AND_DAY: Final = Bilingual("Ort, Datum", "Place, date")
SIGNATURE: Final = Bilingual("Unterschrift", "Signature")
ON: Final = Bilingual("am {day}", "on {day}")
ANNEXES: Final = Bilingual("Anlagen", "Annexes")
ANNEX: Final = Bilingual("Anlage {number}: {title}", "Annex {number}: {title}")
VOUCHERS: Final = Bilingual("Belegliste", "List of vouchers")
VOUCHERS_BY_POSITION: Final = Bilingual("Summen der Belegliste", "Totals of the vouchers")
NUMBER_OF_VOUCHERS: Final = Bilingual("Belege", "Vouchers")
TABLE: Final = Bilingual("Tabelle", "Table")
CHART: Final = Bilingual("Abbildung", "Figure")
PAGE: Final = Bilingual("Seite {page} von {pages}", "Page {page} of {pages}")
FACTS: Final = Bilingual("Angaben zum Nachweis", "About this statement")
FACT: Final = Bilingual("Angabe", "Item")
VALUE: Final = Bilingual("Inhalt", "Content")
DRAFT: Final = Bilingual("Entwurf", "Draft")


def written(value: Value, kind: CellKind, language: Language) -> str:
    """A value as it is printed: 1.234,56 €, −5, 12,3 %, 31.12.2023; a dash for what is unknown."""
    if isinstance(value, str):
        return value
    if isinstance(value, date):
        return day(value, language)
    return NOTHING if value is None else _figure(value, kind, language)


def _figure(value: float, kind: CellKind, language: Language) -> str:
    if kind == "money":
        return money(value, language)
    if kind == "share":
        return f"{_number(Decimal(str(value)) * 100, 1, language)}{NO_BREAK}%"
    return _number(Decimal(str(value)), 0, language)


def day(value: date, language: Language) -> str:
    """31.12.2023 in German, 31 Dec 2023 in English, whatever the machine speaks."""
    if language == "de":
        return f"{value:%d.%m.}{value.year}"
    return f"{value.day:02d}{NO_BREAK}{_MONTHS[value.month - 1]}{NO_BREAK}{value.year}"


def money(cents: float, language: Language) -> str:
    """Cents as 1.234,56 € or €1,234.56, with a true minus sign."""
    text = _number(Decimal(str(cents)).scaleb(-2), 2, language)
    if language == "de":
        return f"{text}{NO_BREAK}€"
    return f"{MINUS}€{text[1:]}" if text.startswith(MINUS) else f"€{text}"


def _number(value: Decimal, places: int, language: Language) -> str:
    text = f"{value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP):,}".replace("-", MINUS)
    return text.translate(_GERMAN) if language == "de" else text
