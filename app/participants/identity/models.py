"""The table of names; every field is sealed, the customer number also hashed with a key."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    ForeignKey,
    ForeignKeyConstraint,
    LargeBinary,
    String,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column

from app.database import Base


class Identity(Base):
    """Who a person is; readable only by those who work the case."""

    __tablename__ = "identity"
    __table_args__ = (
        ForeignKeyConstraint(["pilot_id", "person_id"], ["person.pilot_id", "person.id"]),
        UniqueConstraint("pilot_id", "customer_hash"),
    )

    pilot_id: Mapped[int] = mapped_column(
        BigInteger, ForeignKey("pilot.id"), primary_key=True, autoincrement=False
    )
    person_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    family_name: Mapped[bytes] = mapped_column(LargeBinary)
    given_name: Mapped[bytes] = mapped_column(LargeBinary)
    birth_date: Mapped[bytes] = mapped_column(LargeBinary)
    customer_number: Mapped[bytes] = mapped_column(LargeBinary)
    customer_hash: Mapped[str] = mapped_column(String(64))
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}
