"""hledger as the tests call it: what it reads is what it says."""

from __future__ import annotations

import csv
import os
import subprocess
from collections.abc import Sequence
from pathlib import Path

from tests import machine


def hledger(files: Sequence[Path], *words: str) -> str:
    """The answer of `hledger … WORDS` about the files read together; its refusal fails the test."""
    path = machine.hledger()
    assert path is not None, machine.NO_HLEDGER
    named = [word for file in files for word in ("-f", str(file))]
    done = subprocess.run(
        [path, *named, *words],
        capture_output=True,
        check=False,
        encoding="utf-8",
        env={**os.environ, "LC_ALL": "C.UTF-8"},
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def balances(files: Sequence[Path], *words: str) -> dict[str, int]:
    """The balance of every account in cents, and their "total"."""
    answer = hledger(files, "balance", "--flat", "--no-elide", "-E", "-O", "csv", *words)
    rows = list(csv.reader(answer.splitlines()))
    return {name: cents(amount) for name, amount in rows[1:]}


def cents(amount: str) -> int:
    """An amount as hledger prints it, "-1234.50 EUR", in cents."""
    figure = amount.removesuffix(" EUR")
    assert figure == "0" or figure[-3] == ".", amount
    return int(figure.replace(".", ""))
