"""Old and new pseudonyms side by side, for whoever has to join what came before with what comes."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from typing import Final

COLUMNS: Final = ("old_pseudonym", "new_pseudonym")
MEDIA_TYPE: Final = "text/csv; charset=utf-8"


def write_pseudonyms(pairs: Iterable[tuple[str, str]]) -> bytes:
    """A CSV file (RFC 4180, UTF-8), ordered by the old ones, so that its order tells nothing."""
    text = io.StringIO(newline="")
    rows = csv.writer(text)
    rows.writerow(COLUMNS)
    rows.writerows(sorted(pairs))
    return text.getvalue().encode()
