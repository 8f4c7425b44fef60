"""Builds houses of both sizes in a temporary folder, measures, prints; see docs/benchmarks.md."""

from __future__ import annotations

import argparse
import logging
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks import (
    anonymity,
    books,
    capacity,
    casework,
    datasets,
    pages,
    processes,
    reconciliation,
    release,
    report,
    research,
    workbooks,
)
from benchmarks.figures import Figure, as_markdown, as_text
from benchmarks.house import House, house
from benchmarks.imports import Imports
from benchmarks.people import fill
from benchmarks.vouchers import take_vouchers, voucher_list

SMALL, LARGE, VOUCHERS = 120, 100_000, 3_000
PARTS = (
    "start",
    "pages",
    "casework",
    "books",
    "import",
    "dataset",
    "capacity",
    "anonymity",
    "reconciliation",
    "report",
    "release",
    "research",
    "workbook",
)


def main() -> None:
    """Measures what the arguments ask for."""
    asked = arguments()
    with tempfile.TemporaryDirectory(prefix="pilotbuch-bench-") as name:
        folder = Path(name)
        found = list(small_figures(folder / "small", asked))
        found += release_figures(folder / "release", asked)
        if not asked.small and {"pages", "dataset"} & set(asked.parts):
            found += large_figures(folder / "large", asked)
    print(as_markdown(found) if asked.markdown else as_text(found))


def arguments() -> argparse.Namespace:
    """What the caller wants."""
    parser = argparse.ArgumentParser(prog="benchmarks", description=__doc__)
    parser.add_argument("--small", action="store_true", help="only the small pilot: a minute")
    parser.add_argument("--markdown", action="store_true", help="tables for docs/benchmarks.md")
    parser.add_argument("--runs", type=int, default=15, help="runs of each page (default: 15)")
    parser.add_argument("--only", dest="parts", nargs="+", choices=PARTS, default=list(PARTS))
    return parser.parse_args()


def small_figures(folder: Path, asked: argparse.Namespace) -> Iterator[Figure]:
    """Start, pages, their sizes and the import, in a pilot of the ordinary size."""
    if "start" in asked.parts:
        with fresh_house(folder / "start") as at:
            yield from progress("start", processes.figures(at, 5))
    if "import" in asked.parts:
        with fresh_house(folder / "import") as at:
            yield from progress("import", Imports(at, 5).figures())
    if "capacity" in asked.parts:
        yield from progress("capacity", capacity.figures(5))
    if "reconciliation" in asked.parts:
        with fresh_house(folder / "reconciliation") as at:
            yield from progress("reconciliation", list(reconciliation.figures(at)))
    if "report" in asked.parts:
        with fresh_house(folder / "report") as at:
            yield from progress("report", report.figures(at, 3))
    if "workbook" in asked.parts:
        folder.mkdir(exist_ok=True)
        yield from progress("workbook", workbooks.figures(folder, 3))
    if "pages" in asked.parts:
        with fresh_house(folder / "pages") as at:
            size = settle(at, SMALL)
            yield from progress("pages", pages.Measured(at, size, asked.runs).figures())
            yield from progress("sizes", pages.sizes(at))
    if "books" in asked.parts:
        with fresh_house(folder / "books") as at:
            yield from progress("books", books.figures(at, asked.runs))
    if "casework" in asked.parts:
        with fresh_house(folder / "casework") as at:
            yield from progress("participants", casework.import_figures(at, 3))
            tell(f"filling a pilot with {casework.PEOPLE:,} people and their contacts")
            with at.desk():
                fill(at.actor, at.pilot, casework.PEOPLE)
                casework.fill_work(at)
            yield from progress("casework", casework.figures(at, asked.runs))


def release_figures(folder: Path, asked: argparse.Namespace) -> Iterator[Figure]:
    """What a release costs beyond its rows; needs no house."""
    folder.mkdir(parents=True)
    if "anonymity" in asked.parts:
        yield from progress("anonymity", anonymity.figures(5))
    if "research" in asked.parts:
        yield from progress("research", research.figures(folder, 5))
    if "release" in asked.parts:
        (folder / "demonstration").mkdir()
        yield from progress("release", release.figures(folder / "demonstration", 5))


def large_figures(folder: Path, asked: argparse.Namespace) -> Iterator[Figure]:
    """Pages and the dataset in one pilot of a hundred thousand."""
    with fresh_house(folder) as at:
        size = settle(at, LARGE)
        if "pages" in asked.parts:
            runs = max(5, asked.runs // 2)
            yield from progress("pages", pages.Measured(at, size, runs).figures())
        if "dataset" in asked.parts:
            yield from progress("dataset", datasets.figures(at, 3, f"{LARGE:,}"))


@contextmanager
def fresh_house(folder: Path) -> Iterator[House]:
    """A house in a new folder."""
    folder.mkdir(parents=True)
    with house(folder) as at:
        yield at


def settle(at: House, people: int) -> str:
    """Fills a house with people and vouchers; returns the heading of its figures."""
    tell(f"filling a pilot with {people:,} people")
    with at.desk():
        fill(at.actor, at.pilot, people)
    with at.web.app_context():
        data = voucher_list(at.pilot, VOUCHERS)
    take_vouchers(at, data)
    return f"Pages: {people:,} people, {VOUCHERS:,} vouchers"


def progress(name: str, found: list[Figure]) -> list[Figure]:
    """Says what is done; the figures are printed together at the end."""
    tell(f"measured: {name}")
    return found


def tell(text: str) -> None:
    """A line beside the figures, so that they can be piped."""
    print(f"{time.strftime('%H:%M:%S')} {text} …", file=sys.stderr)


if __name__ == "__main__":
    logging.disable(logging.INFO)
    main()
