"""The one way to names: sealing them in, opening those of one pilot, finding duplicates."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from functools import partial

from flask import current_app
from sqlalchemy import bindparam, select

from app.config import Settings
from app.extensions import db, fetch
from app.participants.identity import sealing
from app.participants.identity.models import Identity

CHUNK = 500
"""Ids per query; SQLite takes at most 32,766 parameters."""


@dataclass(frozen=True)
class Name:
    """Who somebody is."""

    family_name: str
    given_name: str
    birth_date: date
    customer_number: str

    @property
    def full(self) -> str:
        """Family name first, as lists have it."""
        return f"{self.family_name}, {self.given_name}"


def _keys() -> Settings:
    found: Settings = current_app.extensions["pilotbuch_settings"]
    return found


def seal_text(text: str, pilot_id: int, row_id: int, column: str) -> bytes:
    """A free text that may hold a name, sealed for its field."""
    return sealing.seal(_keys().keys["identity"], text, pilot_id, row_id, column)


def unseal_text(sealed: bytes | None, pilot_id: int, row_id: int, column: str) -> str:
    """The text of a sealed field; empty for none."""
    if sealed is None:
        return ""
    return sealing.unseal(_keys().keys["identity"], sealed, pilot_id, row_id, column)


def hash_of(pilot_id: int, customer_number: str) -> str:
    """The keyed hash under which a customer number is found again."""
    return sealing.customer_hash(_keys().keys["lookup"], pilot_id, customer_number)


def keep(pilot_id: int, person_id: int, name: Name) -> None:
    """Seals a name for a person, new or changed."""
    row = db.session.get(Identity, (pilot_id, person_id))
    if row is None:
        row = Identity(pilot_id=pilot_id, person_id=person_id)
        db.session.add(row)
    row.family_name = _seal(name.family_name, pilot_id, person_id, "family_name")
    row.given_name = _seal(name.given_name, pilot_id, person_id, "given_name")
    row.birth_date = _seal(name.birth_date.isoformat(), pilot_id, person_id, "birth_date")
    row.customer_number = _seal(name.customer_number, pilot_id, person_id, "customer_number")
    row.customer_hash = hash_of(pilot_id, name.customer_number)


def version_of(pilot_id: int, person_id: int) -> int | None:
    """The version of a person's identity, to notice changes by others."""
    return db.session.scalar(
        select(Identity.version).where(
            Identity.pilot_id == pilot_id, Identity.person_id == person_id
        )
    )


def person_with(pilot_id: int, customer_number: str) -> int | None:
    """The person with that customer number in the pilot."""
    return db.session.scalar(
        select(Identity.person_id).where(
            Identity.pilot_id == pilot_id,
            Identity.customer_hash == hash_of(pilot_id, customer_number),
        )
    )


def names_of(pilot_id: int, person_ids: Collection[int]) -> dict[int, Name]:
    """The names of these persons of one pilot; the caller records the reading."""
    wanted = list(person_ids)
    found: dict[int, Name] = {}
    for start in range(0, len(wanted), CHUNK):
        rows = db.session.scalars(
            select(Identity).where(
                Identity.pilot_id == pilot_id,
                Identity.person_id.in_(wanted[start : start + CHUNK]),
            )
        )
        found.update(_open(rows))
    return found


_FULL_NAMES = select(Identity.person_id, Identity.family_name, Identity.given_name).where(
    Identity.pilot_id == bindparam("pilot"),
    Identity.person_id.in_(bindparam("persons", expanding=True)),
)


SealedName = tuple[int, bytes, bytes]
"""A person with the sealed family name and the sealed given name."""


def sealed_names_of(pilot_id: int, person_ids: Collection[int]) -> list[SealedName]:
    """Only what a list shows of these persons, still closed."""
    wanted = list(person_ids)
    found: list[SealedName] = []
    for start in range(0, len(wanted), CHUNK):
        chunk = wanted[start : start + CHUNK]
        rows = fetch(_FULL_NAMES, {"pilot": pilot_id, "persons": chunk})
        found += [(person_id, family, given) for person_id, family, given in rows]
    return found


def opened(pilot_id: int, sealed: Iterable[SealedName]) -> dict[int, str]:
    """ "Family, Given" of each person; the caller has recorded the reading before."""
    unseal = partial(sealing.unseal, _keys().keys["identity"])
    return {
        person_id: ", ".join(
            (
                unseal(family, pilot_id, person_id, "family_name"),
                unseal(given, pilot_id, person_id, "given_name"),
            )
        )
        for person_id, family, given in sealed
    }


def full_names_of(pilot_id: int, person_ids: Collection[int]) -> dict[int, str]:
    """Both at once, where the reading is recorded already."""
    return opened(pilot_id, sealed_names_of(pilot_id, person_ids))


def all_names(pilot_id: int) -> dict[int, Name]:
    """Every name of one pilot, for searching and sorting; the caller records the reading."""
    return dict(_open(db.session.scalars(select(Identity).where(Identity.pilot_id == pilot_id))))


def _open(rows: Iterable[Identity]) -> Iterable[tuple[int, Name]]:
    for row in rows:
        place = (row.pilot_id, row.person_id)
        yield (
            row.person_id,
            Name(
                unseal_text(row.family_name, *place, "family_name"),
                unseal_text(row.given_name, *place, "given_name"),
                date.fromisoformat(unseal_text(row.birth_date, *place, "birth_date")),
                unseal_text(row.customer_number, *place, "customer_number"),
            ),
        )


def _seal(text: str, pilot_id: int, person_id: int, column: str) -> bytes:
    return seal_text(text, pilot_id, person_id, column)
