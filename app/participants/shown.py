"""Bare rows of one stay, for pages: they read like the objects, but nothing can be changed in them.

The session keeps no books about them, so they take a third of the time; the statements are put
together once.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import cache
from typing import Any, TypeVar, cast

from sqlalchemy import BigInteger, Select, Table, and_, bindparam, select

from app.access import Actor
from app.extensions import fetch
from app.participants.models import Care, Consent, Participation
from app.participants.queries import called, viewer
from app.participants.stays.models import Interruption
from app.pilots.models import Post

OfStay = TypeVar("OfStay", Care, Consent, Interruption)


def participation(actor: Actor, number: int) -> Participation | None:
    """The participation with that number, if the actor may see it."""
    asked = {**viewer(actor, date.max), "number": number}
    return cast(Participation | None, fetch(_case(actor.sees_post is None), asked).first())


@cache
def _case(sees_all: bool) -> Select[*tuple[Any, ...]]:
    return select(*cast(Table, Participation.__table__).c).where(called(sees_all))


def consents(pilot_id: int, participation_id: int) -> Sequence[Consent]:
    """Every consent ever given, in the order of giving."""
    return _rows(Consent, pilot_id, participation_id, "given_on", "purpose")


def interruptions(pilot_id: int, participation_id: int) -> Sequence[Interruption]:
    """The interruptions of a stay, in time order."""
    return _rows(Interruption, pilot_id, participation_id, "from_day", "id")


def _rows(model: type[OfStay], pilot_id: int, stay: int, *order: str) -> Sequence[OfStay]:
    rows = fetch(_of_stay(model, order), {"pilot": pilot_id, "stay": stay}).all()
    return cast(Sequence[OfStay], rows)


def care(pilot_id: int, participation_id: int) -> list[tuple[Care, str]]:
    """Periods of care with the titles of the posts."""
    rows = fetch(_care(), {"pilot": pilot_id, "stay": participation_id})
    return [(cast(Care, row), row.title) for row in rows]


@cache
def _care() -> Select[*tuple[Any, ...]]:
    posts = and_(Post.pilot_id == Care.pilot_id, Post.id == Care.post_id)
    return _of_stay(Care, ("from_day",)).join(Post, posts).add_columns(Post.title)


@cache
def _of_stay(model: type[OfStay], order: tuple[str, ...]) -> Select[*tuple[Any, ...]]:
    columns = cast(Table, model.__table__).c
    stay = bindparam("stay", type_=BigInteger())
    return (
        select(*columns)
        .where(
            columns.pilot_id == bindparam("pilot", type_=BigInteger()),
            columns.participation_id == stay,
        )
        .order_by(*(columns[name] for name in order))
    )
