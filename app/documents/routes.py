"""Pages of stored files, hung below the pages of whatever records have documents.

A room says once which records are meant (`Holder`) and calls `serve_documents`; the panel on the
record's own page comes from `panel_of` and the macro in `macros/documents.html`.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, flash, redirect, send_file, url_for
from flask_babel import gettext as _

from app.access import Permission, requires
from app.documents import queries, services
from app.documents.forms import DocumentForm, RemovalForm
from app.documents.queries import DocumentRow
from app.documents.store import limit_bytes
from app.web import actor, attempt, may, one_transaction, page, pilot

HEADERS = {"Content-Security-Policy": "default-src 'none'; sandbox; frame-ancestors 'none'"}
"""Beside those of every answer: a file never runs anything, even if a browser shows it."""


@dataclass(frozen=True)
class Held:
    """A record that has documents: what people call it, the way back, whether it is approved."""

    id: int
    title: str
    url: str
    trail: Sequence[tuple[str, str | None]]
    is_fixed: bool = False


@dataclass(frozen=True)
class Holder:
    """Records of a kind; `find` gives the one that the address means, or raises NotFound."""

    kind: str
    find: Callable[..., Held]
    read: Permission
    write: Permission
    only_grows: bool = False
    """Nothing is ever removed: the records are approved by what they are."""


@dataclass(frozen=True)
class Panel:
    """The documents of a record as its page shows them; links are None for who may not."""

    rows: Sequence[DocumentRow]
    open_urls: Mapping[int, str]
    remove_urls: Mapping[int, str]
    add_url: str | None


def panel_of(
    holder: Holder, blueprint: Blueprint, held: Held, arguments: Mapping[str, object]
) -> Panel:
    """What the page of a record shows; `arguments` are those of its address."""

    def to(act: str, **more: object) -> str:
        where = f"{blueprint.name}.{holder.kind}_document_{act}"
        values: dict[str, Any] = {**arguments, **more}
        return url_for(where, pilot_key=pilot().key, **values)

    rows = queries.documents_of(pilot().id, holder.kind, held.id)
    kept = [row.id for row in rows if row.removed_at is None]
    writes = may(holder.write)
    is_fixed = held.is_fixed or holder.only_grows or not writes
    return Panel(
        rows,
        {one: to("open", document_id=one) for one in kept},
        {} if is_fixed else {one: to("remove", document_id=one) for one in kept},
        to("add") if writes else None,
    )


def serve_documents(blueprint: Blueprint, holder: Holder, at: Callable[[str], str]) -> None:
    """Adds the pages that attach, open and remove; `at` gives the address for the end of one."""
    name = f"{holder.kind}_document"
    one = "<int(max=9223372036854775807):document_id>"
    rules: tuple[tuple[str, str, Callable[..., Any], tuple[str, ...], Permission], ...] = (
        ("add", "documents/new", _adding(holder), ("GET", "POST"), holder.write),
        ("open", f"documents/{one}", _opening(holder), ("GET",), holder.read),
        ("remove", f"documents/{one}/remove", _removing(holder), ("GET", "POST"), holder.write),
    )
    for act, end, view, methods, permission in rules[:2] if holder.only_grows else rules:
        blueprint.add_url_rule(
            at(end), f"{name}_{act}", requires(permission)(view), methods=list(methods)
        )


def _adding(holder: Holder) -> Callable[..., Any]:
    def add(**where: Any) -> Any:
        """Keeps a file with the record."""
        held, form = holder.find(**where), DocumentForm()

        def run() -> None:
            upload = form.file.data
            data = upload.stream.read(limit_bytes() + 1)
            services.attach(actor(), holder.kind, held.id, upload.filename or "", data)

        if attempt(form, run):
            flash(_("Das Dokument ist abgelegt."), "success")
            return redirect(held.url)
        limit_mb = limit_bytes() // 1024**2
        return page("documents/add.html", form, held=held, limit_mb=limit_mb)

    return add


def _opening(holder: Holder) -> Callable[..., Any]:
    def open_one(document_id: int, **where: Any) -> Any:
        """Gives the file out; who opened one is on record, since it may name people."""
        held = holder.find(**where)
        queries.document(pilot().id, holder.kind, held.id, document_id)
        with one_transaction():
            services.note_reading(actor(), holder.kind, held.id)
        row = queries.document(pilot().id, holder.kind, held.id, document_id)
        answer = send_file(
            io.BytesIO(queries.content_of(row)),
            mimetype=row.media_type,
            as_attachment=True,
            download_name=queries.name_of(row),
        )
        answer.headers.update(HEADERS)
        return answer

    return open_one


def _removing(holder: Holder) -> Callable[..., Any]:
    def remove(document_id: int, **where: Any) -> Any:
        """Removes a document with a reason, after a confirmation."""
        held, form = holder.find(**where), RemovalForm()
        row = queries.document(pilot().id, holder.kind, held.id, document_id)
        name = queries.name_of(row)

        def run() -> None:
            services.remove(
                actor(), holder.kind, held.id, document_id, form.data["reason"], held.is_fixed
            )

        if attempt(form, run):
            flash(_("Das Dokument ist gelöscht."), "success")
            return redirect(held.url)
        return page("documents/remove.html", form, held=held, name=name)

    return remove
