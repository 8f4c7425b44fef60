"""Pages of duties, on the blueprint of milestones: the calendar, one duty, notes by hand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import current_app, flash, redirect, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from app.access import Permission, requires
from app.clock import BERLIN
from app.errors import NotFound
from app.messages import sentence
from app.milestones.duties import queries, services
from app.milestones.duties.forms import KINDS, FilterForm, MetForm, TakeBackForm
from app.milestones.duties.rules import Duty, DutyKind, DutyState, Urgency
from app.milestones.duties.services import Fulfilment
from app.milestones.routes import blueprint
from app.participants import labels as people
from app.participants.selection.queries import due_for_erasure
from app.reporting import reviews
from app.reporting.duties import duties_on
from app.reporting.reviews import Review
from app.web import actor, attempt, may, page, pilot
from app.wording import language

__all__ = ["blueprint", "duties"]

ONE = "/milestones/duties/<duty_code>"
GROUPS = {
    "overdue": _l("Überfällig"),
    "reviews": _l("Laufend zu prüfen"),
    "next": _l("In den nächsten zwölf Monaten"),
    "later": _l("Später"),
    "uncertain": _l("Abgelaufen, Frist nicht bestätigt"),
    "met": _l("Erledigt"),
}
_STATEMENTS = (
    ("reports.index", Permission.STATEMENT, _l("Zu den Nachweisen")),
    ("reporting.statements", Permission.STATEMENT, _l("Zu den Jahreszahlen")),
)
PLACES = {
    DutyKind.INTERIM: _STATEMENTS,
    DutyKind.FINAL: _STATEMENTS,
    DutyKind.CERTIFICATION: _STATEMENTS,
    DutyKind.MONITORING: (
        ("monitoring.index", Permission.MONITORING, _l("Zum Programmmonitoring")),
    ),
    DutyKind.TRANSFER: (("outlook.index", Permission.FINANCE, _l("Zum Ausblick")),),
    DutyKind.RETENTION: (),
}
"""Where a duty is met; of several the first that is there and open to the reader."""
REVIEW_PLACES = {
    reviews.Kind.AGREEMENTS: ("partners.agreements", _l("Zu den Vereinbarungen")),
    reviews.Kind.CONSENTS: ("milestones.consents", _l("Zu den Einwilligungen")),
    reviews.Kind.FOLLOW_UP_CONSENTS: ("milestones.consents", _l("Zu den Einwilligungen")),
    reviews.Kind.ERASURE: ("selection.erase", _l("Zur Löschung")),
}


@dataclass(frozen=True)
class Line:
    """A duty as the calendar shows it: its name, and where it is met with the words for it."""

    duty: Duty
    name: str
    place: tuple[str, str] | None


@dataclass(frozen=True)
class ReviewLine:
    """Something to look through, in words, and where."""

    review: Review
    text: str
    place: tuple[str, str]


@blueprint.get("/milestones/duties")
@requires(Permission.MILESTONES)
def duties() -> Any:
    """Reports and deadlines of the funding: overdue ones first, then by day, met ones last."""
    here, filters = pilot(), FilterForm(request.args)
    state, kind = filters.state.data or "", filters.kind.data or ""
    shown = [each for each in known_duties() if _is_wanted(each, state, kind)]
    waiting = waiting_reviews() if kind in {"", "review"} and state != "met" else []
    return page(
        "milestones/duties.html",
        filters=filters,
        is_filtered=bool(state or kind),
        groups=grouped(shown, [review_line(one) for one in waiting]),
        notice=here.preset.notice,
        may_note=may(Permission.PLAN_MILESTONES),
        may_notify=may(Permission.STATEMENT),
    )


def waiting_reviews() -> list[Review]:
    """What waits to be looked through, as far as the reader may see to it."""
    here = pilot()
    to_erase = (
        due_for_erasure(here.id, here.day, here.preset.selection.erase_after_days)
        if may(Permission.ERASE_CANDIDATES)
        else []
    )
    return reviews.reviews_on(actor(), here.preset, here.day, [row.due_on for row in to_erase])


def known_duties() -> list[Duty]:
    """Every duty of the pilot as it stands on the day of account."""
    return duties_on(pilot().id, pilot().preset, pilot().day, with_transfers=True)


def _is_wanted(duty: Duty, state: str, kind: str) -> bool:
    is_of_state = {"open": duty.met is None, "met": duty.met is not None}.get(state, True)
    return is_of_state and (kind not in KINDS or duty.kind == kind)


def grouped(
    found: Sequence[Duty], waiting: Sequence[ReviewLine]
) -> list[tuple[str, list[Line | ReviewLine]]]:
    """Titles and lines of the groups that have any; of what is past the latest first."""
    groups: dict[str, list[Line | ReviewLine]] = {name: [] for name in GROUPS}
    groups["reviews"] += waiting
    for duty in found:
        groups[_group_of(duty)].append(Line(duty, name_of(duty), place_of(duty)))
    for name in ("uncertain", "met"):
        groups[name].reverse()
    return [(str(GROUPS[name]), lines) for name, lines in groups.items() if lines]


def _group_of(duty: Duty) -> str:
    if duty.state is DutyState.DUE:
        return "later" if duty.urgency is Urgency.LATER else "next"
    return str(duty.state)


def name_of(duty: Duty) -> str:
    """What is due, in the reader's language."""
    return sentence(duty.key, language(), duty.params)


def place_of(duty: Duty) -> tuple[str, str] | None:
    """Address and words of the page where a duty is met, if the reader may open it."""
    for endpoint, permission, label in PLACES[duty.kind]:
        if endpoint in current_app.view_functions and may(permission):
            return url_for(endpoint, pilot_key=pilot().key), str(label)
    return None


def review_line(review: Review) -> ReviewLine:
    """What waits to be looked through, with the list behind it."""
    endpoint, label = REVIEW_PLACES[review.kind]
    text = sentence(f"milestone.review_{review.kind}", language(), {"count": review.count})
    return ReviewLine(review, text, (url_for(endpoint, pilot_key=pilot().key), str(label)))


def asked_duty(code: str) -> Duty:
    """The duty of the address; NotFound for one that the pilot does not have."""
    found = next((each for each in known_duties() if each.code == code), None)
    if found is None:
        raise NotFound
    return found


@blueprint.get(ONE)
@requires(Permission.MILESTONES)
def duty(duty_code: str) -> Any:
    """One duty: where it stands, what was noted about it, where it is met."""
    found = asked_duty(duty_code)
    noted = [row for row in queries.notes(pilot().id) if row.duty == found.code]
    return page(
        "milestones/duty.html",
        duty=found,
        name=name_of(found),
        place=place_of(found),
        events=[told(row) for row in reversed(noted)],
        may_note=may(Permission.PLAN_MILESTONES),
    )


@dataclass(frozen=True)
class Event:
    """A note as the timeline shows it."""

    on: date
    title: str
    text: str


def told(row: queries.NoteRow) -> Event:
    """When, what was noted or taken back, by whom and why."""
    at = row.at.astimezone(BERLIN)
    by = _("%(name)s, %(time)s Uhr", name=row.by, time=f"{at:%H:%M}")
    title = _("Als erledigt vermerkt") if row.reference else _("Vermerk zurückgenommen")
    said = ", ".join(part for part in (row.reference, row.note) if part)
    return Event(at.date(), title, f"{by}: {said}")


@blueprint.route(f"{ONE}/met", methods=["GET", "POST"])
@requires(Permission.PLAN_MILESTONES)
def duty_met(duty_code: str) -> Any:
    """Notes by hand that a duty was met outside of what Pilotbuch records."""
    found, form = asked_duty(duty_code), MetForm()

    def note() -> None:
        given = Fulfilment(
            form.met_on.data or pilot().day, form.reference.data or "", form.note.data or ""
        )
        services.note_met(actor(), found, given, pilot().day)

    if attempt(form, note):
        flash(_("Der Vermerk ist gespeichert."), "success")
        return redirect(url_for(".duty", pilot_key=pilot().key, duty_code=duty_code))
    return page("milestones/duty_met.html", form, duty=found, name=name_of(found))


@blueprint.route(f"{ONE}/take-back", methods=["GET", "POST"])
@requires(Permission.PLAN_MILESTONES)
def duty_take_back(duty_code: str) -> Any:
    """Takes a note back, with the reason; it stays readable."""
    found, form = asked_duty(duty_code), TakeBackForm()
    if found.met is None or not found.met.is_by_hand:
        raise NotFound
    if attempt(form, lambda: services.take_back(actor(), duty_code, form.reason.data or "")):
        flash(_("Der Vermerk ist zurückgenommen. Die Pflicht ist wieder offen."), "success")
        return redirect(url_for(".duty", pilot_key=pilot().key, duty_code=duty_code))
    return page("milestones/duty_take_back.html", form, duty=found, name=name_of(found))


@blueprint.get("/milestones/duties/consents")
@requires(Permission.PARTICIPANTS)
def consents() -> Any:
    """Consents to ask for again or for the first time, by participant number."""
    here = pilot()
    found = [
        *reviews.consents_to_renew(actor(), here.preset, here.day),
        *reviews.follow_up_consents_missing(actor(), here.preset, here.day),
    ]
    return page(
        "milestones/consents.html",
        rows=sorted(found, key=lambda gap: (gap.number, gap.purpose)),
        purposes=people.PURPOSE,
        in_force={
            gap.purpose: text.version
            for gap in found
            if (text := here.preset.consents.text(gap.purpose, here.day))
        },
        may_record=may(Permission.WORK_CASES),
    )
