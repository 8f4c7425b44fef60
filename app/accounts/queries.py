"""Reads of users, sessions, roles and posts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any, cast

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Date,
    Select,
    Table,
    bindparam,
    exists,
    false,
    func,
    null,
    or_,
    select,
    true,
    union_all,
)

from app.access import ROLES, Actor, Permission, permissions_of
from app.accounts.models import Membership, SecondFactor, User, UserSession
from app.config import Demand
from app.extensions import db, fetch
from app.pilots.models import Pilot, Post, PostHolding
from app.pilots.queries import preset_of

SORTS = {"name": func.lower(User.display_name), "email": User.email}
STATES = ("active", "closed")


@dataclass(frozen=True)
class Held:
    """A role or a post held for a period; `until_day` is exclusive, `name` the role or post."""

    id: int
    name: str
    from_day: date
    until_day: date | None


@dataclass(frozen=True)
class UserRow:
    """A user of the pilot with roles and posts, in the order of their beginning."""

    id: int
    display_name: str
    email: str
    is_active: bool
    must_change_password: bool
    version: int
    roles: Sequence[Held]
    posts: Sequence[Held]


@dataclass(frozen=True)
class UserFilters:
    """What the page of users is narrowed to; empty means all."""

    search: str = ""
    state: str = ""


def user_by_email(email: str) -> User | None:
    """The user with that address, whatever its case."""
    return db.session.scalar(select(User).where(User.email == email.strip().casefold()))


def user_by_id(user_id: int) -> User | None:
    """The user with that number."""
    return db.session.get(User, user_id)


def _role_on(on: date | BindParameter[date]) -> ColumnElement[bool]:
    return (Membership.from_day <= on) & (
        Membership.until_day.is_(None) | (Membership.until_day > on)
    )


def _post_on(on: date | BindParameter[date]) -> ColumnElement[bool]:
    return (PostHolding.from_day <= on) & (
        PostHolding.until_day.is_(None) | (PostHolding.until_day > on)
    )


@dataclass(frozen=True)
class OpenSession:
    """A session with what every page needs of its user."""

    created_at: datetime
    last_seen_at: datetime
    user_id: int
    display_name: str
    email: str
    language: str
    must_change_password: bool
    is_active: bool
    must_set_up: bool
    """A role demands a second factor, and there is none yet."""


_DAY = bindparam("day", type_=Date())
# Every request asks these; statements that are built once cost a third, those of bare tables again
# half of it.
_USER, _OPEN, _FACTOR, _HELD, _PILOT = (
    cast(Table, table.__table__) for table in (User, UserSession, SecondFactor, Membership, Pilot)
)


@lru_cache(maxsize=8)
def _session(demand: Demand) -> Select[*tuple[Any, ...]]:
    factor = exists().where(_FACTOR.c.user_id == _USER.c.id, _FACTOR.c.confirmed_at.is_not(None))
    return (
        select(
            _OPEN.c.created_at,
            _OPEN.c.last_seen_at,
            _USER.c.id,
            _USER.c.display_name,
            _USER.c.email,
            _USER.c.language,
            _USER.c.must_change_password,
            _USER.c.is_active,
            _is_demanded(demand) & ~factor,
        )
        .join_from(_OPEN, _USER, _USER.c.id == _OPEN.c.user_id)
        .where(_OPEN.c.token_hash == bindparam("token_hash"))
    )


def _is_demanded(demand: Demand) -> ColumnElement[bool]:
    """Whether a role that the user holds on the day needs a second factor."""
    roles = [_HELD.c.role == role for role in sorted(demand.roles)]
    found = exists().where(
        _HELD.c.user_id == _USER.c.id,
        or_(true() if demand.is_everybody else false(), *roles),
        _HELD.c.from_day <= _DAY,
        _HELD.c.until_day.is_(None) | (_HELD.c.until_day > _DAY),
    )
    if not demand.in_training:
        found = found.where(_PILOT.c.id == _HELD.c.pilot_id, _PILOT.c.training_day.is_(None))
    return found


_ROLES = select(Membership.role).where(
    Membership.pilot_id == bindparam("pilot"),
    Membership.user_id == bindparam("user"),
    _role_on(_DAY),
)
_POSTS = select(PostHolding.post_id).where(
    PostHolding.pilot_id == bindparam("pilot"),
    PostHolding.user_id == bindparam("user"),
    _post_on(_DAY),
)
_ROLES_AND_POSTS = union_all(
    _ROLES.add_columns(null().label("post_id")),
    _POSTS.with_only_columns(null(), PostHolding.post_id),
)


def session_by_hash(token_hash: str, demand: Demand, on: date) -> OpenSession | None:
    """A session and its user; the demand for a second factor goes by the roles of that day."""
    row = fetch(_session(demand), {"token_hash": token_hash, "day": on}).first()
    return OpenSession(*row) if row else None


def system_user() -> User | None:
    """The account under which the command line acts."""
    return db.session.scalar(select(User).where(User.is_system))


def actor_in(pilot_id: int, user_id: int, on: date) -> Actor | None:
    """Who the user is in the pilot on that day; None without any role there."""
    held = fetch(_ROLES_AND_POSTS, {"pilot": pilot_id, "user": user_id, "day": on}).all()
    roles = {role for role, _post_id in held if role is not None}
    posts = frozenset(post_id for _role, post_id in held if post_id is not None)
    if not roles:
        return None
    further = {} if roles <= ROLES.keys() else _own_roles(pilot_id)
    return Actor(user_id, pilot_id, permissions_of(roles, further), posts)


def _own_roles(pilot_id: int) -> dict[str, tuple[str, ...]]:
    return {role.key: role.permissions for role in preset_of(pilot_id).roles}


def roles_on(pilot_id: int, user_id: int, on: date) -> set[str]:
    """The roles of the user in the pilot on that day."""
    return set(db.session.scalars(_ROLES, {"pilot": pilot_id, "user": user_id, "day": on}))


def pilot_keys_of(user_id: int, on: date) -> Sequence[str]:
    """The keys of the pilots in which the user has a role on that day."""
    return db.session.scalars(
        select(Pilot.key)
        .join(Membership, Membership.pilot_id == Pilot.id)
        .where(Membership.user_id == user_id, _role_on(on))
        .distinct()
        .order_by(Pilot.key)
    ).all()


def users_of(
    pilot_id: int, filters: UserFilters, sort: str, descending: bool, page: int, per_page: int = 50
) -> tuple[Sequence[UserRow], int]:
    """A page of the users who have or had a role in the pilot, and how many there are in all."""
    column = SORTS[sort]
    conditions = _conditions(pilot_id, filters)
    users = db.session.scalars(
        select(User)
        .where(*conditions)
        .order_by(column.desc() if descending else column, User.id)
        .limit(per_page)
        .offset((page - 1) * per_page)
    ).all()
    total = db.session.scalar(select(func.count()).select_from(User).where(*conditions)) or 0
    return _rows(pilot_id, users), total


def user_of(pilot_id: int, user_id: int) -> UserRow | None:
    """One user of the pilot."""
    user = member(pilot_id, user_id)
    return _rows(pilot_id, [user])[0] if user else None


def member(pilot_id: int, user_id: int) -> User | None:
    """The account of somebody who has or had a role in the pilot; never the command line's."""
    return db.session.scalar(
        select(User).where(User.id == user_id, *_conditions(pilot_id, UserFilters()))
    )


def is_elsewhere(user_id: int, pilot_id: int) -> bool:
    """Whether the user has, had or will have a role in another pilot."""
    return (
        db.session.scalar(
            select(Membership.id)
            .where(Membership.user_id == user_id, Membership.pilot_id != pilot_id)
            .limit(1)
        )
        is not None
    )


_MEMBERS = select(Membership.user_id).where(Membership.pilot_id == bindparam("pilot"))
_NAMES = (
    select(User.id, User.display_name)
    .where(
        or_(
            User.id.in_(_MEMBERS),
            User.is_system,
        )
    )
    .order_by(User.display_name)
)


def names_in(pilot_id: int) -> Mapping[int, str]:
    """Display names of all who may appear in the pilot's log: its users and the command line."""
    return dict(fetch(_NAMES, {"pilot": pilot_id}).all())


def holders(pilot_id: int, on: date) -> Mapping[int, Sequence[str]]:
    """Who holds each post on that day, by post and name; not who stands in."""
    found: dict[int, list[str]] = defaultdict(list)
    for row in db.session.execute(
        select(PostHolding.post_id, User.display_name)
        .join(User, User.id == PostHolding.user_id)
        .where(PostHolding.pilot_id == pilot_id, _post_on(on), PostHolding.is_deputy.is_(False))
        .order_by(User.display_name)
    ):
        found[row.post_id].append(row.display_name)
    return found


@dataclass(frozen=True)
class Holding:
    """Who holds a post, or stands in for its holder, on [from_day, until_day)."""

    id: int
    user_id: int
    name: str
    from_day: date
    until_day: date | None
    is_deputy: bool


def holdings(pilot_id: int) -> Mapping[int, Sequence[Holding]]:
    """Everybody who holds, held or will hold a post or stand in, by post in time order."""
    found: dict[int, list[Holding]] = defaultdict(list)
    for row, name in db.session.execute(
        select(PostHolding, User.display_name)
        .join(User, User.id == PostHolding.user_id)
        .where(PostHolding.pilot_id == pilot_id)
        .order_by(PostHolding.from_day, User.display_name)
    ):
        found[row.post_id].append(
            Holding(row.id, row.user_id, name, row.from_day, row.until_day, row.is_deputy)
        )
    return found


def people_who_may(pilot_id: int, permission: Permission, on: date) -> Mapping[int, str]:
    """The names of users with an open account whose roles grant a permission on a day."""
    own = _own_roles(pilot_id)
    rows = db.session.execute(
        select(User.id, User.display_name, Membership.role)
        .join(Membership, Membership.user_id == User.id)
        .where(
            Membership.pilot_id == pilot_id, _role_on(on), User.is_active, User.is_system.is_(False)
        )
        .order_by(func.lower(User.display_name), User.id)
    )
    return {
        user_id: name for user_id, name, role in rows if permission in permissions_of([role], own)
    }


def _conditions(pilot_id: int, filters: UserFilters) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = [
        User.id.in_(select(Membership.user_id).where(Membership.pilot_id == pilot_id)),
        User.is_system.is_(False),
    ]
    if filters.search:
        conditions.append(
            User.display_name.icontains(filters.search, autoescape=True)
            | User.email.icontains(filters.search, autoescape=True)
        )
    if filters.state:
        conditions.append(User.is_active.is_(filters.state == "active"))
    return conditions


def _rows(pilot_id: int, users: Sequence[User]) -> list[UserRow]:
    ids = [user.id for user in users]
    roles, posts = _roles(pilot_id, ids), _posts(pilot_id, ids)
    return [
        UserRow(
            user.id,
            user.display_name,
            user.email,
            user.is_active,
            user.must_change_password,
            user.version,
            roles.get(user.id, []),
            posts.get(user.id, []),
        )
        for user in users
    ]


def _roles(pilot_id: int, user_ids: Collection[int]) -> Mapping[int, list[Held]]:
    held: dict[int, list[Held]] = defaultdict(list)
    for row in db.session.scalars(
        select(Membership)
        .where(Membership.pilot_id == pilot_id, Membership.user_id.in_(user_ids))
        .order_by(Membership.from_day, Membership.role)
    ):
        held[row.user_id].append(Held(row.id, row.role, row.from_day, row.until_day))
    return held


def _posts(pilot_id: int, user_ids: Collection[int]) -> Mapping[int, list[Held]]:
    held: dict[int, list[Held]] = defaultdict(list)
    for row, title in db.session.execute(
        select(PostHolding, Post.title)
        .join(Post, (Post.pilot_id == PostHolding.pilot_id) & (Post.id == PostHolding.post_id))
        .where(PostHolding.pilot_id == pilot_id, PostHolding.user_id.in_(user_ids))
        .order_by(PostHolding.from_day, Post.title)
    ):
        held[row.user_id].append(Held(row.id, title, row.from_day, row.until_day))
    return held
