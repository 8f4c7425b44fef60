"""When a release may be approved, and what stands against it; pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final, NamedTuple

from app.errors import DomainError

FEWEST_K: Final = 3
"""No publication may ask for less (DOMAIN §4)."""
K_ASKED: Final = 5
L_ASKED: Final = 2


class Protection(NamedTuple):
    """What was measured over the quasi-identifiers, and what was asked for."""

    k_reached: int | None
    l_reached: int | None
    k_asked: int
    l_asked: int

    @property
    def holds(self) -> bool:
        """Whether the asked k and l are reached; where nobody is in it, nobody is found."""
        return (self.k_reached is None or self.k_reached >= self.k_asked) and (
            self.l_reached is None or self.l_reached >= self.l_asked
        )


def check_asked(k_asked: int, l_asked: int) -> None:
    """Refuses a k or l that protects nobody."""
    if k_asked < FEWEST_K:
        raise DomainError("releases.k_too_small", "k_asked", fewest=FEWEST_K)
    if l_asked < 1:
        raise DomainError("releases.l_too_small", "l_asked")


def check_basis(basis: str, kind: str, until: date | None, day: date) -> None:
    """Person-level data leave only on a recorded basis in force (§§ 75, 80 SGB X)."""
    if kind == "research" and basis == "publication":
        raise DomainError("releases.no_basis", "recipient")
    if until is not None and day > until:
        raise DomainError("releases.basis_ended", "recipient", until=until)


def check_publishable(kind: str, courses: Sequence[str]) -> None:
    """Courses of single people (`courses`: keys of such datasets) are unique: never published."""
    if kind == "publication" and courses:
        raise DomainError("releases.rows_of_people", "datasets", datasets=", ".join(courses))


def check_safe(kind: str, protection: Protection, exception: str) -> None:
    """A publication that misses its k or l needs a named exception with a reason."""
    if kind == "publication" and not protection.holds and not exception:
        raise DomainError(
            "releases.unsafe",
            "exception",
            k=protection.k_reached or 0,
            l=protection.l_reached or 0,
            k_asked=protection.k_asked,
            l_asked=protection.l_asked,
        )


def check_second_person(prepared_by: int, actor_id: int) -> None:
    """Who prepared a release does not approve it."""
    if prepared_by == actor_id:
        raise DomainError("releases.same_person")


def stages(approved: bool, discarded: bool, locked: bool, withdrawn: bool) -> Iterator[str]:
    """The states of a release, the weightiest first; derived, never stored."""
    if discarded:
        yield "discarded"
    if withdrawn:
        yield "withdrawn"
    if locked:
        yield "locked"
    yield "approved" if approved else "prepared"
