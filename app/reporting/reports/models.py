"""Tables of reports to the funder: the report, its texts, its life, what was filed and after."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    CheckConstraint,
    ForeignKey,
    Index,
    String,
    Text,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column

from app.database import Base, Cents, Moment, PilotRow, utc_now, within_pilot


class Report(PilotRow, Base):
    """An interim or final statement to the funder, from draft to filed; `edition` counts anew what
    is filed again for the same period."""

    __tablename__ = "report"
    __table_args__ = (
        UniqueConstraint("pilot_id", "kind", "year", "edition"),
        CheckConstraint("kind in ('interim', 'final')", name="kind_known"),
        CheckConstraint("language in ('de', 'en')", name="language_known"),
        CheckConstraint("edition > 0", name="edition_positive"),
        CheckConstraint("from_day <= until_day", name="days_in_order"),
        CheckConstraint(
            "approved_by is null or (approved_by <> checked_by and approved_by <> prepared_by)",
            name="two_people",
        ),
        CheckConstraint(
            "state in ('draft', 'checked', 'approved', 'certified', 'filed')", name="state_known"
        ),
        CheckConstraint("state = 'draft' or checked_by is not null", name="is_checked"),
        CheckConstraint(
            "state in ('draft', 'checked') or approved_by is not null", name="is_approved"
        ),
    )

    kind: Mapped[str] = mapped_column(String(10))
    year: Mapped[int]
    """The calendar year; of a final statement that of the last day of the period."""
    edition: Mapped[int] = mapped_column(default=1)
    language: Mapped[str] = mapped_column(String(2))
    from_day: Mapped[date]
    until_day: Mapped[date]
    state: Mapped[str] = mapped_column(String(12))
    prepared_by: Mapped[int] = mapped_column(BigInteger, ForeignKey("user_account.id"))
    checked_by: Mapped[int | None] = mapped_column(BigInteger, ForeignKey("user_account.id"))
    approved_by: Mapped[int | None] = mapped_column(BigInteger, ForeignKey("user_account.id"))
    begun_at: Mapped[datetime] = mapped_column(Moment, default=utc_now)
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}


class ReportText(PilotRow, Base):
    """What the coordinator wrote in a chapter of the factual report (Sachbericht)."""

    __tablename__ = "report_text"
    __versioned__: dict[str, object] = {}
    __table_args__ = (
        within_pilot("report_id", "report"),
        UniqueConstraint("pilot_id", "report_id", "chapter"),
    )

    report_id: Mapped[int] = mapped_column(BigInteger)
    chapter: Mapped[str] = mapped_column(String(40))
    text: Mapped[str] = mapped_column(Text)
    written_by: Mapped[int] = mapped_column(BigInteger, ForeignKey("user_account.id"))
    written_at: Mapped[datetime] = mapped_column(Moment, default=utc_now)
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}


class ReportEvent(PilotRow, Base):
    """An act in the life of a report (rules.life): who, when, why; append-only.

    `day` is the day of account of the act; `happened_on` that of the certificate or of filing.
    """

    __tablename__ = "report_event"
    __table_args__ = (
        within_pilot("report_id", "report"),
        UniqueConstraint("pilot_id", "report_id", "turn"),
        CheckConstraint("turn > 0", name="turn_positive"),
        CheckConstraint(
            "act in ('begin', 'check', 'approve', 'certify', 'object', 'send_back', 'file')",
            name="act_known",
        ),
        CheckConstraint(
            "act not in ('send_back', 'object') or (note is not null and note <> '')",
            name="reason_given",
        ),
        CheckConstraint(
            "act not in ('certify', 'object') or "
            "(office is not null and result is not null and happened_on is not null)",
            name="certificate_whole",
        ),
        CheckConstraint("act <> 'file' or happened_on is not null", name="filed_has_day"),
        CheckConstraint(
            "act not in ('check', 'approve') or figures is not null", name="figures_kept"
        ),
    )

    report_id: Mapped[int] = mapped_column(BigInteger)
    turn: Mapped[int]
    """Counts the acts of the report from 1."""
    act: Mapped[str] = mapped_column(String(12))
    done_by: Mapped[int] = mapped_column(BigInteger, ForeignKey("user_account.id"))
    at: Mapped[datetime] = mapped_column(Moment, default=utc_now)
    day: Mapped[date]
    note: Mapped[str | None] = mapped_column(String(500))
    office: Mapped[str | None] = mapped_column(String(200))
    result: Mapped[str | None] = mapped_column(String(12))
    reference: Mapped[str | None] = mapped_column(String(200))
    happened_on: Mapped[date | None]
    figures: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    """With a check or an approval: the figures that were looked at."""


class ReportFiling(PilotRow, Base):
    """A report as it was filed: its figures, the rules and the plan then, its files; append-only.

    The files lie sealed among the instance files under the id of the filing.
    """

    __tablename__ = "report_filing"
    __table_args__ = (
        within_pilot("report_id", "report"),
        UniqueConstraint("pilot_id", "report_id"),
    )

    report_id: Mapped[int] = mapped_column(BigInteger)
    filed_at: Mapped[datetime] = mapped_column(Moment, default=utc_now)
    filed_by: Mapped[int] = mapped_column(BigInteger, ForeignKey("user_account.id"))
    filed_on: Mapped[date]
    """The day on which it went to the funder."""
    day: Mapped[date]
    """The day of account."""
    way: Mapped[str] = mapped_column(String(200))
    figures: Mapped[dict[str, Any]] = mapped_column(JSON)
    """The figures of its scope by key (`reporting.figures`)."""
    rule_set: Mapped[str] = mapped_column(String(60))
    own_values: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    """What the notice set itself (`pilots.rule_set.OwnValue`)."""
    plan_id: Mapped[int | None] = mapped_column(BigInteger)
    plan_notice: Mapped[str | None] = mapped_column(String(200))
    files: Mapped[dict[str, Any]] = mapped_column(JSON)
    """By ending (xlsx, pdf, docx): name, size in bytes, SHA-256."""
    audit_sequence: Mapped[int] = mapped_column(BigInteger)
    audit_hash: Mapped[str] = mapped_column(String(64))
    """The end of the audit chain when it was filed."""


class ReportStep(PilotRow, Base):
    """What came after filing: a query, an answer, an amount disallowed … (rules.review).

    Append-only; what was recorded by mistake is taken back by a row that names it.
    """

    __tablename__ = "report_step"
    __table_args__ = (
        within_pilot("report_id", "report"),
        within_pilot("repayment_id", "repayment"),
        within_pilot("reverses_id", "report_step"),
        UniqueConstraint("pilot_id", "reverses_id"),
        CheckConstraint(
            "kind in ('query', 'answer', 'disallowed', 'notice', 'repaid', 'reversed')",
            name="kind_known",
        ),
        CheckConstraint(
            "(kind = 'reversed') = (reverses_id is not null)", name="reversal_names_step"
        ),
        CheckConstraint(
            "kind <> 'disallowed' or (amount_cents is not null and amount_cents > 0)",
            name="disallowed_has_amount",
        ),
        CheckConstraint("amount_cents is null or amount_cents >= 0", name="amount_not_negative"),
        CheckConstraint(
            "(kind = 'repaid') = (repayment_id is not null)", name="repaid_names_repayment"
        ),
        CheckConstraint("text <> ''", name="text_given"),
        Index("ix_report_step_report", "pilot_id", "report_id", "happened_on"),
    )

    report_id: Mapped[int] = mapped_column(BigInteger)
    kind: Mapped[str] = mapped_column(String(12))
    happened_on: Mapped[date]
    reference: Mapped[str | None] = mapped_column(String(200))
    text: Mapped[str] = mapped_column(String(2000))
    amount_cents: Mapped[int | None] = mapped_column(Cents)
    interest_from: Mapped[date | None]
    """The first day that bears interest, as the funder says."""
    repayment_id: Mapped[int | None] = mapped_column(BigInteger)
    """The repayment in the books; its day and amount are told there."""
    reverses_id: Mapped[int | None] = mapped_column(BigInteger)
    recorded_by: Mapped[int] = mapped_column(BigInteger, ForeignKey("user_account.id"))
    recorded_at: Mapped[datetime] = mapped_column(Moment, default=utc_now)
