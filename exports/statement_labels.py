"""The wording of the funder statement: official German, with English beside it."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from exports.columns import Bilingual, Language
from exports.statement_lines import ReceiptKind, Statement

SHEET_STATEMENT: Final = Bilingual("Nachweis", "Statement")
SHEET_RECEIPTS: Final = Bilingual("Einnahmen", "Receipts")
SHEET_VOUCHERS: Final = Bilingual("Belegliste", "Vouchers")
SHEET_CHECK: Final = Bilingual("Prüfung", "Check")

TITLE: Final = Bilingual(
    "Zwischennachweis {period}: zahlenmäßiger Nachweis", "Interim statement {period}: figures"
)
FINAL_TITLE: Final = Bilingual(
    "Verwendungsnachweis {period}: zahlenmäßiger Nachweis", "Final statement {period}: figures"
)
PILOT: Final = Bilingual("Vorhaben", "Project")
CARRIER: Final = Bilingual("Zuwendungsempfänger", "Recipient of the grant")
NOTICE: Final = Bilingual("Zuwendungsbescheid", "Notice of grant")
NOTICE_DATE: Final = Bilingual("Bescheid vom", "Notice dated")
GRANT: Final = Bilingual("Bewilligte Zuwendung", "Grant awarded")
PERIOD_FROM: Final = Bilingual("Bewilligungszeitraum vom", "Funding period from")
PERIOD_UNTIL: Final = Bilingual("Bewilligungszeitraum bis", "Funding period until")
YEAR: Final = Bilingual("Kalenderjahr", "Calendar year")
PERIOD: Final = Bilingual("Zeitraum des Nachweises", "Period of the statement")
MADE_ON: Final = Bilingual("Erstellt am", "Made on")

INCOME: Final = Bilingual("I. Einnahmen {period}", "I. Income {period}")
INCOME_KIND: Final = Bilingual("Art der Einnahme", "Kind of income")
INCOME_TOTAL: Final = Bilingual("Summe der Einnahmen", "Total income")
RECEIPT_KIND_LABELS: Final[dict[ReceiptKind, Bilingual]] = {
    "draw_down": Bilingual("Mittelabruf", "Draw-down"),
    "refund": Bilingual("Erstattung oder Rückzahlung", "Refund or repayment"),
    "other": Bilingual("Sonstige Einnahme", "Other income"),
}

EXPENDITURE: Final = Bilingual(
    "II. Ausgaben in der Gliederung des Finanzierungsplans",
    "II. Expenditure in the structure of the financing plan",
)
POSITION: Final = Bilingual("Position", "Position")
POSITION_LABEL: Final = Bilingual("Bezeichnung", "Description")
PLANNED_TOTAL: Final = Bilingual("Ansatz gesamt", "Planned in total")
PLANNED_YEAR: Final = Bilingual("Ansatz {years}", "Planned {years}")
SPENT_BEFORE: Final = Bilingual("Ausgaben bis {before}", "Spent until {before}")
SPENT_YEAR: Final = Bilingual("Ausgaben {period}", "Spent {period}")
SPENT_CUMULATED: Final = Bilingual("Ausgaben insgesamt", "Spent in total")
REMAINING: Final = Bilingual("Restmittel", "Remaining")
EXPENDITURE_TOTAL: Final = Bilingual("Summe der Ausgaben", "Total expenditure")

CASH: Final = Bilingual("III. Kassenbestand", "III. Cash position")
CASH_OPENING: Final = Bilingual("Bestand am {first}", "Opening balance on {first}")
CASH_INCOME: Final = Bilingual("zuzüglich Einnahmen", "plus income")
CASH_EXPENDITURE: Final = Bilingual("abzüglich Ausgaben", "less expenditure")
CASH_CLOSING: Final = Bilingual("Bestand am {last}", "Closing balance on {last}")
BANK_BALANCE: Final = Bilingual("Kontostand laut Bank", "Balance according to the bank")
BANK_DIFFERENCE: Final = Bilingual("Differenz zum Kontostand", "Difference to the bank balance")
NOT_RECORDED: Final = Bilingual("nicht erfasst", "not recorded")
NOT_COMPUTABLE: Final = Bilingual("nicht berechenbar", "cannot be calculated")

RUNNING_NUMBER: Final = Bilingual("Lfd. Nr.", "No.")
DAY_OF_PAYMENT: Final = Bilingual("Tag der Zahlung", "Day of payment")
PAYER: Final = Bilingual("Einzahler", "Payer")
PAYEE: Final = Bilingual("Empfänger", "Payee")
REASON: Final = Bilingual("Grund der Zahlung", "Reason for payment")
KIND: Final = Bilingual("Art", "Kind")
AMOUNT: Final = Bilingual("Betrag", "Amount")
SOURCE_NUMBER: Final = Bilingual("Belegnummer der Quelle", "Voucher number of the source")
NO_VOUCHERS: Final = Bilingual("keine Belege", "no vouchers")
SUBTOTAL: Final = Bilingual("Summe {code} {label}", "Total {code} {label}")

FIGURE: Final = Bilingual("Größe", "Figure")
OURS: Final = Bilingual("Pilotbuch", "Pilotbuch")
WORKBOOK: Final = Bilingual("Formel der Mappe", "Formula of the workbook")
DIFFERENCE: Final = Bilingual("Differenz", "Difference")
DIFFERENCE_TOTAL: Final = Bilingual(
    "Summe der Differenzen (muss 0,00 sein)", "Sum of differences (must be 0.00)"
)
CHECK_NOTE: Final = Bilingual(
    "Die Spalte Pilotbuch enthält feste Summen, in ganzen Cent gerechnet; die Mappe rechnet ihre"
    " Formeln beim Öffnen selbst neu.",
    "The column Pilotbuch holds fixed totals calculated in whole cents; the workbook recalculates"
    " its formulas when it is opened.",
)


@dataclass(frozen=True)
class Wording:
    """The labels in one language and for the days of a statement, both included."""

    language: Language
    first: date
    last: date
    is_final: bool = False

    def __call__(self, label: Bilingual, /, **parameters: str) -> str:
        """The wording with its days and further parameters filled in."""
        words = {
            "first": _day(self.first),
            "last": _day(self.last),
            "period": self.period,
            "years": self._span(str(self.first.year), str(self.last.year)),
            "before": self._before,
        }
        return label.in_language(self.language).format(**words, **parameters)

    @property
    def title(self) -> str:
        """What the statement is called."""
        return self(FINAL_TITLE if self.is_final else TITLE)

    @property
    def is_year(self) -> bool:
        """Whether it is about a whole calendar year."""
        year = self.first.year
        return (self.first, self.last) == (date(year, 1, 1), date(year, 12, 31))

    @property
    def period(self) -> str:
        """The calendar year, or first and last day."""
        if self.is_year:
            return str(self.first.year)
        return self._span(_day(self.first), _day(self.last))

    @property
    def _before(self) -> str:
        if (self.first.month, self.first.day) == (1, 1):
            end = Bilingual("Ende {year}", "end of {year}").in_language(self.language)
            return end.format(year=self.first.year - 1)
        return _day(self.first - timedelta(days=1))

    @staticmethod
    def _span(first: str, last: str) -> str:
        return first if first == last else f"{first}–{last}"


def wording_of(statement: Statement, language: Language) -> Wording:
    """The labels of a statement in a language."""
    return Wording(language, statement.first, statement.last, statement.is_final)


def _day(day: date) -> str:
    return f"{day:%d.%m.%Y}"
