"""How a rule stands, in figures, with the rows behind it. Pure; amounts in cents."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from app.money import share
from app.pilots.rule_set import Rule


class Verdict(StrEnum):
    """How a rule stands; without confirmation there is no verdict."""

    KEPT = "kept"
    NOT_CONFIRMED = "not_confirmed"
    PROVISIONAL = "provisional"
    WARNING = "warning"
    BROKEN = "broken"


GRAVITY = {verdict: place for place, verdict in enumerate(Verdict)}
"""What weighs more has the higher number."""


class Place(StrEnum):
    """Where the rows behind a finding are."""

    VOUCHERS = "vouchers"
    VOUCHER = "voucher"
    COMMITMENTS = "commitments"
    DRAW_DOWNS = "draw_downs"
    DUTIES = "duties"


@dataclass(frozen=True)
class Rows:
    """Rows behind a finding; of vouchers those of a position or year, or the one with a number."""

    place: Place
    position: str | None = None
    year: int | None = None
    number: str | None = None


@dataclass(frozen=True)
class Cover:
    """Money of a position that covers what another spends beyond its plan."""

    position: str
    cents: int


@dataclass(frozen=True)
class Finding:
    """What a rule says of a subject (a position, a year, a voucher), "" for the whole.

    `said` names the sentence in `app.messages`, `params` the figures in it.
    """

    rule: Rule
    verdict: Verdict
    said: str
    params: Mapping[str, object] = field(default_factory=dict)
    subject: str = ""
    covers: tuple[Cover, ...] = ()
    rows: tuple[Rows, ...] = ()


def not_confirmed(rule: Rule) -> Finding:
    """The answer of a rule whose value nobody has confirmed: none."""
    return Finding(rule, Verdict.NOT_CONFIRMED, "funder_rules.not_confirmed")


def worst(findings: Sequence[Finding]) -> Verdict:
    """The gravest verdict; kept where there is none."""
    return max((one.verdict for one in findings), key=GRAVITY.__getitem__, default=Verdict.KEPT)


def percent_over(excess: int, planned: int, limit: int) -> tuple[str, str]:
    """14,2 and 14.2: by how many percent, so exact that what is above the limit looks like it."""
    for digits in (1, 2):
        scale = 10**digits
        units = share(excess * scale, 100, planned)
        if units > limit * scale or excess * 100 <= planned * limit:
            plain = f"{units // scale}.{units % scale:0{digits}d}"
            return plain.replace(".", ","), plain
    return f"mehr als {limit}", f"more than {limit}"
