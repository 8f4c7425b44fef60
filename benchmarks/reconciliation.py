"""A long statement imported and proposed against as many vouchers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta

from app.database import writing
from app.extensions import db
from app.finance.bank import queries
from app.finance.bank.services.matching import accept_certain
from app.intake import kinds
from app.intake.kinds import ImportKind
from benchmarks.figures import Figure, timed
from benchmarks.house import DAY, House
from benchmarks.vouchers import take_vouchers, voucher_list

ENTRIES = 10_000
SECONDS = 10
GROUP = f"Reconciliation: {ENTRIES:,} entries against {ENTRIES:,} vouchers"
IBAN = "DE02120300000000202051"


def figures(at: House) -> Iterator[Figure]:
    """Import with proposals, then accepting all certain ones, then the balance of a month."""
    with at.web.app_context():
        data = voucher_list(at.pilot, ENTRIES)
    take_vouchers(at, data)
    statement = statement_for(at)
    words = at_words(at)
    counts: list[int] = []

    def import_and_propose() -> None:
        take_statement(at, statement)
        with at.web.app_context():
            counts.append(len(queries.proposals(at.actor.pilot_id, words)))

    def propose() -> None:
        with at.web.app_context():
            queries.proposals(at.actor.pilot_id, words)

    def accept() -> None:
        with at.desk():
            counts.append(len(accept_certain(at.actor, words)))

    def compare() -> None:
        with at.web.app_context():
            queries.balance_on(at.actor.pilot_id, IBAN, DAY)

    yield Figure(GROUP, "import and propose", "s", [seconds(import_and_propose)], SECONDS)
    assert counts[0] > ENTRIES * 0.9, counts
    yield Figure(GROUP, "propose alone", "s", [seconds(propose) for _ in range(3)])
    yield Figure(GROUP, "accept all certain ones", "s", [seconds(accept)])
    yield Figure(GROUP, "bank and books of a month's end", "s", [seconds(compare)])


def seconds(action: Callable[[], object]) -> float:
    """How long an action takes."""
    return timed(action) / 1000


def at_words(at: House) -> tuple[str, ...]:
    """What makes a credit a draw-down."""
    with at.web.app_context():
        return at.pilot.preset.bank.draw_down_words


def take_statement(at: House, data: bytes) -> None:
    """Takes the statement in as the command does."""
    with at.web.app_context():
        pilot = at.pilot
        parsed = kinds.read(ImportKind.BANK, pilot, data)
        db.session.rollback()
        with writing():
            taken = kinds.take_in(
                ImportKind.BANK, at.actor, pilot, parsed, "auszug.xml", data, accept_valid=True
            )
            db.session.commit()
    assert taken.import_id is not None, taken.outcome.findings[:3]


def statement_for(at: House) -> bytes:
    """A statement that pays every voucher, a third each naming its number, its invoice, nothing.

    One entry in a hundred has another amount and fits no voucher.
    """
    with at.web.app_context():
        payables = queries.open_payables(at.actor.pilot_id)
    entries, total = [], 0
    for place, one in enumerate(payables):
        cents = one.open_cents + (1 if place % 100 == 99 else 0)
        purpose = one.source_number if place % 3 == 0 else one.reason if place % 3 == 1 else "Miete"
        booked = min(one.paid_on + timedelta(days=place % 4), DAY)
        entries.append(entry(place, cents, booked, one.payee, purpose))
        total += cents
    first = min(one.paid_on for one in payables)
    head = (
        '<?xml version="1.0" encoding="UTF-8"?>'
        '<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt>'
        "<GrpHdr><MsgId>B</MsgId><CreDtTm>2024-07-01T08:00:00</CreDtTm></GrpHdr><Stmt><Id>B-1</Id>"
        "<ElctrncSeqNb>1</ElctrncSeqNb><CreDtTm>2024-07-01T08:00:00</CreDtTm><Acct><Id>"
        f"<IBAN>{IBAN}</IBAN></Id><Ccy>EUR</Ccy></Acct>"
    )
    balances = balance("OPBD", total, first) + balance("CLBD", 0, DAY)
    return f"{head}{balances}{''.join(entries)}</Stmt></BkToCstmrStmt></Document>".encode()


def balance(code: str, cents: int, day: date) -> str:
    """A balance of the statement."""
    return (
        f"<Bal><Tp><CdOrPrtry><Cd>{code}</Cd></CdOrPrtry></Tp>"
        f'<Amt Ccy="EUR">{cents / 100:.2f}</Amt><CdtDbtInd>CRDT</CdtDbtInd>'
        f"<Dt><Dt>{day}</Dt></Dt></Bal>"
    )


def entry(place: int, cents: int, day: date, payee: str, purpose: str) -> str:
    """A payment out."""
    amount = f'<Amt Ccy="EUR">{cents / 100:.2f}</Amt><CdtDbtInd>DBIT</CdtDbtInd>'
    return (
        f"<Ntry><NtryRef>{place}</NtryRef>{amount}<Sts><Cd>BOOK</Cd></Sts>"
        f"<BookgDt><Dt>{day}</Dt></BookgDt><ValDt><Dt>{day}</Dt></ValDt>"
        f"<AcctSvcrRef>R{place:06d}</AcctSvcrRef><BkTxCd><Prtry><Cd>NTRF+116</Cd></Prtry></BkTxCd>"
        f"<NtryDtls><TxDtls><Refs><EndToEndId>E{place}</EndToEndId></Refs>{amount}<RltdPties>"
        f"<Cdtr><Pty><Nm>{payee}</Nm></Pty></Cdtr></RltdPties>"
        f"<RmtInf><Ustrd>{purpose}</Ustrd></RmtInf></TxDtls></NtryDtls></Ntry>"
    )
