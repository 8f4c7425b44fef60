"""Files for imports, small and large, and what a database holds of them."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import func, select

from app.access import Actor
from app.database import writing
from app.extensions import db
from app.finance.bank.models import BankEntry
from app.finance.models import Booking, Plan
from app.finance.voucher_row import HEADERS
from app.intake import kinds
from app.intake.kinds import ImportKind, Taken
from app.intake.models import Import
from app.participants.identity.models import Identity
from app.participants.models import Participation
from tests import factories
from tests.factories import SAMPLES

FILES = {
    ImportKind.PLAN: "finanzierungsplan.xlsx",
    ImportKind.PARTICIPANTS: "teilnehmerliste.xlsx",
    ImportKind.VOUCHERS: "belegliste.csv",
    ImportKind.BANK: "kontoauszug.camt053.xml",
}
ROWS = {
    ImportKind.PLAN: 1,
    ImportKind.PARTICIPANTS: 84,
    ImportKind.VOUCHERS: 540,
    ImportKind.BANK: 207,
}
"""Rows of the table below that the samples leave."""
TABLES = {
    ImportKind.PLAN: Plan,
    ImportKind.PARTICIPANTS: Participation,
    ImportKind.VOUCHERS: Booking,
    ImportKind.BANK: BankEntry,
}
Line = tuple[str, str, str, str, str, str, str]


def sample(kind: ImportKind) -> bytes:
    """The model pilot's file of a kind."""
    return (SAMPLES / FILES[kind]).read_bytes()


def take_in(
    actor: Actor, kind: ImportKind, data: bytes | None = None, accept_valid: bool = True
) -> Taken:
    """Takes a file in, the sample unless another is given, and commits."""
    content = sample(kind) if data is None else data
    pilot = factories.pilot()
    parsed = kinds.read(kind, pilot, content)
    db.session.rollback()
    with writing():
        taken = kinds.take_in(kind, actor, pilot, parsed, FILES[kind], content, accept_valid)
        db.session.commit()
    return taken


def undo(actor: Actor, kind: ImportKind, import_id: int) -> None:
    """Takes an import back and commits."""
    db.session.rollback()
    with writing():
        kinds.undo(kind, actor, import_id)
        db.session.commit()


def voucher_list(lines: Iterable[Line]) -> bytes:
    """A list of vouchers as the municipal system gives it."""
    return "\r\n".join(";".join(line) for line in (HEADERS, *lines)).encode("cp1252")


def voucher(number: str, amount: str = "10,00", reason: str = "Material") -> Line:
    """A line of that list."""
    return (number, "01.02.2023", "05.02.2023", "Druckerei", reason, "0843", amount)


def count(kind: ImportKind) -> int:
    """How many rows of that kind the database holds now."""
    return everything()[TABLES[kind].__tablename__]


def everything() -> dict[str, int]:
    """What imports have left, by table; leaves no transaction open that requests would wait for."""
    tables = (Import, Plan, Participation, Identity, Booking, BankEntry)
    db.session.rollback()
    found = {
        table.__tablename__: db.session.scalar(select(func.count()).select_from(table)) or 0
        for table in tables
    }
    db.session.rollback()
    return found
