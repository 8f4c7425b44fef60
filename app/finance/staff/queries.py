"""Reads of staff costs."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date


def expected_by_position_and_year(
    _pilot_id: int, _first: date, _last: date
) -> Mapping[tuple[str, int], int]:
    """Planned staff costs of the months of a period, in cents of the pilot's share."""
    return {}
