"""Tables of the bank: statements, entries with their parts, and what they were matched to."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    String,
    UniqueConstraint,
    false,
)
from sqlalchemy.orm import Mapped, mapped_column

from app.database import Base, Cents, Moment, PilotRow, utc_now, within_pilot


class BankAccount(PilotRow, Base):
    """An account or cost centre (Kostenstelle) whose statements belong to the pilot.

    The first account registers itself with its import, further ones are registered by a person;
    cost centres come from the programme.
    """

    __tablename__ = "bank_account"
    __table_args__ = (
        UniqueConstraint("pilot_id", "iban"),
        CheckConstraint("kind in ('account', 'cost_centre')", name="kind_known"),
    )

    iban: Mapped[str] = mapped_column(String(34))
    """The IBAN, "bank code/account number", or the number of the cost centre."""
    label: Mapped[str] = mapped_column(String(100))
    kind: Mapped[str] = mapped_column(String(20))
    import_id: Mapped[int | None] = mapped_column(BigInteger)
    """The import that registered it; None: a person did."""
    registered_by: Mapped[int] = mapped_column(BigInteger, ForeignKey("user_account.id"))
    registered_at: Mapped[datetime] = mapped_column(Moment, default=utc_now)


class BankStatement(PilotRow, Base):
    """A statement of account (Kontoauszug) whose balances agree with its entries."""

    __tablename__ = "bank_statement"
    __table_args__ = (
        UniqueConstraint("pilot_id", "iban", "identification"),
        ForeignKeyConstraint(["pilot_id", "iban"], ["bank_account.pilot_id", "bank_account.iban"]),
    )

    iban: Mapped[str] = mapped_column(String(34))
    identification: Mapped[str] = mapped_column(String(70))
    from_day: Mapped[date]
    until_day: Mapped[date]
    """The last day of the statement, included, as banks print it."""
    opening_cents: Mapped[int] = mapped_column(Cents)
    closing_cents: Mapped[int] = mapped_column(Cents)
    source: Mapped[str] = mapped_column(String(20), server_default="camt053", default="camt053")
    """The format it came in: camt053, mt940 or ledger."""
    is_computed: Mapped[bool] = mapped_column(server_default=false(), default=False)
    """A balance was computed from the entries, since the file states none."""
    import_id: Mapped[int | None] = mapped_column(BigInteger)
    recorded_at: Mapped[datetime] = mapped_column(Moment, default=utc_now)


class BankEntry(PilotRow, Base):
    """An entry of a statement, signed (payments out are negative); append-only."""

    __tablename__ = "bank_entry"
    __table_args__ = (
        within_pilot("statement_id", "bank_statement"),
        UniqueConstraint("pilot_id", "iban", "reference"),
        Index("ix_bank_entry_booked_on", "pilot_id", "booked_on", "id"),
        Index("ix_bank_entry_statement", "pilot_id", "statement_id"),
    )

    statement_id: Mapped[int] = mapped_column(BigInteger)
    iban: Mapped[str] = mapped_column(String(34))
    reference: Mapped[str] = mapped_column(String(70))
    booked_on: Mapped[date]
    amount_cents: Mapped[int] = mapped_column(Cents)
    counterparty: Mapped[str] = mapped_column(String(200))
    purpose: Mapped[str] = mapped_column(String(500))
    recorded_at: Mapped[datetime] = mapped_column(Moment, default=utc_now)


class BankPart(PilotRow, Base):
    """A part of an entry: most entries have one, batches several; parts add up to the entry."""

    __tablename__ = "bank_part"
    __table_args__ = (
        within_pilot("entry_id", "bank_entry"),
        UniqueConstraint("pilot_id", "entry_id", "line"),
    )

    entry_id: Mapped[int] = mapped_column(BigInteger)
    line: Mapped[int]
    amount_cents: Mapped[int] = mapped_column(Cents)
    counterparty: Mapped[str] = mapped_column(String(200))
    purpose: Mapped[str] = mapped_column(String(500))


class BankMatch(PilotRow, Base):
    """A part of an entry is the payment of a booking; each side at most once."""

    __tablename__ = "bank_match"
    __table_args__ = (
        within_pilot("part_id", "bank_part"),
        within_pilot("booking_id", "booking"),
        UniqueConstraint("pilot_id", "part_id"),
        UniqueConstraint("pilot_id", "booking_id"),
    )

    part_id: Mapped[int] = mapped_column(BigInteger)
    booking_id: Mapped[int] = mapped_column(BigInteger)
    rule: Mapped[str] = mapped_column(String(30))
    accepted_by: Mapped[int] = mapped_column(BigInteger, ForeignKey("user_account.id"))
    accepted_at: Mapped[datetime] = mapped_column(Moment, default=utc_now)
