"""What happens to accounts: signing in and out, passwords, roles, posts. Flushes, never commits."""

from __future__ import annotations

import hashlib
import re
import secrets
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import delete, or_, select, update
from sqlalchemy.exc import IntegrityError

from app import audit
from app.access import ROLES, Actor, Permission
from app.accounts import queries
from app.accounts.models import Membership, PendingSignIn, User, UserSession
from app.accounts.passwords import Passwords, random_password
from app.accounts.queries import OpenSession
from app.accounts.rules import (
    IDLE,
    LIFETIME,
    TOUCH_AFTER,
    check_new_password,
    check_period,
    do_meet,
    is_session_over,
    is_within,
)
from app.clock import BERLIN
from app.config import NOBODY, Demand
from app.errors import DomainError, NotFound, Stale
from app.extensions import db
from app.pilots.models import Post, PostHolding
from app.pilots.queries import one_at_a_time, preset_of

EMAIL = re.compile(r"[^@\s]{1,64}@[^@\s]{1,189}")


@dataclass(frozen=True)
class Proof:
    """Somebody has given the right password; `stored` is the hash it was held against."""

    user_id: int
    stored: str
    new: str = ""


def token_hash(token: str) -> str:
    """What the table of sessions keeps of a token."""
    return hashlib.sha256(token.encode()).hexdigest()


def prove(passwords: Passwords, email: str, password: str) -> Proof:
    """Checks a password; DomainError("account.wrong") for every kind of failure alike.

    Takes its time on purpose and only reads: nobody waits for the write lock meanwhile.
    """
    user = queries.user_by_email(email)
    right = passwords.is_right(user.password_hash if user else None, password)
    if user is None or not right or not user.is_active or user.is_system:
        raise DomainError("account.wrong")
    return Proof(user.id, user.password_hash or "")


def sign_in(proof: Proof, now: datetime, previous_token: str | None = None) -> str:
    """A new session's token; the session that the browser had before ends.

    DomainError("account.wrong") if the account was closed or its password changed since the proof.
    """
    user = queries.user_by_id(proof.user_id)
    if user is None or not user.is_active or user.password_hash != proof.stored:
        raise DomainError("account.wrong")
    if previous_token:
        _end_session(previous_token)
    audit.record(_house(user.id), "sign_in", "user", user.id)
    return open_session(user.id, now)


def open_session(user_id: int, now: datetime) -> str:
    """A fresh server-side session; returns the token for the cookie. Those that are over go."""
    db.session.execute(
        delete(UserSession).where(
            or_(UserSession.last_seen_at <= now - IDLE, UserSession.created_at <= now - LIFETIME)
        )
    )
    token = secrets.token_urlsafe(32)
    db.session.add(
        UserSession(token_hash=token_hash(token), user_id=user_id, created_at=now, last_seen_at=now)
    )
    db.session.flush()
    return token


def user_of_session(
    token: str, now: datetime, demand: Demand = NOBODY
) -> tuple[OpenSession | None, bool]:
    """The session behind a token and whether its last use must be written."""
    found = queries.session_by_hash(token_hash(token), demand, now.astimezone(BERLIN).date())
    if found is None or not found.is_active:
        return None, False
    if is_session_over(found.created_at, found.last_seen_at, now):
        return None, False
    return found, now - found.last_seen_at >= TOUCH_AFTER


def touch_session(token: str, now: datetime) -> None:
    """Notes that the session is in use; nothing happens if it has just been ended elsewhere."""
    db.session.execute(
        update(UserSession)
        .where(UserSession.token_hash == token_hash(token))
        .values(last_seen_at=now)
    )


def sign_out(user_id: int, token: str) -> None:
    """Ends this session."""
    _end_session(token)
    audit.record(_house(user_id), "sign_out", "user", user_id)


def end_sessions(user_id: int) -> None:
    """Ends every session of the user at once, and those that still wait for their code."""
    for table in (UserSession, PendingSignIn):
        db.session.execute(delete(table).where(table.user_id == user_id))


def prove_own(passwords: Passwords, user_id: int, current: str, new: str) -> Proof:
    """Checks the present password and the wish for a new one; only reads, see `prove`."""
    user = _user(user_id)
    if not passwords.is_right(user.password_hash, current):
        raise DomainError("account.current_password_wrong", "current_password")
    check_new_password(new, user.email, current)
    return Proof(user_id, user.password_hash or "", passwords.hash(new))


def change_own_password(proof: Proof, now: datetime) -> str:
    """Changes the password, ends all sessions and opens a new one; returns its token."""
    user = _user(proof.user_id)
    if user.password_hash != proof.stored:
        raise DomainError("account.current_password_wrong", "current_password")
    user.password_hash = proof.new
    user.must_change_password = False
    # The chain first, as at sign-in: two that clear away sessions never wait for each other.
    audit.record(_house(user.id), "change_password", "user", user.id, ["password"])
    end_sessions(user.id)
    return open_session(user.id, now)


def choose_language(user_id: int, language: str) -> None:
    """Keeps the user's language for the next time."""
    _user(user_id).language = language if language in ("de", "en") else "de"
    db.session.flush()


def ensure_system_user() -> User:
    """The account of the command line, made when first needed; it has no password."""
    user = queries.system_user()
    if user is None:
        user = User(email="kommandozeile", display_name="Kommandozeile", is_system=True)
        db.session.add(user)
        db.session.flush()
    return user


def add_user(
    passwords: Passwords,
    actor: Actor,
    email: str,
    role: str,
    on: date,
    display_name: str = "",
    *,
    must_change: bool = True,
) -> tuple[int, str | None]:
    """Gives a person a role from that day on, with a new account if there is none yet.

    Returns the user and the new password (None for somebody who already has an account), which
    must be changed at the first sign-in unless it was handed over out of sight of others.
    """
    email = email.strip().casefold()
    if not EMAIL.fullmatch(email):
        raise DomainError("account.no_email", "email")
    user, password = queries.user_by_email(email), None
    if user is None:
        password = random_password()
        user = _new_account(email, display_name, passwords.hash(password), must_change)
        audit.record(actor, "add_user", "user", user.id, ["email", "display_name"])
    _grant(actor, user.id, role, on, None)
    return user.id, password


def grant_role(
    actor: Actor, user_id: int, role: str, from_day: date, until_day: date | None = None
) -> None:
    """A further role for a user of the actor's pilot, from a day up to, not including, another."""
    _grant(actor, _member(actor, user_id).id, role, from_day, until_day)


def end_role(actor: Actor, user_id: int, membership_id: int, on: date) -> None:
    """Takes a role away from that day on; the last administrator stays."""
    row = db.session.get(Membership, (actor.pilot_id, membership_id))
    if row is None or row.user_id != user_id:
        raise NotFound
    if row.until_day is not None and row.until_day <= on:
        raise DomainError("account.role_over", "until_day", day=row.until_day)
    if row.role == "administrator" and row.from_day <= on:
        _keep_an_administrator(actor.pilot_id, user_id, on)
    if row.from_day >= on:
        db.session.delete(row)
    else:
        row.until_day = on
    _roles_changed(actor, user_id, "end_role")


def reset_password(passwords: Passwords, actor: Actor, user_id: int) -> str:
    """A new random password to hand over; the old one and all sessions end."""
    user = _member(actor, user_id)
    refuse_elsewhere(actor, user.id)
    password = random_password()
    user.password_hash = passwords.hash(password)
    user.must_change_password = True
    end_sessions(user.id)
    audit.record(actor, "reset_password", "user", user.id, ["password"])
    return password


def set_active(actor: Actor, user_id: int, is_active: bool, version: int, on: date) -> None:
    """Closes or reopens an account; a closed one is signed out at once."""
    user = _member(actor, user_id)
    refuse_elsewhere(actor, user.id)
    if user.version != version:
        raise Stale
    if not is_active:
        if user.id == actor.user_id:
            raise DomainError("account.not_yourself")
        _keep_an_administrator(actor.pilot_id, user.id, on)
        end_sessions(user.id)
    user.is_active = is_active
    action = "open_account" if is_active else "close_account"
    audit.record(actor, action, "user", user.id, ["is_active"])


def give_post(
    actor: Actor,
    user_id: int,
    post_id: int,
    from_day: date,
    until_day: date | None,
    *,
    is_deputy: bool = False,
) -> None:
    """The user holds a post from a day up to, not including, another, or stands in for its holder.

    Whoever stands in (Vertretung) must be somebody who works cases, and does so for a period.
    """
    _member(actor, user_id)
    if is_deputy:
        if user_id not in queries.people_who_may(actor.pilot_id, Permission.WORK_CASES, from_day):
            raise DomainError("account.works_no_cases", "user")
        if until_day is None:
            raise DomainError("account.deputy_needs_end", "until_day")
    check_period(from_day, until_day)
    if db.session.get(Post, (actor.pilot_id, post_id)) is None:
        raise NotFound
    held = db.session.scalars(
        select(PostHolding).where(
            PostHolding.pilot_id == actor.pilot_id,
            PostHolding.post_id == post_id,
            PostHolding.user_id == user_id,
        )
    )
    if any(do_meet(from_day, until_day, row.from_day, row.until_day) for row in held):
        raise DomainError("account.post_held", "post")
    holding = PostHolding(
        pilot_id=actor.pilot_id,
        post_id=post_id,
        user_id=user_id,
        from_day=from_day,
        until_day=until_day,
        is_deputy=is_deputy,
    )
    db.session.add(holding)
    db.session.flush()
    action = "appoint_deputy" if is_deputy else "give_post"
    audit.record(actor, action, "user", user_id, ["post_id", "from_day", "until_day"])


def end_post(actor: Actor, user_id: int, holding_id: int, on: date) -> None:
    """The user no longer holds the post from that day on."""
    row = db.session.get(PostHolding, (actor.pilot_id, holding_id))
    if row is None or row.user_id != user_id:
        raise NotFound
    if row.until_day is not None and row.until_day <= on:
        raise DomainError("account.post_over", "until_day", day=row.until_day)
    if row.from_day >= on:
        db.session.delete(row)
    else:
        row.until_day = on
    db.session.flush()
    audit.record(actor, "end_post", "user", user_id, ["post_id", "until_day"])


def _new_account(email: str, display_name: str, password_hash: str, must_change: bool) -> User:
    user = User(
        email=email,
        display_name=display_name.strip() or email.split("@", maxsplit=1)[0],
        password_hash=password_hash,
        must_change_password=must_change,
    )
    db.session.add(user)
    try:
        db.session.flush()
    except IntegrityError as error:
        raise DomainError("account.just_added", "email") from error
    return user


def _grant(actor: Actor, user_id: int, role: str, from_day: date, until_day: date | None) -> None:
    """Adds the role; the user's sessions end, so that it counts at once."""
    known = sorted([*ROLES, *(granted.key for granted in preset_of(actor.pilot_id).roles)])
    if role not in known:
        raise DomainError("account.unknown_role", "role", role=role, known=", ".join(known))
    check_period(from_day, until_day)
    held = db.session.scalars(
        select(Membership).where(
            Membership.pilot_id == actor.pilot_id,
            Membership.user_id == user_id,
            Membership.role == role,
        )
    )
    if any(do_meet(from_day, until_day, row.from_day, row.until_day) for row in held):
        raise DomainError("account.role_held", "role")
    db.session.add(
        Membership(
            pilot_id=actor.pilot_id,
            user_id=user_id,
            role=role,
            from_day=from_day,
            until_day=until_day,
        )
    )
    _roles_changed(actor, user_id, "grant_role")


def _roles_changed(actor: Actor, user_id: int, action: str) -> None:
    db.session.flush()
    end_sessions(user_id)
    audit.record(actor, action, "user", user_id, ["role", "from_day", "until_day"])


def _keep_an_administrator(pilot_id: int, besides: int, on: date) -> None:
    """Refuses when nobody else with an open account administers the pilot on that day."""
    one_at_a_time(pilot_id)
    others = db.session.scalars(
        select(Membership)
        .join(User, User.id == Membership.user_id)
        .where(
            Membership.pilot_id == pilot_id,
            Membership.role == "administrator",
            Membership.user_id != besides,
            User.is_active,
        )
    )
    is_kept = any(is_within(on, row.from_day, row.until_day) for row in others)
    if not is_kept and "administrator" in queries.roles_on(pilot_id, besides, on):
        raise DomainError("account.last_administrator")


def refuse_elsewhere(actor: Actor, user_id: int) -> None:
    """An administrator of one pilot must not take over an account that opens another.

    The command line may: whoever runs it holds the database anyway.
    """
    system = queries.system_user()
    is_system = system is not None and actor.user_id == system.id
    if not is_system and queries.is_elsewhere(user_id, actor.pilot_id):
        raise DomainError("account.elsewhere")


def _end_session(token: str) -> None:
    db.session.execute(delete(UserSession).where(UserSession.token_hash == token_hash(token)))


def _member(actor: Actor, user_id: int) -> User:
    user = queries.member(actor.pilot_id, user_id)
    if user is None:
        raise NotFound
    return user


def _user(user_id: int) -> User:
    user = queries.user_by_id(user_id)
    if user is None:
        raise NotFound
    return user


def _house(user_id: int) -> Actor:
    return Actor(user_id, audit.HOUSE, frozenset())
