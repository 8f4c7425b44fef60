"""Pages of money in a pilot of ten thousand vouchers."""

from __future__ import annotations

from contextlib import closing
from typing import Final

from benchmarks.figures import Figure
from benchmarks.house import House
from benchmarks.pages import Measured, plain_connection
from benchmarks.vouchers import take_vouchers, voucher_list

VOUCHERS: Final = 10_000
PAGES: Final = (
    ("budget", "/finance/budget"),
    ("list of vouchers", "/finance/vouchers"),
)


def figures(at: House, runs: int) -> list[Figure]:
    """Each page beside its floor."""
    with at.web.app_context():
        data = voucher_list(at.pilot, VOUCHERS)
    take_vouchers(at, data)
    measured = Measured(at, f"Books: {VOUCHERS:,} vouchers", runs)
    with closing(plain_connection(measured.copy())) as connection:
        return [measured.beside_floor(name, path, connection) for name, path in PAGES]
