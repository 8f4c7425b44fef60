"""Recorded history of what people edit: a version row per change, with who and when.

SQLAlchemy-Continuum writes the rows; this is the one place where they are set up and read.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from typing import Any, cast

from sqlalchemy import (
    FromClause,
    Select,
    Table,
    Update,
    and_,
    bindparam,
    delete,
    insert,
    inspect,
    or_,
    select,
    update,
)
from sqlalchemy.orm import Session
from sqlalchemy_continuum import (
    Operation,
    UnitOfWork,
    make_versioned,
    transaction_class,
    version_class,
    versioning_manager,
)
from sqlalchemy_continuum.plugins import Plugin


class ActorPlugin(Plugin):
    """Writes the acting user, which the edge has noted on the session, beside each change."""

    def transaction_args(self, uow: Any, session: Session) -> dict[str, Any]:
        """The user of the session, or nobody when the program acts before any user exists."""
        return {"user_id": session.info.get("actor_id")}


class Work(UnitOfWork):
    """What a transaction has changed; as the library has it, but without slowing down.

    The library keeps every change until the end, walks through all of them at each flush, and reads
    the version before each change into memory to end it.
    """

    def create_version_objects(self, session: Session) -> None:
        """Writes the versions of what has changed since, and lets go of it.

        A removal stays, so that the same row coming back in this transaction is a change.
        """
        super().create_version_objects(session)
        self.operations.objects = {
            key: operation
            for key, operation in self.operations.items()
            if not operation.processed or operation.type == Operation.DELETE
        }

    def update_version_validity(self, _parent: Any, version: Any) -> None:
        """The version before the new one ends with this transaction; one statement."""
        table = cast(Table, type(version).__table__)
        keys = {name: getattr(version, name) for name in _keys(table)}
        self.version_session.connection().execute(
            _ending(table), {**_named(keys), "now": version.transaction_id}
        )


def _keys(table: Table) -> list[str]:
    return [column.name for column in table.primary_key if column.name != "transaction_id"]


def _named(keys: Mapping[str, Any]) -> dict[str, Any]:
    """A parameter may not have the name of a column."""
    return {f"its_{name}": value for name, value in keys.items()}


@cache
def _ending(table: Table) -> Update:
    """Built once for each table of versions."""
    its = [table.c[name] == bindparam(f"its_{name}") for name in _keys(table)]
    before = and_(table.c.transaction_id < bindparam("now"), table.c.end_transaction_id.is_(None))
    return update(table).where(*its, before).values(end_transaction_id=bindparam("now"))


def set_up() -> None:
    """Must run before the first versioned table is declared."""
    versioning_manager.uow_class = Work
    make_versioned(user_cls="User", plugins=[ActorPlugin()])


def begin_change(session: Session, user_id: int) -> None:
    """What follows in this transaction of the database is a further change, by this user.

    Otherwise all that one transaction does to a row is one change, by who began it.
    """
    session.flush()
    session.info["actor_id"] = user_id
    versioning_manager.unit_of_work(session).reset(session)


@dataclass(frozen=True)
class Change:
    """One recorded change of a row: when, by whom (None: the program), and which fields.

    `values` holds what stood in each of the fields before and what after. `is_last`: the row was
    removed then.
    """

    at: datetime
    user_id: int | None
    table: str
    is_first: bool
    fields: tuple[str, ...]
    values: Mapping[str, tuple[Any, Any]]
    is_last: bool = False


_SILENT = frozenset(
    {"version", "transaction_id", "end_transaction_id", "operation_type", "recorded_at"}
)


def changes_of(session: Session, model: type[Any], **keys: object) -> list[Change]:
    """Every recorded change of the rows with these column values, oldest first.

    The first version of a row names all fields that it filled.
    """
    rows = session.execute(_versions(cast(Any, model), tuple(keys)), keys).all()
    found: list[Change] = []
    previous: Any = None
    for row, issued_at, user_id in rows:
        before = previous if previous is not None and previous.id == row.id else None
        is_last = row.operation_type == Operation.DELETE
        if before is not None and before.operation_type == Operation.DELETE:
            before = None
        fields = _changed(before, row)
        if fields or is_last:
            moment, is_first = issued_at.replace(tzinfo=UTC), before is None
            values = {name: (getattr(before, name, None), getattr(row, name)) for name in fields}
            found.append(
                Change(moment, user_id, model.__tablename__, is_first, fields, values, is_last)
            )
        previous = row
    return sorted(found, key=lambda change: change.at)


@cache
def _versions(model: Any, names: tuple[str, ...]) -> Select[Any, datetime, int | None]:
    """All versions of the rows with given values in these columns, those of a row together."""
    kept, transaction = version_class(model), transaction_class(model)
    return (
        select(kept, transaction.issued_at, transaction.user_id)
        .join(transaction, transaction.id == kept.transaction_id)
        .where(*(getattr(kept, name) == bindparam(name) for name in names))
        .order_by(kept.id, kept.transaction_id)
    )


@cache
def _removed(model: Any, names: tuple[str, ...]) -> Select[*tuple[Any, ...]]:
    """The last versions of such rows that were removed, the latest first."""
    kept, transaction = version_class(model).__table__.c, transaction_class(model)
    return (
        select(
            *kept,
            transaction.issued_at.label("removed_at"),
            transaction.user_id.label("removed_by"),
        )
        .join(transaction, transaction.id == kept.transaction_id)
        .where(
            *(kept[name] == bindparam(name) for name in names),
            kept.operation_type == Operation.DELETE,
            kept.end_transaction_id.is_(None),
        )
        .order_by(kept.transaction_id.desc())
    )


def version_table(model: type[Any]) -> Table:
    """The table that keeps every version of the rows of a versioned one."""
    return cast(Table, version_class(model).__table__)


def as_known(model: type[Any], moment: datetime | None) -> FromClause:
    """The rows of a versioned table as they were recorded at a moment; None: as they are now.

    A selectable with the table's own columns, to be joined and filtered like it.
    """
    table = cast(Table, cast(Any, model).__table__)
    if moment is None:
        return table
    kept = version_table(model)
    begun, ended = (cast(Table, transaction_class(model).__table__).alias(n) for n in ("b", "e"))
    asked = moment.astimezone(UTC).replace(tzinfo=None)
    return (
        select(*(kept.c[column.name] for column in table.columns if column.name in kept.c))
        .join(begun, begun.c.id == kept.c.transaction_id)
        .outerjoin(ended, ended.c.id == kept.c.end_transaction_id)
        .where(
            begun.c.issued_at <= asked,
            or_(ended.c.id.is_(None), ended.c.issued_at > asked),
            kept.c.operation_type != Operation.DELETE,
        )
        .subquery(f"{table.name}_as_known")
    )


@dataclass(frozen=True)
class Removal:
    """A row that was removed: when, by whom (None: the program), and what it held at last, bare."""

    at: datetime
    user_id: int | None
    row: Any


def removals_of(session: Session, model: type[Any], **keys: object) -> list[Removal]:
    """The rows with these column values that were removed and not brought back, latest first."""
    rows = session.connection().execute(_removed(cast(Any, model), tuple(keys)), keys)
    return [Removal(row.removed_at.replace(tzinfo=UTC), row.removed_by, row) for row in rows]


def write_new(session: Session, model: type[Any], rows: Sequence[Mapping[str, Any]]) -> None:
    """Many new rows of a table, each with its first version where the table has versions.

    Rows go by column names; what they leave out gets the column's default. One statement each,
    where the unit of work would look through the whole session for every row.
    """
    if not rows:
        return
    table = model.__table__
    filled = [_with_defaults(table, row) for row in rows]
    session.execute(insert(table), filled)
    if not hasattr(model, "__versioned__"):
        return
    kept = version_class(model).__table__
    known = {column.name for column in kept.columns}
    said = {
        "transaction_id": _transaction_id(session),
        "end_transaction_id": None,
        "operation_type": Operation.INSERT,
    }
    session.execute(
        insert(kept),
        [{**{name: row[name] for name in row if name in known}, **said} for row in filled],
    )


def _with_defaults(table: Any, row: Mapping[str, Any]) -> dict[str, Any]:
    filled = {}
    for column in table.columns:
        default = column.default
        if column.name in row:
            filled[column.name] = row[column.name]
        elif default is None:
            filled[column.name] = None
        else:
            filled[column.name] = default.arg(None) if default.is_callable else default.arg
    return filled


def _transaction_id(session: Session) -> int:
    """The recorded transaction that this session's changes belong to, begun if need be."""
    work = versioning_manager.unit_of_work(session)
    begun = work.current_transaction or work.create_transaction(session)
    return int(begun.id)


def forget(session: Session, model: type[Any], **keys: object) -> None:
    """Removes the versions of rows that were taken back as a whole, with what they held."""
    kept = version_class(model)
    conditions = (
        getattr(kept, name).in_(value) if isinstance(value, list) else getattr(kept, name) == value
        for name, value in keys.items()
    )
    session.execute(delete(kept).where(*conditions).execution_options(synchronize_session=False))


def _changed(before: Any, after: Any) -> tuple[str, ...]:
    # by attribute: a column may have another name than the field it fills
    columns = inspect(type(after)).column_attrs
    names = [one.key for one in columns if not one.columns[0].primary_key]
    return tuple(
        name
        for name in names
        if name not in _SILENT and getattr(after, name) != getattr(before, name, None)
    )
