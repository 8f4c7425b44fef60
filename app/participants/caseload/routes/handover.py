"""All cases of a post, or the ticked ones, go to others in one step; and back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from flask import request
from flask_babel import gettext as _
from flask_babel import ngettext

from app.access import Permission, requires
from app.errors import NotFound
from app.formats import day as written
from app.participants import labels, record
from app.participants.caseload import queries
from app.participants.caseload.forms import HandOverForm
from app.participants.caseload.routes.figures import measured
from app.participants.caseload.routes.frame import act, blueprint, post_at
from app.participants.caseload.routes.posts import HERE, back
from app.participants.caseload.rules import PostTime, shared_out
from app.participants.caseload.services import handover
from app.participants.forms import RatioForm
from app.participants.people_list import Filters, ParticipantRow, participants
from app.participants.routes.frame import WHO, case_posts, note_reading
from app.pilots.queries import PostRow
from app.web import actor, attempt, may, page, pilot

MOST_CASES = 1000
SPLIT = "split"


@blueprint.route(f"{HERE}/hand-over", methods=["GET", "POST"])
@requires(Permission.DISTRIBUTE_CASES)
def hand_over(place: int) -> Any:
    """The cases of a post to tick; first the new load is shown, then it is done."""
    post = post_at(place)
    wanted = Filters(state="in_care", post_id=post.id)
    rows, total = participants(actor(), pilot().day, wanted, ("number", False), 1, MOST_CASES)
    form = prepared(post, rows)
    is_check = request.form.get("step") == "check"
    given: dict[int, int] = {}

    def run() -> None:
        given.update(assigned(form, post))
        handover.hand_over(
            actor(),
            pilot().preset,
            given,
            form.data["from_day"],
            form.data["ratio_reason"] or "",
            pilot().day,
        )

    if not is_check and attempt(form, run):
        return back(
            place,
            ngettext("%(num)d Fall ist übergeben.", "%(num)d Fälle sind übergeben.", len(given)),
        )
    if is_check:
        form.validate_on_submit()
    is_wrong = form.cases.errors or form.post_id.errors or form.from_day.errors
    names: dict[int, str] = {}
    if rows and may(Permission.NAMES):
        sealed = record.sealed_names_for(actor(), rows)
        note_reading(WHO)
        names = record.opened(actor(), sealed)
    shown, status = page(
        "caseload/hand_over.html",
        form,
        post=post,
        place=place,
        rows=rows,
        is_cut=total > len(rows),
        names=names,
        stages=labels.stage_titles(pilot().preset),
        preview=preview(form, post) if form.is_submitted() and not is_wrong else [],
        day=pilot().day,
    )
    return shown, 200 if is_check and not form.errors else status


def prepared(post: PostRow, rows: Sequence[ParticipantRow]) -> HandOverForm:
    """The form with all cases ticked; an only other post is chosen already."""
    form = HandOverForm()
    others = [(str(one.id), one.title) for one in case_posts() if one.id != post.id]
    form.cases.choices = [(row.number, str(row.number)) for row in rows]
    form.post_id.choices = list(others)
    if len(others) > 1:
        spread = (SPLIT, _("auf alle anderen verteilen, nach freien Plätzen"))
        form.post_id.choices = [("", _("Bitte wählen")), *others, spread]
    if not form.is_submitted():
        form.cases.data = [row.number for row in rows]
        form.from_day.data = pilot().day
    return form


def assigned(form: HandOverForm, source: PostRow) -> Mapping[int, int]:
    """Which post each ticked case goes to."""
    numbers = form.data["cases"] or []
    if form.data["post_id"] != SPLIT:
        return dict.fromkeys(numbers, int(form.data["post_id"]))
    day = form.data["from_day"]
    return shared_out(
        numbers,
        {
            post.id: (there := on_day(time, day))["places"] - there["in_care"]
            for post, time in over_time().items()
            if post.id != source.id
        },
    )


def over_time() -> Mapping[PostRow, PostTime]:
    """The posts of this pilot over time."""
    preset = pilot().preset
    return queries.posts_over_time(pilot().id, preset.stays.pauses_count_in_caseload)


def on_day(time: PostTime, day: date, more: int = 0) -> dict[str, Any]:
    """A post on a day, with so many cases more."""
    return measured(time.cases.on(day) + more, time.percent.on(day))


def preview(form: HandOverForm, source: PostRow) -> list[dict[str, Any]]:
    """The load of every post that changes, before and after, on the day of the hand-over."""
    day = form.from_day.data
    if day is None or not form.cases.data or not form.post_id.data:
        return []
    changes = Counter(assigned(form, source).values())
    changes[source.id] = -sum(changes.values())
    return [
        {
            "title": post.title,
            "before": time.cases.on(day),
            "free": (found := on_day(time, day, changes[post.id]))["places"] - found["in_care"],
            **found,
        }
        for post, time in over_time().items()
        if post.id in changes
    ]


@blueprint.route(f"{HERE}/hand-overs/<int:to_place>/<on>/take-back", methods=["GET", "POST"])
@requires(Permission.DISTRIBUTE_CASES)
def take_back(place: int, to_place: int, on: str) -> Any:
    """Takes a hand-over back, after asking."""
    post, to_post = post_at(place), post_at(to_place)
    try:
        from_day = date.fromisoformat(on)
    except ValueError:
        raise NotFound from None
    cases = queries.handed_over(pilot().id, post.id, to_post.id, from_day)
    if not cases:
        raise NotFound
    form = RatioForm()

    def run() -> None:
        handover.take_back(
            actor(),
            pilot().preset,
            post.id,
            to_post.id,
            from_day,
            form.data["ratio_reason"] or "",
            pilot().day,
        )

    if attempt(form, run):
        return back(place, _("Die Übergabe ist zurückgenommen."))
    warning = ngettext(
        "%(num)d Fall, am %(day)s an %(post)s übergeben, gilt danach als nie übergeben. Im "
        "Verlauf bleibt beides sichtbar.",
        "%(num)d Fälle, am %(day)s an %(post)s übergeben, gelten danach als nie übergeben. Im "
        "Verlauf bleibt beides sichtbar.",
        len(cases),
        day=written(from_day),
        post=to_post.title,
    )
    title = _("Übergabe zurücknehmen")
    return act(place, form, title, title, warning=warning)
