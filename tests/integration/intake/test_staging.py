"""Files that wait for a decision: sealed, for one person, for one day."""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from app.errors import DomainError
from app.intake import staging
from app.intake.staging import Shelf

KEY = b"k" * 32
NOW = datetime(2024, 6, 30, 12, 0, tzinfo=UTC)
SECRET = b"Kundennummer 036D000001"


def shelf(folder: Path, pilot_id: int = 1, user_id: int = 1) -> Shelf:
    return Shelf(folder, KEY, pilot_id, user_id)


def written_at(folder: Path, moment: datetime) -> None:
    for path in folder.iterdir():
        os.utime(path, (moment.timestamp(), moment.timestamp()))


def test_a_file_comes_back_as_it_was_put(tmp_path: Path) -> None:
    token = staging.put(shelf(tmp_path), "plan", "Plan ä.xlsx", b"a\nb\n\x00c", NOW)
    found = staging.find(shelf(tmp_path), token, NOW + timedelta(hours=23))
    assert (found.kind, found.file_name, found.data) == ("plan", "Plan ä.xlsx", b"a\nb\n\x00c")


def test_on_disk_nothing_of_it_can_be_read(tmp_path: Path) -> None:
    token = staging.put(shelf(tmp_path), "participants", "Meier.xlsx", SECRET, NOW)
    (path,) = tmp_path.iterdir()
    kept = path.read_bytes()
    assert SECRET not in kept
    assert b"Meier" not in kept
    assert token not in path.name
    assert path.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(("pilot_id", "user_id"), [(2, 1), (1, 2), (12, 1), (1, 11)])
def test_somebody_else_does_not_find_it(tmp_path: Path, pilot_id: int, user_id: int) -> None:
    token = staging.put(shelf(tmp_path), "plan", "p.xlsx", SECRET, NOW)
    with pytest.raises(DomainError, match="no_longer_waiting"):
        staging.find(shelf(tmp_path, pilot_id, user_id), token, NOW)


@pytest.mark.parametrize("token", ["", "..", "../../keys/files.key", "x" * 5000, "\x00"])
def test_a_made_up_token_finds_nothing(tmp_path: Path, token: str) -> None:
    with pytest.raises(DomainError, match="no_longer_waiting"):
        staging.find(shelf(tmp_path), token, NOW)


def test_after_a_day_it_is_gone(tmp_path: Path) -> None:
    token = staging.put(shelf(tmp_path), "plan", "p.xlsx", SECRET, NOW)
    with pytest.raises(DomainError, match="no_longer_waiting"):
        staging.find(shelf(tmp_path), token, NOW + timedelta(days=1, seconds=1))
    assert list(tmp_path.iterdir()) == []


def test_a_file_changed_on_disk_is_not_opened(tmp_path: Path) -> None:
    token = staging.put(shelf(tmp_path), "plan", "p.xlsx", SECRET, NOW)
    (path,) = tmp_path.iterdir()
    *kept, last = path.read_bytes()
    path.write_bytes(bytes([*kept, last ^ 1]))
    with pytest.raises(DomainError, match="no_longer_waiting"):
        staging.find(shelf(tmp_path), token, NOW)


def test_what_a_broken_off_import_left_is_cleared_the_next_day(tmp_path: Path) -> None:
    staging.put(shelf(tmp_path), "plan", "p.xlsx", SECRET, NOW)
    (tmp_path / ".half.1234").write_bytes(b"half written")
    written_at(tmp_path, NOW)
    assert staging.clear_expired(tmp_path, NOW + timedelta(hours=23)) == 0
    later = NOW + timedelta(hours=25)
    token = staging.put(shelf(tmp_path, user_id=2), "plan", "q.xlsx", b"new", later)
    written_at(tmp_path, later)
    assert len(list(tmp_path.iterdir())) == 1
    assert staging.find(shelf(tmp_path, user_id=2), token, later).data == b"new"


def test_where_nothing_ever_waited_nothing_is_cleared(tmp_path: Path) -> None:
    assert staging.clear_expired(tmp_path / "staging", NOW) == 0
