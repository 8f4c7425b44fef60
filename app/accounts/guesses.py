"""How often somebody may guess a password: counted per account and address, in this process."""

from __future__ import annotations

import hashlib
import threading
from collections import deque
from datetime import datetime, timedelta

from app.errors import DomainError

GUESSES = 10
WITHIN = timedelta(minutes=15)
TIDY_ABOVE = 10_000


class Guesses:
    """At most 10 wrong guesses within any 15 minutes; other accounts and addresses stay free.

    A guess is counted before it is checked, so that many at once do not slip through; whoever was
    right gets it back.
    """

    def __init__(self) -> None:
        self._guessed_at: dict[str, deque[datetime]] = {}
        self._lock = threading.Lock()

    def begin(self, account: str, address: str, now: datetime) -> str:
        """Counts a guess and returns its key; DomainError("account.too_many") beyond the limit."""
        key = _key(account, address)
        with self._lock:
            if len(self._guessed_at) > TIDY_ABOVE:
                self._tidy(now)
            times = self._guessed_at.setdefault(key, deque())
            while times and now - times[0] >= WITHIN:
                times.popleft()
            if len(times) >= GUESSES:
                raise DomainError("account.too_many")
            times.append(now)
        return key

    def was_right(self, key: str) -> None:
        """Takes the latest guess back: it was the right password."""
        with self._lock:
            times = self._guessed_at.get(key)
            if times:
                times.pop()
            if not times:
                self._guessed_at.pop(key, None)

    def _tidy(self, now: datetime) -> None:
        """Forgets whoever has not guessed for the whole time, so that the memory stays small."""
        over = [key for key, times in self._guessed_at.items() if now - times[-1] >= WITHIN]
        for key in over:
            del self._guessed_at[key]


def _key(account: str, address: str) -> str:
    """Short whatever was typed: nobody fills the memory with long addresses."""
    return hashlib.sha256(f"{account.strip().casefold()}\n{address}".encode()).hexdigest()
