"""The page that admits a person."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, request, url_for
from flask_babel import gettext as _

from app.access import Permission, requires
from app.participants import labels, queries
from app.participants.forms import AdmissionForm, IdentityForm, admission_form, chosen, truth
from app.participants.identity.store import Name
from app.participants.routes.frame import WHO, blueprint, case_posts, done, note_reading
from app.participants.rules import Checked, check_criteria
from app.participants.selection import queries as candidates
from app.participants.selection.rules import State
from app.participants.services.admission import (
    Admission,
    Characteristics,
    admit,
    facts_of,
)
from app.pilots.preset import Criterion
from app.web import actor, asked_id, attempt, may, page, pilot


@blueprint.route("/participants/new", methods=["GET", "POST"])
@requires(Permission.WORK_CASES)
def new() -> Any:
    """Checks the criteria, admits; the record follows."""
    candidate = asked_candidate()
    if candidate is not None and candidate.state != State.OPEN and request.method == "GET":
        return redirect(url_for("selection.show", pilot_key=pilot().key, number=candidate.number))
    form = prepared(candidate)
    numbers: list[int] = []
    is_check = request.form.get("step") == "check"

    def run() -> None:
        numbers.append(admit(actor(), pilot().preset, admission(form), pilot().day))

    if is_check:
        form.validate_on_submit()
    elif attempt(form, run):
        return welcome(numbers[0])
    checked = answers(form) if form.is_submitted() else []
    shown, status = page(
        "participants/new.html",
        form,
        checked=[(item, labels.figure(item)) for item in checked],
        is_blocked=any(item.blocks for item in checked),
        may_override=may(Permission.ADMIT_AGAINST_CRITERIA),
        preset=pilot().preset,
        labels=labels,
        stated=[criterion.key for criterion, _title in stated()],
        candidate=asked_id("candidate"),
    )
    return shown, 200 if is_check and not form.errors else status


def stated() -> list[tuple[Criterion, str]]:
    """The criteria that people state themselves, with their titles."""
    found = (one for one in pilot().preset.criteria if one.kind == "stated")
    return [(criterion, labels.title(criterion)) for criterion in found]


def asked_candidate() -> Any:
    """The candidate that the address names; None for an admission without a referral."""
    number = asked_id("candidate")
    return None if number is None else candidates.candidate(actor(), number)


def told_by(candidate: Any) -> dict[str, Any]:
    """What is known of a candidate, as the form of admission has it; the reading is recorded."""
    told = candidates.stated_by(candidate.pilot_id, [candidate.id])[candidate.id]
    known: dict[str, Any] = {
        "referred_on": candidate.referred_on,
        "sex": candidate.sex or "",
        "school": candidate.school or "",
        "vocational": candidate.vocational or "",
        "children": candidate.children,
        "health_restriction": chosen(candidate.health_restriction),
        "addiction": chosen(candidate.addiction),
        "post_id": str(candidate.post_id or ""),
        **{f"stated_{key}": chosen(holds) for key, holds in told.items()},
    }
    if may(Permission.NAMES):
        note_reading((*WHO, "birth_date", "customer_number"), candidate.id, "candidate")
        opened = candidates.opened(candidate)
        known |= vars(opened.name) if opened else {}
    return known


def prepared(candidate: Any = None) -> AdmissionForm:
    """The form with the posts to choose from; an only own post, today, and what is known of a
    candidate are there already."""
    form = admission_form(pilot().preset, stated())
    posts = case_posts()
    own = [post.id for post in posts if post.id in actor().posts] or [p.id for p in posts]
    form.post_id.choices = [(str(post.id), post.title) for post in posts]
    if len(own) > 1 and not form.is_submitted():
        form.post_id.choices.insert(0, ("", _("Bitte wählen")))
    if not form.is_submitted():
        form.post_id.data = str(own[0]) if len(own) == 1 else ""
        form.admitted_on.data = pilot().day
        for name, value in (told_by(candidate) if candidate is not None else {}).items():
            if name in form and value not in (None, ""):
                form[name].data = value
    return form


def admission(form: AdmissionForm) -> Admission:
    """What the form says, for the service. A tick without a day means the day of entry."""
    given = form.data
    consents = {}
    for purpose in pilot().preset.consents.purposes:
        if given[f"consent_{purpose}"]:
            consents[purpose] = given[f"consent_{purpose}_on"] or given["admitted_on"]
    told = {one.key: truth(given[f"stated_{one.key}"]) for one, _title in stated()}
    return Admission(
        name=name_in(form),
        characteristics=characteristics(form),
        admitted_on=given["admitted_on"],
        post_id=int(given["post_id"]),
        referred_on=given["referred_on"],
        consents=consents,
        consent_form=given["consent_form"],
        stated={key: value for key, value in told.items() if value is not None},
        override_reason=given["override_reason"] or "",
        ratio_reason=given["ratio_reason"] or "",
        remark=given["remark"] or "",
        candidate=asked_id("candidate"),
    )


def name_in(form: IdentityForm) -> Name:
    """The identity that a form gives."""
    given = form.data
    return Name(
        given["family_name"].strip(),
        given["given_name"].strip(),
        given["birth_date"],
        given["customer_number"].strip(),
    )


def characteristics(form: Any) -> Characteristics:
    """What the form says about the person; an empty choice is unknown."""
    return Characteristics(
        sex=form.sex.data or None,
        school=form.school.data or None,
        vocational=form.vocational.data or None,
        children=form.children.data,
        health_restriction=truth(form.health_restriction.data),
        addiction=truth(form.addiction.data),
    )


def answers(form: AdmissionForm) -> list[Checked]:
    """The answer to each criterion, once the form can be read."""
    needed = (
        "family_name",
        "given_name",
        "birth_date",
        "admitted_on",
        "customer_number",
        "post_id",
    )
    if set(needed) & set(form.errors):
        return []
    return check_criteria(pilot().preset.criteria, facts_of(admission(form)))


def welcome(number: int) -> Any:
    """Says who was admitted, and that somebody has come back."""
    row = queries.participation_row(actor(), number)
    earlier = queries.earlier_stays(row.pilot_id, row.person_id, number) if row else []
    if earlier:
        flash(
            _(
                "Die Person war schon einmal im Vorhaben (Nr. %(numbers)s); "
                "sie zählt als dieselbe Person.",
                numbers=", ".join(map(str, earlier)),
            ),
            "info",
        )
    return done(number, _("Nr. %(number)s ist aufgenommen.", number=number))
