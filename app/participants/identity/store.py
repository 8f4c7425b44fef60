"""The one way to names: sealing them in, opening those of one pilot, finding duplicates."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from flask import current_app
from sqlalchemy import bindparam, delete, insert, select

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
    for column, value in _sealed(pilot_id, person_id, name).items():
        setattr(row, column, value)


def keep_new(pilot_id: int, names: Mapping[int, Name]) -> None:
    """Seals the names of many new persons, by person, in one statement."""
    if names:
        rows = [
            {
                "pilot_id": pilot_id,
                "person_id": person_id,
                "version": 1,
                **_sealed(pilot_id, person_id, name),
            }
            for person_id, name in names.items()
        ]
        db.session.execute(insert(Identity.__table__), rows)  # type: ignore[arg-type]


def _sealed(pilot_id: int, person_id: int, name: Name) -> dict[str, bytes | str]:
    plain = {
        "family_name": name.family_name,
        "given_name": name.given_name,
        "birth_date": name.birth_date.isoformat(),
        "customer_number": name.customer_number,
    }
    return {
        **{column: seal_text(text, pilot_id, person_id, column) for column, text in plain.items()},
        "customer_hash": hash_of(pilot_id, name.customer_number),
    }


def forget(pilot_id: int, person_ids: Collection[int]) -> None:
    """Removes who these persons are, for good; at most `CHUNK` of them at once."""
    db.session.execute(
        delete(Identity).where(Identity.pilot_id == pilot_id, Identity.person_id.in_(person_ids))
    )


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


def persons_with(pilot_id: int, customer_numbers: Collection[str]) -> dict[str, int]:
    """The persons with these customer numbers in the pilot, by number as it was asked."""
    hashes = {hash_of(pilot_id, number): number for number in customer_numbers}
    wanted = list(hashes)
    found: dict[str, int] = {}
    for start in range(0, len(wanted), CHUNK):
        rows = db.session.execute(
            select(Identity.customer_hash, Identity.person_id).where(
                Identity.pilot_id == pilot_id,
                Identity.customer_hash.in_(wanted[start : start + CHUNK]),
            )
        )
        found.update({hashes[customer_hash]: person_id for customer_hash, person_id in rows})
    return found


def names_of(pilot_id: int, person_ids: Collection[int]) -> dict[int, Name]:
    """The names of these persons of one pilot; the caller records the reading."""
    wanted = list(person_ids)
    found: dict[int, Name] = {}
    for start in range(0, len(wanted), CHUNK):
        chunk = wanted[start : start + CHUNK]
        found.update(_open(fetch(_NAMES, {"pilot": pilot_id, "persons": chunk})))
    return found


_ALL_NAMES = select(
    Identity.pilot_id,
    Identity.person_id,
    Identity.family_name,
    Identity.given_name,
    Identity.birth_date,
    Identity.customer_number,
).where(Identity.pilot_id == bindparam("pilot"))
_NAMES = _ALL_NAMES.where(Identity.person_id.in_(bindparam("persons", expanding=True)))
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
    return dict(_open(fetch(_ALL_NAMES, {"pilot": pilot_id})))


def _open(rows: Iterable[Any]) -> Iterable[tuple[int, Name]]:
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
