"""The same question asked of the same data gives the same hash on another machine."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import openpyxl
import pytest

from app.access import Actor
from app.config import root
from app.extensions import db
from app.web import settings
from tests import factories
from tests.factories import DAY
from tests.integration.evaluation.releasing import prepared, recipient, wish


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_another_machine_with_the_same_data_and_keys_gives_the_same_hash(
    actor: Actor, tmp_path: Path
) -> None:
    for _each in range(3):
        factories.admitted(actor)
    # Previews of the command line call people as the first institute does.
    institute = recipient(actor, "Institut", scope="evaluation")
    row = prepared(actor, wish(actor, recipient_id=institute))
    command = ["export", "dataset", "--pilot", "gecko", "--on", DAY.isoformat(), "--to"]
    answer = subprocess.run(
        [sys.executable, "-m", "flask", *command, str(tmp_path / "out")],
        env=elsewhere(tmp_path),
        cwd=root(),
        capture_output=True,
        check=False,
        timeout=60,
    )
    assert answer.returncode == 0, answer.stderr.decode()
    (book,) = (tmp_path / "out").iterdir()
    said = {line[2] for line in openpyxl.load_workbook(book)["Lies mich"].values if len(line) > 2}
    assert row.content_hash in said


def elsewhere(folder: Path) -> dict[str, str]:
    """Another machine: a copy of the database, the keys, another clock, language and hash seed."""
    url = str(db.engine.url.database)
    copy = folder / "copy.sqlite"
    with sqlite3.connect(url) as source, sqlite3.connect(copy) as target:
        source.backup(target)
    keys = {f"PILOTBUCH_{name.upper()}_KEY": key.hex() for name, key in settings().keys.items()}
    return {
        "PATH": os.environ["PATH"],
        "PILOTBUCH_INSTANCE": str(folder / "instance"),
        "PILOTBUCH_DATABASE_URL": f"sqlite:///{copy}",
        "PYTHONHASHSEED": "7",
        "TZ": "Pacific/Auckland",
        "LC_ALL": "C",
        **keys,
    }
