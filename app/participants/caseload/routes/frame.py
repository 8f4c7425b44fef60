"""What the pages of the caseload share: addresses, the post at a place, the page of one act."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from flask import Blueprint, url_for
from flask_wtf import FlaskForm

from app.errors import NotFound
from app.participants.routes.frame import case_posts
from app.pilots.queries import PostRow
from app.web import page, pilot

blueprint = Blueprint("caseload", "app.participants.caseload", template_folder="templates")


def address(endpoint: str, **arguments: Any) -> str:
    """The address of a page of the caseload in this pilot."""
    return url_for(f"caseload.{endpoint}", pilot_key=pilot().key, **arguments)


def post_at(place: int) -> PostRow:
    """The post that carries cases at that place, counted from 1, as lists of cases name it."""
    posts = case_posts()
    if not 1 <= place <= len(posts):
        raise NotFound
    return posts[place - 1]


def place_of(post_id: int) -> int:
    """The place of a post among those that carry cases."""
    return [post.id for post in case_posts()].index(post_id) + 1


def last_day(until_day: date | None) -> date | None:
    """The last day of a period whose end is kept exclusive."""
    return until_day - timedelta(days=1) if until_day else None


def after(last: date | None) -> date | None:
    """The exclusive end of a period whose last day was typed."""
    return last + timedelta(days=1) if last else None


def act(
    place: int,
    form: FlaskForm,
    title: str,
    submit: str,
    lead: str = "",
    warning: str = "",
    remove_url: str = "",
) -> Any:
    """The small page of one act on a post: its fields, what is lost, the way out."""
    return page(
        "caseload/act.html",
        form,
        post=post_at(place),
        place=place,
        title=title,
        submit=submit,
        lead=lead,
        warning=warning,
        remove_url=remove_url,
    )
