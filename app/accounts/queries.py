"""Reads of users, sessions, roles and posts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, or_, select

from app.access import Actor, permissions_of
from app.accounts.models import Membership, User, UserSession
from app.extensions import db
from app.pilots.models import Pilot, Post, PostHolding


@dataclass(frozen=True)
class RoleHeld:
    """A role of a user in the pilot, as the page of users shows it; `until_day` is exclusive."""

    id: int
    role: str
    from_day: date
    until_day: date | None


@dataclass(frozen=True)
class PostHeld:
    """A post held for a period."""

    id: int
    title: str
    from_day: date
    until_day: date | None


@dataclass(frozen=True)
class UserRow:
    """A user of the pilot with roles and posts."""

    user: User
    roles: Sequence[RoleHeld]
    posts: Sequence[PostHeld]


def user_by_email(email: str) -> User | None:
    """The user with that address, whatever its case."""
    return db.session.scalar(select(User).where(User.email == email.strip().casefold()))


def user_by_id(user_id: int) -> User | None:
    """The user with that number."""
    return db.session.get(User, user_id)


def session_by_hash(token_hash: str) -> tuple[UserSession, User] | None:
    """A session and its user."""
    row = db.session.execute(
        select(UserSession, User)
        .join(User, User.id == UserSession.user_id)
        .where(UserSession.token_hash == token_hash)
    ).first()
    return (row[0], row[1]) if row else None


def system_user() -> User | None:
    """The account under which the command line acts."""
    return db.session.scalar(select(User).where(User.is_system))


def actor_in(pilot_id: int, user_id: int, on: date) -> Actor | None:
    """Who the user is in the pilot on that day; None without any role there."""
    roles = set(
        db.session.scalars(
            select(Membership.role).where(
                Membership.pilot_id == pilot_id,
                Membership.user_id == user_id,
                Membership.from_day <= on,
                or_(Membership.until_day.is_(None), Membership.until_day > on),
            )
        )
    )
    if not roles:
        return None
    posts = db.session.scalars(
        select(PostHolding.post_id).where(
            PostHolding.pilot_id == pilot_id,
            PostHolding.user_id == user_id,
            PostHolding.from_day <= on,
            or_(PostHolding.until_day.is_(None), PostHolding.until_day > on),
        )
    )
    return Actor(user_id, pilot_id, permissions_of(roles), frozenset(posts))


def pilots_of(user_id: int, on: date) -> Sequence[Pilot]:
    """The pilots in which the user has a role on that day."""
    return db.session.scalars(
        select(Pilot)
        .join(Membership, Membership.pilot_id == Pilot.id)
        .where(
            Membership.user_id == user_id,
            Membership.from_day <= on,
            or_(Membership.until_day.is_(None), Membership.until_day > on),
        )
        .distinct()
        .order_by(Pilot.key)
    ).all()


def users_of(pilot_id: int) -> Sequence[UserRow]:
    """All users who have or had a role in the pilot, by name, with roles and posts."""
    users = db.session.scalars(
        select(User)
        .where(
            User.id.in_(select(Membership.user_id).where(Membership.pilot_id == pilot_id)),
            User.is_system.is_(False),
        )
        .order_by(User.display_name, User.email)
    ).all()
    return [_row(pilot_id, user) for user in users]


def user_of(pilot_id: int, user_id: int) -> UserRow | None:
    """One user of the pilot."""
    is_member = db.session.scalar(
        select(func.count())
        .select_from(Membership)
        .where(Membership.pilot_id == pilot_id, Membership.user_id == user_id)
    )
    user = db.session.get(User, user_id)
    return _row(pilot_id, user) if user and is_member and not user.is_system else None


def _row(pilot_id: int, user: User) -> UserRow:
    roles = db.session.scalars(
        select(Membership)
        .where(Membership.pilot_id == pilot_id, Membership.user_id == user.id)
        .order_by(Membership.from_day, Membership.role)
    )
    posts = db.session.execute(
        select(PostHolding, Post.title)
        .join(Post, (Post.pilot_id == PostHolding.pilot_id) & (Post.id == PostHolding.post_id))
        .where(PostHolding.pilot_id == pilot_id, PostHolding.user_id == user.id)
        .order_by(PostHolding.from_day)
    )
    return UserRow(
        user,
        [RoleHeld(m.id, m.role, m.from_day, m.until_day) for m in roles],
        [PostHeld(p.id, title, p.from_day, p.until_day) for p, title in posts],
    )
