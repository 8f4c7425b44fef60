"""Tables of the inventory: items, what happened to them, and vouchers that need none."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.database import Base, Cents, Moment, PilotRow, utc_now, within_pilot


class InventoryItem(PilotRow, Base):
    """A thing bought with the grant (Inventargegenstand), as it was when it was acquired.

    Where it is now, and in which condition, follows from its events.
    """

    __tablename__ = "inventory_item"
    __versioned__: dict[str, object] = {}
    __table_args__ = (
        UniqueConstraint("pilot_id", "number"),
        CheckConstraint("net_cents > 0 and net_cents <= gross_cents", name="net_within_gross"),
        CheckConstraint(
            "source_number is not null or no_voucher_reason is not null",
            name="voucher_or_reason",
        ),
        CheckConstraint("condition in ('new', 'good', 'used', 'damaged')", name="condition_known"),
        Index("ix_inventory_item_voucher", "pilot_id", "source_number"),
    )

    number: Mapped[int]
    description: Mapped[str] = mapped_column(String(200))
    serial_number: Mapped[str | None] = mapped_column(String(120))
    supplier: Mapped[str] = mapped_column(String(200))
    source_number: Mapped[str | None] = mapped_column(String(40))
    """The voucher by the source's number: an import that is undone and repeated keeps it."""
    no_voucher_reason: Mapped[str | None] = mapped_column(String(300))
    acquired_on: Mapped[date]
    net_cents: Mapped[int] = mapped_column(Cents)
    gross_cents: Mapped[int] = mapped_column(Cents)
    place: Mapped[str] = mapped_column(String(120))
    used_for: Mapped[str] = mapped_column(String(200))
    condition: Mapped[str] = mapped_column(String(10))
    responsible: Mapped[str] = mapped_column(String(120))
    """A post or an office; no person's name."""
    retained_until: Mapped[date]
    """The last day of being bound to the purpose (zeitliche Bindung)."""
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}


class InventoryEvent(PilotRow, Base):
    """What happened to an item: append-only; a mistaken event is reversed by another."""

    __tablename__ = "inventory_event"
    __table_args__ = (
        within_pilot("item_id", "inventory_item"),
        within_pilot("reverses_id", "inventory_event"),
        UniqueConstraint("pilot_id", "reverses_id"),
        CheckConstraint(
            "kind in ('moved', 'condition', 'use', 'seen', 'whereabouts', 'sold', 'given_away', "
            "'returned', 'scrapped', 'lost', 'notified', 'reversed')",
            name="kind_known",
        ),
        CheckConstraint(
            "(kind = 'reversed') = (reverses_id is not null)", name="reversal_names_event"
        ),
        CheckConstraint(
            "kind <> 'sold' or (proceeds_cents is not null and proceeds_cents >= 0)",
            name="sale_has_proceeds",
        ),
        CheckConstraint(
            "kind not in ('lost', 'reversed') or reason is not null", name="reason_given"
        ),
        Index("ix_inventory_event_item", "pilot_id", "item_id", "happened_on"),
    )

    item_id: Mapped[int] = mapped_column(BigInteger)
    kind: Mapped[str] = mapped_column(String(12))
    happened_on: Mapped[date]
    place: Mapped[str | None] = mapped_column(String(120))
    responsible: Mapped[str | None] = mapped_column(String(120))
    condition: Mapped[str | None] = mapped_column(String(10))
    used_for: Mapped[str | None] = mapped_column(String(200))
    is_intended: Mapped[bool | None]
    decision: Mapped[str | None] = mapped_column(String(10))
    recipient: Mapped[str | None] = mapped_column(String(200))
    proceeds_cents: Mapped[int | None] = mapped_column(Cents)
    reason: Mapped[str | None] = mapped_column(String(300))
    reverses_id: Mapped[int | None] = mapped_column(BigInteger)
    recorded_by: Mapped[int] = mapped_column(BigInteger, ForeignKey("user_account.id"))
    recorded_at: Mapped[datetime] = mapped_column(Moment, default=utc_now)


class InventoryWaiver(PilotRow, Base):
    """A voucher above the limit that holds no item to be inventoried, with the reason."""

    __tablename__ = "inventory_waiver"
    __versioned__: dict[str, object] = {}
    __table_args__ = (UniqueConstraint("pilot_id", "source_number"),)

    source_number: Mapped[str] = mapped_column(String(40))
    reason: Mapped[str] = mapped_column(String(300))
    decided_by: Mapped[int] = mapped_column(BigInteger, ForeignKey("user_account.id"))
    decided_at: Mapped[datetime] = mapped_column(Moment, default=utc_now)
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}
