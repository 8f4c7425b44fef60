"""What is due about participations, whatever asks for it: the common shape of all rooms."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from types import MappingProxyType
from typing import Final, NamedTuple

_NOTHING: Final[Mapping[str, object]] = MappingProxyType({})


class Due(NamedTuple):
    """Something to do about a participation by a day, and the page where it is done.

    `kind` is a message key ("due.step"), worded with `params`; `open_text` opens a sealed text that
    only pages which record the reading of names may show. `finish` is an endpoint (POST) that marks
    it as done at once, with `finish_arguments`; empty where it is done on its page only.
    """

    on: date
    kind: str
    participation_id: int
    number: int
    endpoint: str
    arguments: Mapping[str, object] = _NOTHING
    params: Mapping[str, object] = _NOTHING
    open_text: Callable[[], str] | None = None
    finish: str = ""
    finish_arguments: Mapping[str, object] = _NOTHING

    @property
    def text(self) -> str:
        """The sealed text, opened each time it is asked for; empty for none."""
        return self.open_text() if self.open_text else ""
