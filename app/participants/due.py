"""What is due about participations, whatever asks for it: the common shape of all rooms."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True)
class Due:
    """Something to do about a participation by a day, and the page where it is done.

    `kind` is a message key ("due.step"), worded with `params`; `sealed` is a text that only pages
    which record the reading of names may show. `finish` is an endpoint (POST) that marks it as done
    at once, with `finish_arguments`; empty where it is done on its page only.
    """

    on: date
    kind: str
    participation_id: int
    number: int
    endpoint: str
    arguments: Mapping[str, object] = field(default_factory=dict)
    params: Mapping[str, object] = field(default_factory=dict)
    text: str = ""
    finish: str = ""
    finish_arguments: Mapping[str, object] = field(default_factory=dict)
