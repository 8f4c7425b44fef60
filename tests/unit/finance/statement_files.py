"""Statements of account written as a bank would write them, in CAMT.053 and in MT940."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from xml.sax.saxutils import escape

IBAN = "DE02120300000000202051"
NATIONAL = "12030000/202051"
WIDTH = 27


@dataclass(frozen=True)
class Paid:
    """An entry to be written; payments out are negative."""

    booked_on: date
    cents: int
    name: str = "Firma"
    purpose: str = "Rechnung"
    value_on: date | None = None
    is_reversal: bool = False
    reference: str = ""


@dataclass(frozen=True)
class Sheet:
    """A statement to be written: its days, its opening balance, its entries."""

    from_day: date
    until_day: date
    opening: int
    paid: Sequence[Paid] = ()
    number: int = 1

    @property
    def closing(self) -> int:
        """What the account holds at the end."""
        return self.opening + sum(one.cents for one in self.paid)


def camt(*sheets: Sheet, iban: str = IBAN) -> bytes:
    """The statements as one CAMT.053 file, version 08."""
    namespace = "urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"
    body = "".join(_camt_statement(sheet, iban) for sheet in sheets)
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><Document xmlns="{namespace}">'
        f"<BkToCstmrStmt><GrpHdr/>{body}</BkToCstmrStmt></Document>"
    ).encode()


def _camt_statement(sheet: Sheet, iban: str) -> str:
    number = len(sheet.paid)
    total = _amount(sum(abs(one.cents) for one in sheet.paid))
    summary = f"<NbOfNtries>{number}</NbOfNtries><Sum>{total}</Sum>"
    return (
        f"<Stmt><Id>{sheet.from_day}-{sheet.number}</Id><Acct><Id><IBAN>{iban}</IBAN></Id></Acct>"
        + _camt_balance("OPBD", sheet.opening, sheet.from_day)
        + _camt_balance("CLBD", sheet.closing, sheet.until_day)
        + f"<TxsSummry><TtlNtries>{summary}</TtlNtries></TxsSummry>"
        + "".join(_camt_entry(one) for one in sheet.paid)
        + "</Stmt>"
    )


def _camt_balance(code: str, cents: int, day: date) -> str:
    return (
        f"<Bal><Tp><CdOrPrtry><Cd>{code}</Cd></CdOrPrtry></Tp>{_camt_money(cents)}"
        f"<Dt><Dt>{day}</Dt></Dt></Bal>"
    )


def _camt_money(cents: int) -> str:
    direction = "CRDT" if cents >= 0 else "DBIT"
    return f'<Amt Ccy="EUR">{_amount(abs(cents))}</Amt><CdtDbtInd>{direction}</CdtDbtInd>'


def _camt_entry(one: Paid) -> str:
    role = "Cdtr" if (one.cents < 0) != one.is_reversal else "Dbtr"
    reversal = "<RvslInd>true</RvslInd>" if one.is_reversal else ""
    reference = f"<AcctSvcrRef>{one.reference}</AcctSvcrRef>" if one.reference else ""
    return (
        f"<Ntry>{_camt_money(one.cents)}{reversal}<Sts><Cd>BOOK</Cd></Sts>"
        f"<BookgDt><Dt>{one.booked_on}</Dt></BookgDt>"
        f"<ValDt><Dt>{one.value_on or one.booked_on}</Dt></ValDt>{reference}"
        f"<NtryDtls><TxDtls><RltdPties><{role}><Nm>{escape(one.name)}</Nm></{role}></RltdPties>"
        f"<RmtInf><Ustrd>{escape(one.purpose)}</Ustrd></RmtInf></TxDtls></NtryDtls></Ntry>"
    )


def _amount(cents: int) -> str:
    return f"{cents // 100}.{cents % 100:02}"


def mt940(*sheets: Sheet, account: str = NATIONAL) -> str:
    """The statements as one MT940 file, as the German banks structure it."""
    return "".join("\r\n".join(_mt940_lines(sheet, account)) + "\r\n" for sheet in sheets)


def _mt940_lines(sheet: Sheet, account: str) -> Iterator[str]:
    yield from (":20:STARTUMS", f":25:{account}", f":28C:{sheet.number:05}/001")
    # The opening balance bears the day of the closing before.
    yield f":60F:{_mt940_balance(sheet.opening, date.fromordinal(sheet.from_day.toordinal() - 1))}"
    for one in sheet.paid:
        value = one.value_on or one.booked_on
        marks = ("RC", "RD") if one.is_reversal else ("D", "C")
        amount = _amount(abs(one.cents)).replace(".", ",")
        mark = marks[one.cents >= 0]
        yield f":61:{value:%y%m%d}{one.booked_on:%m%d}{mark}R{amount}NTRFNONREF//{one.reference}"
        yield from wrapped(f":86:166?00UEBERWEISUNG{_subfields(one)}")
    yield f":62F:{_mt940_balance(sheet.closing, sheet.until_day)}"
    yield "-"


def _mt940_balance(cents: int, day: date) -> str:
    amount = _amount(abs(cents)).replace(".", ",")
    return f"{'C' if cents >= 0 else 'D'}{day:%y%m%d}EUR{amount}"


def _subfields(one: Paid) -> str:
    purpose = pieces(f"SVWZ+{one.purpose}")
    places = [*range(20, 30), *range(60, 64)]
    told = [f"?{place}{text}" for place, text in zip(places, purpose, strict=False)]
    assert len(purpose) <= len(places)
    names = [f"?{place}{text}" for place, text in zip((32, 33), pieces(one.name), strict=False)]
    return "".join((*told, "?30COLSDE33XXX", *names))


def pieces(text: str, width: int = WIDTH) -> list[str]:
    """The text cut at a width, wherever that is."""
    return [text[at : at + width] for at in range(0, len(text), width)]


def wrapped(field: str) -> Iterable[str]:
    """A field in lines of 65 characters; none begins with a colon, which would be a new field."""
    return pieces(field, 65)
