"""Tables of the bank: statements, entries with their parts, what settles them, sign-offs."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    String,
    Text,
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


class BankAct(PilotRow, Base):
    """One act of somebody who reconciles; what it settled can be undone together."""

    __tablename__ = "bank_act"
    __table_args__ = (
        CheckConstraint(
            "kind in ('match', 'certain', 'receive', 'repay', 'rest', 'set_off')",
            name="kind_known",
        ),
        Index("ix_bank_act_done_at", "pilot_id", "done_at", "id"),
    )

    kind: Mapped[str] = mapped_column(String(20))
    done_by: Mapped[int] = mapped_column(BigInteger, ForeignKey("user_account.id"))
    done_at: Mapped[datetime] = mapped_column(Moment, default=utc_now)


class BankMatch(PilotRow, Base):
    """So much of a part is the payment of a voucher; `booking_id` is the voucher's first line.

    One part may pay several vouchers, and several parts one voucher; amounts in bank signs.
    """

    __tablename__ = "bank_match"
    __table_args__ = (
        within_pilot("act_id", "bank_act"),
        within_pilot("part_id", "bank_part"),
        within_pilot("booking_id", "booking"),
        UniqueConstraint("pilot_id", "part_id", "booking_id"),
        CheckConstraint("amount_cents <> 0", name="amount_not_zero"),
        Index("ix_bank_match_booking", "pilot_id", "booking_id", "amount_cents"),
        Index("ix_bank_match_act", "pilot_id", "act_id"),
    )

    act_id: Mapped[int] = mapped_column(BigInteger)
    part_id: Mapped[int] = mapped_column(BigInteger)
    booking_id: Mapped[int] = mapped_column(BigInteger)
    amount_cents: Mapped[int] = mapped_column(Cents)
    rule: Mapped[str] = mapped_column(String(30))


class BankRest(PilotRow, Base):
    """What of a part belongs to no voucher, with the reason; in bank signs.

    `kind`: a fee of the bank (Bankgebühr), a difference (rounding, discount), or foreign money
    that does not belong to the pilot.
    """

    __tablename__ = "bank_rest"
    __table_args__ = (
        within_pilot("act_id", "bank_act"),
        within_pilot("part_id", "bank_part"),
        CheckConstraint("amount_cents <> 0", name="amount_not_zero"),
        CheckConstraint("kind in ('fee', 'difference', 'foreign')", name="kind_known"),
        Index("ix_bank_rest_part", "pilot_id", "part_id", "amount_cents"),
        Index("ix_bank_rest_act", "pilot_id", "act_id"),
    )

    act_id: Mapped[int] = mapped_column(BigInteger)
    part_id: Mapped[int] = mapped_column(BigInteger)
    amount_cents: Mapped[int] = mapped_column(Cents)
    kind: Mapped[str] = mapped_column(String(20))
    reason: Mapped[str] = mapped_column(String(300))


class BankSetOff(PilotRow, Base):
    """One side of what cancels out (hebt sich auf): those of an act add up to zero.

    Either vouchers that the bank never sees, such as a voucher and its reversal, or parts such as
    a payment that came back. In bank signs.
    """

    __tablename__ = "bank_set_off"
    __table_args__ = (
        within_pilot("act_id", "bank_act"),
        within_pilot("part_id", "bank_part"),
        within_pilot("booking_id", "booking"),
        CheckConstraint("amount_cents <> 0", name="amount_not_zero"),
        CheckConstraint("(part_id is null) <> (booking_id is null)", name="one_side"),
        Index("ix_bank_set_off_part", "pilot_id", "part_id", "amount_cents"),
        Index("ix_bank_set_off_booking", "pilot_id", "booking_id", "amount_cents"),
        Index("ix_bank_set_off_act", "pilot_id", "act_id"),
    )

    act_id: Mapped[int] = mapped_column(BigInteger)
    part_id: Mapped[int | None] = mapped_column(BigInteger)
    booking_id: Mapped[int | None] = mapped_column(BigInteger)
    amount_cents: Mapped[int] = mapped_column(Cents)


class BankPreparation(PilotRow, Base):
    """The reconciliation of an account at a month's end as somebody prepared it; append-only."""

    __tablename__ = "bank_preparation"
    __table_args__ = (
        UniqueConstraint("pilot_id", "id", "prepared_by"),
        Index("ix_bank_preparation_month", "pilot_id", "iban", "month"),
    )

    iban: Mapped[str] = mapped_column(String(34))
    month: Mapped[date]
    """The first day of the month."""
    bank_cents: Mapped[int] = mapped_column(Cents)
    books_cents: Mapped[int] = mapped_column(Cents)
    figures: Mapped[str] = mapped_column(Text)
    """How the balances came about and each difference by its ids (JSON)."""
    prepared_by: Mapped[int] = mapped_column(BigInteger, ForeignKey("user_account.id"))
    prepared_at: Mapped[datetime] = mapped_column(Moment, default=utc_now)


class BankSignOff(PilotRow, Base):
    """A prepared reconciliation that a second person confirmed; append-only."""

    __tablename__ = "bank_sign_off"
    __table_args__ = (
        ForeignKeyConstraint(
            ["pilot_id", "preparation_id", "prepared_by"],
            ["bank_preparation.pilot_id", "bank_preparation.id", "bank_preparation.prepared_by"],
        ),
        UniqueConstraint("pilot_id", "preparation_id"),
        UniqueConstraint("pilot_id", "id", "prepared_by"),
        CheckConstraint("confirmed_by <> prepared_by", name="two_people"),
    )

    preparation_id: Mapped[int] = mapped_column(BigInteger)
    prepared_by: Mapped[int] = mapped_column(BigInteger)
    confirmed_by: Mapped[int] = mapped_column(BigInteger, ForeignKey("user_account.id"))
    confirmed_at: Mapped[datetime] = mapped_column(Moment, default=utc_now)


class BankWithdrawal(PilotRow, Base):
    """A sign-off taken back, by the second person and with a reason; append-only."""

    __tablename__ = "bank_withdrawal"
    __table_args__ = (
        ForeignKeyConstraint(
            ["pilot_id", "sign_off_id", "prepared_by"],
            ["bank_sign_off.pilot_id", "bank_sign_off.id", "bank_sign_off.prepared_by"],
        ),
        UniqueConstraint("pilot_id", "sign_off_id"),
        CheckConstraint("withdrawn_by <> prepared_by", name="two_people"),
    )

    sign_off_id: Mapped[int] = mapped_column(BigInteger)
    prepared_by: Mapped[int] = mapped_column(BigInteger)
    withdrawn_by: Mapped[int] = mapped_column(BigInteger, ForeignKey("user_account.id"))
    withdrawn_at: Mapped[datetime] = mapped_column(Moment, default=utc_now)
    reason: Mapped[str] = mapped_column(String(300))
