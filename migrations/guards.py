"""Triggers that keep append-only tables append-only, in the words of each engine.

Triggers are the one place where the two engines do not speak the same language.
"""

from __future__ import annotations

from collections.abc import Sequence

from alembic import op

APPEND_ONLY = ("audit_entry", "stage_event", "booking", "bank_statement", "bank_entry", "bank_part")
"""Nobody changes a row of these; tables that came later are guarded by their own revision."""

UNDONE_IMPORT = {
    "booking": "select 1 from import_batch i where i.pilot_id = old.pilot_id "
    "and i.id = old.import_id and i.undone_at is not null",
    "payroll_entry": "select 1 from import_batch i where i.pilot_id = old.pilot_id "
    "and i.id = old.import_id and i.undone_at is not null",
    "bank_statement": "select 1 from import_batch i where i.pilot_id = old.pilot_id "
    "and i.id = old.import_id and i.undone_at is not null",
    "bank_entry": "select 1 from bank_statement s join import_batch i on i.pilot_id = s.pilot_id "
    "and i.id = s.import_id where s.pilot_id = old.pilot_id and s.id = old.statement_id "
    "and i.undone_at is not null",
    "bank_part": "select 1 from bank_entry e join bank_statement s on s.pilot_id = e.pilot_id "
    "and s.id = e.statement_id join import_batch i on i.pilot_id = s.pilot_id "
    "and i.id = s.import_id where e.pilot_id = old.pilot_id and e.id = old.entry_id "
    "and i.undone_at is not null",
    "stage_event": "select 1 from participation p join import_batch i on i.pilot_id = p.pilot_id "
    "and i.id = p.import_id where p.pilot_id = old.pilot_id and p.id = old.participation_id "
    "and i.undone_at is not null",
}
"""Rows of these go only together with the import that brought them; the log never does."""


def add_guards(tables: Sequence[str] = APPEND_ONLY) -> None:
    """Puts a trigger before change and before removal of append-only tables."""
    is_sqlite = op.get_bind().dialect.name == "sqlite"
    for table in tables:
        condition = UNDONE_IMPORT.get(table)
        if is_sqlite:
            _sqlite(table, "update", None)
            _sqlite(table, "delete", condition)
        else:
            _postgresql(table, condition)


def drop_guards(tables: Sequence[str] = APPEND_ONLY) -> None:
    """Takes the triggers away again."""
    is_sqlite = op.get_bind().dialect.name == "sqlite"
    for table in tables:
        for act in ("update", "delete"):
            if is_sqlite:
                op.execute(f"drop trigger if exists {table}_no_{act}")
            else:
                op.execute(f"drop trigger if exists {table}_no_{act} on {table}")
        if not is_sqlite:
            op.execute(f"drop function if exists {table}_guard()")


def _sqlite(table: str, act: str, condition: str | None) -> None:
    when = f"when not exists ({condition}) " if condition else ""
    op.execute(
        f"create trigger {table}_no_{act} before {act} on {table} {when}"
        f"begin select raise(abort, 'append_only'); end"
    )


def _postgresql(table: str, condition: str | None) -> None:
    allowed = (
        f"if tg_op = 'DELETE' and exists ({condition}) then return old; end if;"
        if condition
        else ""
    )
    op.execute(
        f"create function {table}_guard() returns trigger language plpgsql as $$ begin {allowed} "
        f"raise exception 'append_only' using errcode = 'integrity_constraint_violation'; "
        f"end $$"
    )
    for act in ("update", "delete"):
        op.execute(
            f"create trigger {table}_no_{act} before {act} on {table} "
            f"for each row execute function {table}_guard()"
        )
