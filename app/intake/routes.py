"""Pages of imports: bring a file, see what it would do, take it in, take it back."""

from __future__ import annotations

import io
from datetime import UTC, datetime
from typing import Any

from flask import Blueprint, abort, current_app, flash, redirect, request, send_file, url_for
from flask_babel import gettext as _

from app.access import Permission, long_reading, requires
from app.errors import DomainError, NotFound
from app.intake import kinds, labels, queries, services, staging
from app.intake.findings import Outcome, Tally
from app.intake.forms import UndoForm, UploadForm, columns_form
from app.intake.kinds import ImportKind, file_hash
from app.intake.queries import ImportRow
from app.intake.staging import Shelf, Waiting
from app.pilots.queries import posts_of
from app.web import (
    XLSX,
    actor,
    asked_page,
    attempt,
    listing,
    may,
    one_transaction,
    page,
    pilot,
    refuse,
    say,
    settings,
)

blueprint = Blueprint("intake", __name__, template_folder="templates")

WAITING = "/imports/waiting/<token>"
ONE = "/imports/<int(max=9223372036854775807):import_id>"
PER_PAGE = 50
FINDINGS_PER_PAGE = 100
REPEATED = "intake.duplicate_of_line"
HEADS_UNKNOWN = frozenset({"intake.header_missing", "intake.header_not_found"})


@blueprint.get("/imports")
@requires(Permission.IMPORTS)
def index() -> Any:
    """What came in so far, by whom, with which counts."""
    staging.clear_expired(shelf().folder, now())
    rows, total = queries.imports_of(pilot().id, asked_page(), PER_PAGE)
    return page(
        "intake/index.html",
        rows=rows,
        labels=labels.KINDS,
        allowed=allowed_kinds(),
        listing=listing(total, "imported_at", True, asked_page(), PER_PAGE),
    )


@blueprint.route("/imports/new", methods=["GET", "POST"])
@requires(Permission.IMPORTS)
@long_reading
def new() -> Any:
    """Takes a file to be checked; one that cannot be read at all is refused at its field."""
    if request.method == "POST":
        check_may(request.form.get("kind", ""))
    form = UploadForm(kind=request.args.get("kind"))
    allowed = allowed_kinds()
    form.kind.choices = [(str(kind), labels.KINDS[kind]) for kind in allowed]
    if len(allowed) == 1 and not form.is_submitted():
        form.kind.data = str(allowed[0])
    if form.validate_on_submit():
        kind, data = ImportKind(form.kind.data), form.file.data.read()
        try:
            data = kinds.kept(kind, pilot(), data)
            kinds.preview(kind, actor(), pilot(), kinds.read(kind, pilot(), data))
        except DomainError as error:
            if may_be_assigned(kind, data, error):
                return on_the_shelf(form, kind, data, ".columns")
            refuse(form, DomainError(error.key, "file", **error.params))
        else:
            return on_the_shelf(form, kind, data, ".preview")
    expected = [(labels.KINDS[kind], *labels.expected(kind, pilot().preset)) for kind in allowed]
    with_template = [place for place, kind in enumerate(allowed) if kind is ImportKind.PARTICIPANTS]
    with_accounts = [place for place, kind in enumerate(allowed) if kind is ImportKind.BANK]
    return page(
        "intake/new.html",
        form,
        expected=expected,
        with_template=with_template,
        with_accounts=with_accounts,
    )


@blueprint.get(WAITING)
@requires(Permission.IMPORTS)
def preview(token: str) -> Any:
    """What the file would do, with its findings by cell; nothing is written."""
    try:
        waiting = wait_for(token)
    except DomainError as error:
        return start_anew(error)
    kind = ImportKind(waiting.kind)
    try:
        parsed = kinds.read(kind, pilot(), waiting.data)
    except DomainError as error:
        flash(say(error), "warning")
        return redirect(url_for(".columns", pilot_key=pilot().key, token=token))
    outcome = kinds.preview(kind, actor(), pilot(), parsed)
    number, findings = findings_page(outcome)
    return page(
        "intake/preview.html",
        token=token,
        waiting=waiting,
        kind_label=labels.KINDS[kind],
        tally=outcome.tally,
        is_clean=outcome.is_clean,
        findings=findings,
        listing=listing(len(outcome.findings), "line", False, number, FINDINGS_PER_PAGE),
        came_before=queries.same_file(pilot().id, file_hash(waiting.data)),
        has_columns=kinds.KINDS[kind].columns(pilot(), waiting.data) is not None,
    )


@blueprint.route(f"{WAITING}/columns", methods=["GET", "POST"])
@requires(Permission.IMPORTS)
@long_reading
def columns(token: str) -> Any:
    """Which column of the file is which of ours; remembered for the next file."""
    try:
        waiting = wait_for(token)
    except DomainError as error:
        return start_anew(error)
    kind = ImportKind(waiting.kind)
    found = kinds.assignable(kind, pilot(), waiting.data)
    if found is None:
        return start_anew(DomainError("intake.no_longer_waiting"))
    form = columns_form(found.columns, found.heads, found.suggested)
    if form.validate_on_submit():
        chosen = {
            name: form[f"column_{place}"].data or None
            for place, name in enumerate(found.columns.names)
        }
        try:
            with one_transaction():
                services.assign_columns(actor(), kind, found.columns, chosen)
        except DomainError as error:
            refuse(form, error)
        else:
            flash(_("Die Zuordnung ist gemerkt und gilt auch für die nächste Datei."), "success")
            return redirect(url_for(".preview", pilot_key=pilot().key, token=token))
    return page(
        "intake/columns.html",
        form,
        token=token,
        waiting=waiting,
        kind_label=labels.KINDS[kind],
        is_complete=all(found.suggested.values()),
    )


@blueprint.get("/imports/template")
@requires(Permission.IMPORT_PARTICIPANTS)
def template() -> Any:
    """An empty list of participants with drop-downs and a page of explanations."""
    # openpyxl is loaded when first needed: the start stays short.
    from app.intake.template import template_columns, template_titles
    from exports.list_template import write_list_template

    posts = [post.title for post in posts_of(pilot().id) if post.carries_cases]
    content = write_list_template(template_columns(pilot().preset, posts), *template_titles())
    return send_file(
        io.BytesIO(content),
        mimetype=XLSX,
        as_attachment=True,
        download_name=f"teilnehmerliste-{pilot().key}.xlsx",
    )


@blueprint.post(f"{WAITING}/take")
@requires(Permission.IMPORTS)
@long_reading
def take(token: str) -> Any:
    """Takes the file in: read first, then compared and written in one short transaction."""
    try:
        waiting = wait_for(token)
    except DomainError as error:
        return start_anew(error)
    kind, only_valid = ImportKind(waiting.kind), request.form.get("only_valid") == "yes"
    back = redirect(url_for(".preview", pilot_key=pilot().key, token=token))
    if only_valid and request.form.get("confirmed") != "yes":
        flash(_("Bitte bestätigen Sie, dass die abgewiesenen Zeilen fehlen werden."), "warning")
        return back
    parsed = kinds.read(kind, pilot(), waiting.data)
    with one_transaction():
        taken = kinds.take_in(
            kind, actor(), pilot(), parsed, waiting.file_name, waiting.data, only_valid
        )
    if taken.import_id is None and not taken.outcome.is_clean and not only_valid:
        flash(_("Es wurde nichts übernommen: Die Datei enthält abgewiesene Zeilen."), "warning")
        return back
    staging.remove(shelf(), token)
    if taken.import_id is None:
        flash(_("Die Datei enthielt nichts Neues; es wurde nichts geändert."), "info")
        return redirect(url_for(".index", pilot_key=pilot().key))
    flash(_("Der Import ist abgeschlossen."), "success")
    return redirect(url_for(".show", pilot_key=pilot().key, import_id=taken.import_id))


@blueprint.post(f"{WAITING}/discard")
@requires(Permission.IMPORTS)
def discard(token: str) -> Any:
    """Removes a file that shall not be taken in."""
    staging.remove(shelf(), token)
    flash(_("Die Datei ist verworfen. Es wurde nichts übernommen."), "success")
    return redirect(url_for(".index", pilot_key=pilot().key))


@blueprint.get(ONE)
@requires(Permission.IMPORTS)
def show(import_id: int) -> Any:
    """An import: its counts, what is left to do, and the way to its rows."""
    row = import_for(import_id)
    kind = ImportKind(row.record.kind)
    # A repeated line was skipped: there is nothing left to do about it.
    found = [labels.shown_again(kept) for kept in row.record.findings if kept["code"] != REPEATED]
    return page(
        "intake/show.html",
        row=row,
        kind_label=labels.KINDS[kind],
        tally=tally_of(row),
        todo=[finding for finding in found if finding.severity == "warning"],
        refused=[finding for finding in found if finding.severity == "error"],
        rows_link=rows_link(kind, import_id),
    )


@blueprint.route(f"{ONE}/undo", methods=["GET", "POST"])
@requires(Permission.IMPORTS)
def undo(import_id: int) -> Any:
    """Takes a whole import back, after a confirmation and while nothing builds on it."""
    row = import_for(import_id)
    kind = ImportKind(row.record.kind)
    form = UndoForm()
    if attempt(form, lambda: kinds.undo(kind, actor(), import_id)):
        flash(_("Der Import ist zurückgenommen."), "success")
        return redirect(url_for(".show", pilot_key=pilot().key, import_id=import_id))
    row = import_for(import_id)
    return page("intake/undo.html", form, row=row, kind_label=labels.KINDS[kind])


def may_be_assigned(kind: ImportKind, data: bytes, error: DomainError) -> bool:
    """Whether only the heads are unknown, so that a person can say which is which."""
    return error.key in HEADS_UNKNOWN and kinds.assignable(kind, pilot(), data) is not None


def on_the_shelf(form: UploadForm, kind: ImportKind, data: bytes, following: str) -> Any:
    """Keeps the file for its decision and goes on."""
    token = staging.put(shelf(), kind, plain_name(form.file.data.filename), data, now())
    return redirect(url_for(following, pilot_key=pilot().key, token=token))


def allowed_kinds() -> list[ImportKind]:
    """The kinds the acting user may take in, in the order of the labels."""
    return [kind for kind in labels.KINDS if may(kinds.KINDS[kind].permission)]


def check_may(kind: str) -> None:
    """403 for a kind that is not the user's to take in; unknown kinds are the form's to refuse."""
    if kind in set(ImportKind) and ImportKind(kind) not in allowed_kinds():
        abort(403)


def shelf() -> Shelf:
    """Where the acting user's files wait."""
    found = settings()
    return Shelf(found.files / "staging", found.keys["files"], pilot().id, actor().user_id)


def wait_for(token: str) -> Waiting:
    """The waiting file; its kind must still be the user's to take in."""
    waiting = staging.find(shelf(), token, now())
    check_may(waiting.kind)
    return waiting


def start_anew(error: DomainError) -> Any:
    """To a new upload, saying why."""
    flash(say(error), "warning")
    return redirect(url_for(".new", pilot_key=pilot().key))


def import_for(import_id: int) -> ImportRow:
    """The import, for those who may take in its kind: findings tell about its rows."""
    row = queries.import_of(pilot().id, import_id)
    if row is None:
        raise NotFound
    check_may(row.record.kind)
    return row


def tally_of(row: ImportRow) -> Tally:
    """The counts of an import."""
    kept = row.record
    return Tally(kept.read_count, kept.accepted, kept.rejected, kept.duplicates, kept.unchanged)


def findings_page(outcome: Outcome) -> tuple[int, list[labels.Shown]]:
    """The asked page of findings: refusals first, then what is to be looked at, by line."""
    ordered = sorted(outcome.findings, key=lambda f: (labels.ORDER[f.severity], f.line or 0))
    number = min(asked_page(), max(1, -(-len(ordered) // FINDINGS_PER_PAGE)))
    start = (number - 1) * FINDINGS_PER_PAGE
    return number, [labels.shown(f) for f in ordered[start : start + FINDINGS_PER_PAGE]]


def rows_link(kind: ImportKind, import_id: int) -> tuple[str, str] | None:
    """Where the rows of an import are to be seen, in words and as an address."""
    endpoint, label = {
        ImportKind.PARTICIPANTS: ("participants.index", _("Zu den Teilnehmenden")),
        ImportKind.PLAN: ("finance.budget", _("Zum Soll-Ist-Vergleich")),
        ImportKind.VOUCHERS: ("finance.bookings", _("Zu den Belegen dieses Imports")),
        ImportKind.BANK: ("bank.index", _("Zu den Umsätzen")),
        ImportKind.PAYROLL: ("staff.index", _("Zu den Personalkosten")),
    }[kind]
    if endpoint not in current_app.view_functions:
        return None
    narrowed: dict[str, Any] = {"import": import_id} if kind is ImportKind.VOUCHERS else {}
    return label, url_for(endpoint, pilot_key=pilot().key, **narrowed)


def plain_name(name: str | None) -> str:
    """The file's name without folders and without what cannot be printed."""
    last = (name or "").replace("\\", "/").rsplit("/", 1)[-1]
    return "".join(sign for sign in last if sign.isprintable())[:200] or _("Datei ohne Namen")


def now() -> datetime:
    """This moment; files wait for a day."""
    return datetime.now(UTC)
