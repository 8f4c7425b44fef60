"""Which entries of a statement are known already, whatever the bank calls them; pure.

A reference that the bank gives once names its entry. Where there is none, or where the bank gives
the same to several, an entry is known by what it says, and the second of two that say the same is
known only if there were two before.
"""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from app.finance.bank.statements import BankEntry, Source

DERIVED = "~"
"""What references begin with that are made here: a digest of what the entry says, and a count."""


class KnownEntry(NamedTuple):
    """An entry taken in before, or earlier in the same file; `statement` is any mark of its own."""

    reference: str
    booked_on: date
    amount_cents: int
    counterparty: str
    purpose: str
    source: str
    statement: int
    is_in_file: bool = False


class Fate(StrEnum):
    """What becomes of an entry."""

    NEW = "new"
    REPEATED = "repeated"
    UNCHANGED = "unchanged"
    OTHER_CONTENT = "other_content"


@dataclass(frozen=True)
class Judged:
    """An entry, its fate, and the reference it is kept under."""

    entry: BankEntry
    fate: Fate
    reference: str


class KnownEntries:
    """The entries of one account."""

    def __init__(self, rows: Iterable[KnownEntry]) -> None:
        self._by_reference: dict[str, KnownEntry] = {}
        self._alike: dict[object, list[KnownEntry]] = defaultdict(list)
        self._counts: Counter[str] = Counter()
        for row in rows:
            self._learn(row)

    def judge(
        self,
        entries: Sequence[BankEntry],
        source: Source,
        statement: int,
        beside: Container[int] = (),
    ) -> list[Judged]:
        """The fate of every entry of a statement, which is known from then on.

        `beside` are statements that end where this one begins or begin where it ends: what both say
        is no repetition.
        """
        pools = _Pools(self._alike, beside)
        given = Counter(entry.reference for entry in entries)
        judged = []
        for entry in entries:
            own = entry.reference if given[entry.reference] == 1 else ""
            judged.append(self._judge(entry, own, source, pools))
        for one in judged:
            if one.fate is Fate.NEW:
                self._learn(_known(one, source, statement))
        return judged

    def _judge(self, entry: BankEntry, own: str, source: Source, pools: _Pools) -> Judged:
        named = self._by_reference.get(entry.reference) if entry.reference else None
        if named and (named.booked_on, named.amount_cents) == (entry.booked_on, entry.amount_cents):
            if pools.take(named):
                return Judged(entry, _fate(named), named.reference)
        elif named and own:
            return Judged(entry, Fate.OTHER_CONTENT, own)
        alike = pools.next_alike(entry, source, only_derived=bool(own))
        if alike:
            return Judged(entry, _fate(alike), alike.reference)
        return Judged(entry, Fate.NEW, own or self._derived(entry))

    def _derived(self, entry: BankEntry) -> str:
        said = (entry.booked_on, entry.value_on, entry.amount_cents, entry.reference)
        digest = hashlib.sha256(repr((said, entry.counterparty, entry.purpose)).encode())
        base = f"{DERIVED}{digest.hexdigest()[:32]}"
        while True:
            self._counts[base] += 1
            reference = f"{base}#{self._counts[base]}"
            if reference not in self._by_reference:
                return reference

    def _learn(self, row: KnownEntry) -> None:
        self._by_reference[row.reference] = row
        for key in _keys(row):
            self._alike[key].append(row)


class _Pools:
    """Known entries that say the same, each given out once for a statement."""

    def __init__(self, alike: dict[object, list[KnownEntry]], beside: Container[int]) -> None:
        self._alike = alike
        self._beside = beside
        self._taken: set[str] = set()
        self._open: dict[object, Iterator[KnownEntry]] = {}

    def take(self, row: KnownEntry) -> bool:
        """Whether the known entry was still to be had."""
        if row.reference in self._taken:
            return False
        self._taken.add(row.reference)
        return True

    def next_alike(self, entry: BankEntry, source: Source, only_derived: bool) -> KnownEntry | None:
        """The next known entry that says the same, or has day and amount in another format."""
        content = (entry.booked_on, entry.amount_cents, entry.counterparty, entry.purpose)
        keys: list[object] = [(source, only_derived, *content)]
        keys += [(other, *content[:2]) for other in Source if other is not source]
        for key in keys:
            rows = self._open.setdefault(key, iter(self._alike.get(key, ())))
            for row in rows:
                if row.statement not in self._beside and self.take(row):
                    return row
        return None


def _keys(row: KnownEntry) -> list[object]:
    """What the entry may be found by: its whole content, apart where its reference is a bank's."""
    content = (row.booked_on, row.amount_cents, row.counterparty, row.purpose)
    keys: list[object] = [(row.source, False, *content), (row.source, *content[:2])]
    if row.reference.startswith(DERIVED):
        keys.append((row.source, True, *content))
    return keys


def _known(one: Judged, source: Source, statement: int) -> KnownEntry:
    entry = one.entry
    return KnownEntry(
        one.reference,
        entry.booked_on,
        entry.amount_cents,
        entry.counterparty,
        entry.purpose,
        source,
        statement,
        is_in_file=True,
    )


def _fate(known: KnownEntry) -> Fate:
    return Fate.REPEATED if known.is_in_file else Fate.UNCHANGED
