"""Preparing a release: a question, a look at its answer, then files for a second person."""

from __future__ import annotations

from typing import Any

from flask import flash, request
from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict

from app.access import Permission, long_reading, requires
from app.clock import today
from app.errors import DomainError
from app.evaluation.question import Question
from app.evaluation.recipients import queries as recipients
from app.evaluation.releases import labels, rules, services
from app.evaluation.releases.forms import PrepareForm, QuestionForm
from app.evaluation.releases.preview import Preview, preview_of
from app.evaluation.releases.roles import COORDINATION, STATUS
from app.evaluation.releases.routes.frame import blueprint, to_release
from app.evaluation.releases.services import Wish
from app.evaluation.workbook import Edition
from app.web import actor, attempt, one_transaction, page, pilot, refuse, settings
from app.wording import language
from exports.datasets import DATASETS


@blueprint.route("/evaluation/prepare", methods=["GET", "POST"])
@requires(Permission.RELEASE)
@long_reading
def prepare() -> Any:
    """Looks at the answer to a question, then prepares its release."""
    asked = question_form()
    form = PrepareForm()
    made: list[int] = []
    wish = wish_of(asked, form) if request.args and asked.validate() else None
    if wish and attempt(form, lambda: made.append(prepare_now(wish))):
        flash(_("Die Freigabe ist vorbereitet. Eine zweite Person muss sie erteilen."), "success")
        return to_release(made[0])
    preview = looked_at(asked, wish) if wish else None
    if preview and not form.is_submitted() and preview.choices:
        form.plan.data = preview.choices[0][0]
    return page(
        "releases/prepare.html",
        form,
        asked=asked,
        preview=preview,
        columns=labels.column_labels(),
        left_out=[titles()[key] for key in left_out(asked) if key in titles()],
        told=[labels.told(one.key, one.params) for one in preview.learned] if preview else [],
        has_recipients=bool(asked.recipient.choices),
        labels=labels,
    )


def question_form() -> QuestionForm:
    """The question in the address; without one, that of all datasets for the day of account."""
    form = QuestionForm(request.args if request.args else None)
    form.recipient.choices = [
        (str(row.id), row.name)
        for row in recipients.recipients(actor().pilot_id)
        if row.closed_at is None
    ]
    form.datasets.choices = list(titles().items())
    if not request.args:
        form.process(
            MultiDict(
                {
                    **form.defaults(),
                    "day": pilot().day.strftime("%d.%m.%Y"),
                    "datasets": [dataset.key for dataset in DATASETS],
                    "recipient": form.recipient.choices[0][0] if form.recipient.choices else "",
                }
            )
        )
    return form


def titles() -> dict[str, str]:
    """What the datasets are called, by key."""
    is_german = language() == "de"
    return {one.key: one.title_de if is_german else one.title_en for one in DATASETS}


def wish_of(asked: QuestionForm, form: PrepareForm) -> Wish:
    """What is asked for, from a form that was found valid."""
    day, k_asked, l_asked = asked.day.data, asked.k_asked.data, asked.l_asked.data
    assert day is not None
    assert k_asked is not None
    assert l_asked is not None
    chosen = set(asked.datasets.data or ()).difference(left_out(asked))
    question = Question(
        day=day,
        kind=asked.kind.data,
        datasets=tuple(dataset.key for dataset in DATASETS if dataset.key in chosen),
        dates=asked.dates.data,
        entered_from=asked.entered_from.data,
        entered_until=asked.entered_until.data,
        only_ended=asked.only_ended.data,
    )
    return Wish(
        recipient_id=int(asked.recipient.data),
        question=question,
        k_asked=k_asked,
        l_asked=l_asked,
        plan_token=form.plan.data or "",
        exception=form.exception.data or "",
        note=form.note.data or "",
    )


def left_out(asked: QuestionForm) -> list[str]:
    """Chosen datasets that stay out of a publication: the courses of single people."""
    if asked.kind.data != "publication":
        return []
    return services.courses_among(asked.datasets.data or ())


def looked_at(asked: QuestionForm, wish: Wish) -> Preview | None:
    """What the release would hold; None when there is no such release."""
    try:
        recipient = services.checked(actor(), pilot(), wish)
        return preview_of(actor(), pilot(), recipient, wish, settings())
    except DomainError as error:
        refuse(asked, error)
        return None


def prepare_now(wish: Wish) -> int:
    """Makes and seals the files first, without holding up others, then records the release.

    What could never be approved is refused here, where the exception can still be given.
    """
    edition = Edition(made_by_role=COORDINATION, made_on=today(), status=STATUS[wish.question.kind])
    with (
        services.draft_release(actor(), pilot(), wish, settings(), edition) as draft,
        one_transaction(),
    ):
        reached = rules.Protection(
            draft.made.k_reached, draft.made.l_reached, wish.k_asked, wish.l_asked
        )
        rules.check_safe(wish.question.kind, reached, wish.exception.strip())
        return services.prepare(actor(), draft)
