"""What the pages of participants share: addresses, choices, recorded reading, the action page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask import Blueprint, current_app, flash, g, redirect, url_for
from flask_babel import gettext as _
from flask_wtf import FlaskForm

from app import audit
from app.access import Permission
from app.errors import NotFound
from app.participants import queries, record
from app.participants.identity.store import Name
from app.participants.rules import HiddenCase
from app.pilots.queries import PostRow, posts_of
from app.web import actor, may, one_transaction, page, pilot

blueprint = Blueprint("participants", "app.participants", template_folder="templates")

WHO = ("family_name", "given_name")
ALL_SEALED = (*WHO, "birth_date", "customer_number", "remark", "reason")


@blueprint.app_errorhandler(HiddenCase)
def refuse_case(error: HiddenCase) -> Any:
    """Who asks for another's case is told that it is not there; the log says who asked."""
    with one_transaction():
        audit.record(actor(), "refused_case", "participation", error.participation_id)
    return current_app.handle_user_exception(NotFound())


def address(endpoint: str, **arguments: Any) -> str:
    """The address of a page of participants in this pilot."""
    return url_for(f"participants.{endpoint}", pilot_key=pilot().key, **arguments)


def case_posts() -> list[PostRow]:
    """The posts that carry cases, read once per request."""
    if "case_posts" not in g:
        g.case_posts = [post for post in posts_of(pilot().id) if post.carries_cases]
    found: list[PostRow] = g.case_posts
    return found


def whole(text: str | None) -> int | None:
    """A number in an address; nonsense counts as none."""
    return int(text) if text and text.isdecimal() and len(text) < 6 else None


def post_numbered(text: str | None) -> int | None:
    """The post at that place of the list of posts; -1, which no post has, for an unknown one."""
    if not text:
        return None
    place, posts = whole(text), case_posts()
    return posts[place - 1].id if place and place <= len(posts) else -1


def note_reading(
    fields: Sequence[str], subject_id: int | None = None, subject: str = "participation"
) -> None:
    """Records that names are read, in a transaction of its own, before they are."""
    with one_transaction():
        audit.record(actor(), "read_names", subject, subject_id, fields)


def name_of(number: int) -> Name | None:
    """The name behind a participation for whoever may read it; the reading is recorded."""
    row = record.participation(actor(), number)
    if not may(Permission.NAMES):
        return None
    note_reading(WHO, row.id)
    return record.name_of(row)


def done(number: int, sentence: str) -> Any:
    """After an act: says so, and goes to the record, or to the list if it is no longer visible."""
    flash(sentence, "success")
    if queries.participation_row(actor(), number) is None:
        flash(_("Der Fall liegt jetzt bei einer anderen Stelle."), "info")
        return redirect(address("index"))
    return redirect(address("show", number=number))


def act(
    number: int,
    form: FlaskForm,
    title: str,
    submit: str,
    lead: str = "",
    warning: str = "",
) -> Any:
    """The small page of one act on a record: its fields, what is lost, the way out."""
    return page(
        "participants/act.html",
        form,
        number=number,
        name=name_of(number),
        title=title,
        submit=submit,
        lead=lead,
        warning=warning,
    )
