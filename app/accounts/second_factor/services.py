"""What happens to second factors, and signing in with one. Flushes, never commits."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, select

from app import audit
from app.access import Actor
from app.accounts import queries, services
from app.accounts.models import (
    PendingSignIn,
    RecoveryCode,
    SecondFactor,
    User,
    UserSession,
)
from app.accounts.passwords import Passwords
from app.accounts.rules import WAITS_FOR_CODE, is_too_late_for_code
from app.accounts.second_factor import codes
from app.accounts.services import Proof, token_hash
from app.errors import DomainError, NotFound
from app.extensions import db
from app.sealing import SealBroken, seal_bytes, unseal_bytes

OUTSIDE_PILOTS = 0
COLUMN = "second_factor.secret"


@dataclass(frozen=True)
class Keys:
    """Kept outside the database: what seals secrets, and what recovery codes are hashed with."""

    secrets: bytes
    recovery: bytes


@dataclass(frozen=True)
class Given:
    """What somebody gives beside the session, to change how the account is entered."""

    proof: Proof
    code: str


def prove(passwords: Passwords, user_id: int, password: str) -> Proof:
    """Checks the own password once more; takes its time and only reads, as `services.prove`."""
    user = queries.user_by_id(user_id)
    if user is None or not passwords.is_right(user.password_hash, password):
        raise DomainError("second_factor.password_wrong", "password")
    return Proof(user_id, user.password_hash or "")


def begin(keys: Keys, user_id: int) -> None:
    """Makes a new secret; it counts for nothing until `confirm` has seen a code from it."""
    row = _row(user_id)
    if row is not None and row.confirmed_at is not None:
        raise DomainError("second_factor.on_already")
    if row is None:
        row = SecondFactor(user_id=user_id)
        db.session.add(row)
    row.secret_sealed = seal_bytes(
        keys.secrets, codes.new_secret().encode(), OUTSIDE_PILOTS, user_id, COLUMN
    )
    db.session.flush()


def secret_to_show(keys: Keys, user_id: int) -> str | None:
    """The secret that waits for its first code; never that of a second factor in use."""
    row = db.session.get(SecondFactor, user_id)
    return _secret(keys, row) if row is not None and row.confirmed_at is None else None


def confirm(keys: Keys, given: Given, kept_token: str, now: datetime) -> list[str]:
    """The first right code: the second factor counts from now on; returns the recovery codes.

    Sessions that were opened by the password alone end, except the one that has just set it up.
    """
    user = _holder(given.proof)
    row = _row(user.id)
    if row is None or row.confirmed_at is not None:
        raise DomainError("second_factor.not_begun")
    step = codes.fitting_step(_secret(keys, row), given.code, now, None)
    if step is None:
        raise DomainError("second_factor.not_the_apps", "code")
    row.confirmed_at, row.last_step = now, step
    audit.record(_house(user.id), "set_up_second_factor", "user", user.id, ["second_factor"])
    _end_others(user.id, kept_token)
    return _new_codes(keys, user.id)


def renew_codes(keys: Keys, given: Given, now: datetime) -> list[str]:
    """Ten new recovery codes; those before count no more."""
    user = _holder(given.proof)
    _spend(keys, user.id, given.code, now)
    audit.record(_house(user.id), "renew_recovery_codes", "user", user.id, ["recovery_codes"])
    return _new_codes(keys, user.id)


def switch_off(keys: Keys, given: Given, kept_token: str, now: datetime) -> None:
    """The password alone suffices again; all other sessions end."""
    user = _holder(given.proof)
    _spend(keys, user.id, given.code, now)
    audit.record(_house(user.id), "switch_off_second_factor", "user", user.id, ["second_factor"])
    _end_others(user.id, kept_token)
    _forget(user.id)


def reset(actor: Actor, user_id: int) -> None:
    """Takes the second factor of somebody whose phone is lost away; all their sessions end.

    Nobody does so for themselves: an open browser would open the account for good.
    """
    user = queries.member(actor.pilot_id, user_id)
    if user is None:
        raise NotFound
    services.refuse_elsewhere(actor, user.id)
    if user.id == actor.user_id:
        raise DomainError("second_factor.not_yourself")
    row = _row(user.id)
    if row is None or row.confirmed_at is None:
        raise DomainError("second_factor.not_on")
    # The house's chain tells the whole story of an account, the pilot's what its people did.
    for pilot_id in (actor.pilot_id, audit.HOUSE):
        acting = Actor(actor.user_id, pilot_id, frozenset())
        audit.record(acting, "reset_second_factor", "user", user.id, ["second_factor"])
    services.end_sessions(user.id)
    _forget(user.id)


def wait_for_code(proof: Proof, now: datetime) -> str:
    """After the right password of an account with a second factor; returns the browser's token.

    It opens nothing and is over after five minutes. Those that are over go.
    """
    user = _holder(proof)
    db.session.execute(
        delete(PendingSignIn).where(PendingSignIn.created_at <= now - WAITS_FOR_CODE)
    )
    token = codes.new_token()
    db.session.add(PendingSignIn(token_hash=token_hash(token), user_id=user.id, created_at=now))
    db.session.flush()
    return token


def who_waits(token: str, now: datetime) -> int:
    """The user whose sign-in waits in this browser; DomainError once it does so no more."""
    row = db.session.get(PendingSignIn, token_hash(token))
    if row is None or is_too_late_for_code(row.created_at, now):
        raise DomainError("second_factor.over")
    return row.user_id


def sign_in(
    keys: Keys, token: str, code: str, now: datetime, previous_token: str | None = None
) -> str:
    """The right code completes a sign-in that waits for it; returns the new session's token."""
    user = queries.user_by_id(who_waits(token, now))
    assert user is not None, "a foreign key sees to it"
    _spend(keys, user.id, code, now)
    session = services.sign_in(Proof(user.id, user.password_hash or ""), now, previous_token)
    db.session.execute(delete(PendingSignIn).where(PendingSignIn.token_hash == token_hash(token)))
    return session


def note_wrong_code(user_id: int) -> None:
    """Puts on record that somebody who knew the password had no right code."""
    audit.record(_house(user_id), "refuse_code", "user", user_id)


def _spend(keys: Keys, user_id: int, code: str, now: datetime) -> None:
    """Takes a code of the phone or a recovery code; DomainError if it is wrong or was used."""
    row = _row(user_id)
    if row is None or row.confirmed_at is None:
        raise DomainError("second_factor.not_on")
    step = codes.fitting_step(_secret(keys, row), code, now, row.last_step)
    if step is not None:
        row.last_step = step
        return
    kept = db.session.get(
        RecoveryCode, (user_id, codes.recovery_hash(keys.recovery, user_id, code))
    )
    if kept is None:
        raise DomainError("second_factor.wrong", "code")
    db.session.delete(kept)
    audit.record(_house(user_id), "use_recovery_code", "user", user_id, ["recovery_codes"])


def _new_codes(keys: Keys, user_id: int) -> list[str]:
    made = codes.new_recovery_codes()
    db.session.execute(delete(RecoveryCode).where(RecoveryCode.user_id == user_id))
    db.session.add_all(
        RecoveryCode(user_id=user_id, code_hash=codes.recovery_hash(keys.recovery, user_id, code))
        for code in made
    )
    db.session.flush()
    return made


def _row(user_id: int) -> SecondFactor | None:
    """The second factor, held until the end of the transaction: no code counts for two at once."""
    return db.session.scalar(
        select(SecondFactor)
        .where(SecondFactor.user_id == user_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    )


def _secret(keys: Keys, row: SecondFactor) -> str:
    try:
        return unseal_bytes(
            keys.secrets, row.secret_sealed, OUTSIDE_PILOTS, row.user_id, COLUMN
        ).decode()
    except SealBroken as error:
        raise DomainError("second_factor.broken") from error


def _holder(proof: Proof) -> User:
    """The user of a proof, whose password is still the one that was proven."""
    user = queries.user_by_id(proof.user_id)
    if user is None or not user.is_active or user.password_hash != proof.stored:
        raise DomainError("account.wrong")
    return user


def _end_others(user_id: int, kept_token: str) -> None:
    db.session.execute(
        delete(UserSession).where(
            UserSession.user_id == user_id, UserSession.token_hash != token_hash(kept_token)
        )
    )
    db.session.execute(delete(PendingSignIn).where(PendingSignIn.user_id == user_id))


def _forget(user_id: int) -> None:
    for table in (RecoveryCode, SecondFactor):
        db.session.execute(delete(table).where(table.user_id == user_id))


def _house(user_id: int) -> Actor:
    return Actor(user_id, audit.HOUSE, frozenset())
