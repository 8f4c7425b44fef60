"""Consents of a case and releases from secrecy: all of them, the sheet, corrections."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _

from app.access import Permission, requires
from app.errors import NotFound
from app.formats import day as written
from app.participants import labels as words
from app.participants import queries
from app.participants.forms import WithdrawalForm
from app.participants.record import Case
from app.participants.routes.case import case_page, open_case
from app.participants.routes.corrections import differing
from app.participants.routes.frame import note_reading
from app.participants.services.consents import (
    Proof,
    Written,
    correct_consent,
    representative_of,
)
from app.participants.stays import labels, services
from app.participants.stays.forms import ConsentCorrectionForm, ReleaseForm, SignedForm
from app.participants.stays.queries import has_representative, releases_of
from app.participants.stays.routes.frame import address, blueprint, done
from app.participants.stays.rules import newer_text
from app.partners.queries import partner_choices
from app.pilots.preset import ConsentText
from app.web import actor, attempt, may, pilot
from app.wording import language

HERE = "/participants/<int:number>"


@dataclass(frozen=True)
class ConsentRow:
    """A consent as its page shows it; `newer` is a text that was not signed yet."""

    consent: Any
    is_in_force: bool
    newer: ConsentText | None
    recipient: str
    signed_by: str


@blueprint.get(f"{HERE}/consents")
@requires(Permission.PARTICIPANTS)
def consents(number: int) -> Any:
    """All consents and releases, those withdrawn too, and what can be done."""
    case = open_case(number)
    may_name = note_signers(case)
    rows = consent_rows(case, may_name)
    given = {row.consent.purpose for row in rows if row.consent.withdrawn_on is None}
    return case_page(
        case,
        "stays/consents.html",
        rows=rows,
        missing=[one for one in pilot().preset.consents.purposes if one not in given],
        releases=release_rows(case, may_name),
        words=words,
        labels=labels,
    )


@blueprint.get(f"{HERE}/consents/sheet")
@requires(Permission.PARTICIPANTS)
def sheet(number: int) -> Any:
    """What is in force on the day, to be printed and signed."""
    case = open_case(number)
    may_name, preset = note_signers(case), pilot().preset
    rows = consent_rows(case, may_name)
    latest = {row.consent.purpose: row for row in rows if row.is_in_force}
    releases = release_rows(case, may_name)
    return case_page(
        case,
        "stays/sheet.html",
        rows=[latest[purpose] for purpose in preset.consents.purposes if purpose in latest],
        releases=[row for row in releases if row[0].is_in_force(pilot().day)],
        programme=preset,
        words=words,
        labels=labels,
    )


@blueprint.route(f"{HERE}/consents/<int:consent>/correct", methods=["GET", "POST"])
@requires(Permission.WORK_CASES)
def correct(number: int, consent: int) -> Any:
    """Day, form, document, signature and version as they should have been."""
    case = open_case(number)
    row = consent_of(case, consent)
    form = ConsentCorrectionForm(data=stored_data(row))
    form.text_version.choices = versions(row.purpose, row.text_version)
    if not form.is_submitted():
        form.renew(row.version)
    lead = str(words.word(words.PURPOSE, row.purpose))

    def run() -> None:
        correct_consent(
            actor(),
            pilot().preset,
            number,
            consent,
            Written(
                form.data["given_on"],
                form.data["form"],
                form.data["text_version"],
                proof_in(form),
            ),
            form.version.data or 0,
            pilot().day,
        )

    if attempt(form, run):
        return done(number, _("Die Einwilligung ist berichtigt."))
    row = consent_of(open_case(number), consent)
    stored = stored_data(row) if form.renew(row.version) else {}
    return act(
        case, form, _("Einwilligung berichtigen"), _("Berichtigen"), lead=lead, stored=stored
    )


@blueprint.route(f"{HERE}/releases/new", methods=["GET", "POST"])
@requires(Permission.WORK_CASES)
def release(number: int) -> Any:
    """A release from professional secrecy towards one institution."""
    case = open_case(number)
    form = ReleaseForm()
    known = partner_choices(pilot().id, pilot().day)
    form.partner_id.choices = [
        ("", _("Bitte wählen")),
        *((str(partner_id), name) for partner_id, name in known),
    ]
    if not form.is_submitted():
        form.given_on.data = pilot().day

    def run() -> None:
        given = services.Released(
            int(form.data["partner_id"]),
            form.data["scope"],
            form.data["given_on"],
            form.data["valid_until"],
        )
        services.release_secrecy(
            actor(), number, given, form.data["form"], proof_in(form), pilot().day
        )

    if attempt(form, run):
        return done(number, _("Die Entbindung von der Schweigepflicht ist eingetragen."))
    title = _("Entbindung von der Schweigepflicht eintragen")
    warning = "" if known else _("Es ist noch keine Einrichtung angelegt.")
    first = ["partner_id", "scope", "given_on", "valid_until"]
    return act(case, form, title, _("Entbindung eintragen"), warning=warning, first=first)


@blueprint.route(f"{HERE}/releases/<int:release_id>/withdraw", methods=["GET", "POST"])
@requires(Permission.WORK_CASES)
def withdraw_release(number: int, release_id: int) -> Any:
    """Ends a release from a day on."""
    case = open_case(number)
    known = (row for row in releases_of(case.row.pilot_id, case.row.id))
    found = next((row for row in known if row.release.id == release_id), None)
    if found is None or found.release.withdrawn_on is not None:
        raise NotFound
    form = WithdrawalForm()
    if not form.is_submitted():
        form.withdrawn_on.data = pilot().day
    lead = _(
        "%(partner)s, erteilt am %(day)s.",
        partner=found.partner,
        day=written(found.release.given_on),
    )

    def run() -> None:
        services.withdraw_secrecy_release(
            actor(), number, release_id, form.data["withdrawn_on"], pilot().day
        )

    if attempt(form, run):
        return done(number, _("Der Widerruf ist eingetragen."))
    title = _("Entbindung widerrufen")
    warning = _("Ein Widerruf kann nicht zurückgenommen werden.")
    return act(case, form, title, _("Widerruf eintragen"), lead=lead, warning=warning)


def note_signers(case: Case) -> bool:
    """Records that names of representatives are read, before they are; whether there are any."""
    row = case.row
    if not (may(Permission.NAMES) and has_representative(row.pilot_id, row.id)):
        return False
    note_reading(["representative"], row.id)
    return True


def consent_rows(case: Case, may_name: bool) -> list[ConsentRow]:
    """The consents of a case in the order of the programme's purposes, then of giving."""
    preset, day = pilot().preset, pilot().day
    known = queries.consents_of(case.row.pilot_id, case.row.id)
    order = {purpose: place for place, purpose in enumerate(preset.consents.purposes)}
    latest = {one.purpose: one.id for one in known if one.withdrawn_on is None}
    found = []
    for one in sorted(known, key=lambda row: (order.get(row.purpose, len(order)), row.given_on)):
        newer = newer_text(preset.consents, one.purpose, one.text_version, day)
        in_force = one.given_on <= day and (one.withdrawn_on is None or one.withdrawn_on > day)
        is_last = latest.get(one.purpose) == one.id
        who = signer(one, may_name)
        found.append(ConsentRow(one, in_force, newer if is_last else None, recipient(one), who))
    return found


def recipient(consent: Any) -> str:
    """Who may receive the data, in the reader's language where the signed text is known."""
    texts = pilot().preset.consents.texts
    signed = (consent.purpose, consent.text_version, consent.recipient)
    text = next((t for t in texts if (t.purpose, t.version, t.recipient_de) == signed), None)
    return text.recipient_en if text and language() == "en" else consent.recipient or ""


def release_rows(case: Case, may_name: bool) -> list[tuple[Any, str]]:
    """The releases of a case, each with who signed it."""
    found = releases_of(case.row.pilot_id, case.row.id)
    return [(row, signer(row.release, may_name)) for row in found]


def signer(row: Any, may_name: bool) -> str:
    """Who signed; the name of a representative only where its reading is recorded."""
    who = words.word(labels.SIGNED_BY, row.signed_by)
    name = representative_of(row) if may_name else ""
    return f"{who}: {name}" if name else who


def consent_of(case: Case, consent: int) -> Any:
    """The consent as it is stored now; otherwise it is not there (404)."""
    known = queries.consents_of(case.row.pilot_id, case.row.id)
    found = next((one for one in known if one.id == consent), None)
    if found is None:
        raise NotFound
    return found


def stored_data(row: Any) -> dict[str, Any]:
    """What is stored now, as the form shows it."""
    is_named = row.representative_sealed is not None and may(Permission.NAMES)
    if is_named:
        note_reading(["representative"], row.participation_id)
    return {
        "given_on": row.given_on,
        "form": row.form,
        "text_version": row.text_version or "",
        "document_reference": row.document_reference or "",
        "signed_by": row.signed_by,
        "representative": representative_of(row) if is_named else "",
    }


def versions(purpose: str, signed: str | None) -> list[tuple[str, str]]:
    """The versions of a purpose's text, and that none is noted."""
    known = [one.version for one in pilot().preset.consents.texts if one.purpose == purpose]
    if signed and signed not in known:
        known.append(signed)
    return [("", _("nicht vermerkt")), *((one, one) for one in known)]


def proof_in(form: SignedForm) -> Proof:
    """Document and signature as the form says."""
    return Proof(
        form.data["document_reference"] or "",
        form.data["signed_by"],
        form.data["representative"] or "",
    )


def act(
    case: Case,
    form: Any,
    title: str,
    submit: str,
    *,
    lead: str = "",
    warning: str = "",
    first: Sequence[str] = (),
    stored: Mapping[str, Any] | None = None,
) -> Any:
    """The page of an act on a consent or release; the way back leads to all of them."""
    return case_page(
        case,
        "participants/case_act.html",
        form,
        title=title,
        submit=submit,
        back=address("stays.consents", number=case.number),
        lead=lead,
        warning=warning,
        first=first,
        present=differing(form, stored or {}),
        is_stale=bool(stored),
    )
