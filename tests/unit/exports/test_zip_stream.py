"""The zip archive of our own, read by the standard library's and by its own letter."""

import io
import struct
from zipfile import ZipFile

import pytest

from exports import zip_stream
from exports.zip_stream import Deflating, TooLarge, ZipStream

LONG = b"Teilnahme;" * 40_000


def _archive():
    stream = io.BytesIO()
    archive = ZipStream(stream)
    waiting = io.BytesIO()
    aside = Deflating("b.xml", waiting)
    with archive.member("a.xml") as direct:
        for start in range(0, len(LONG), 65_537):
            direct.write(LONG[start : start + 65_537])
            aside.write(b"<b/>")
    aside.finish()
    archive.append(aside, waiting)
    with archive.member("empty"):
        pass
    archive.close()
    return stream


def test_members_written_at_the_same_time_are_read_back_whole():
    with ZipFile(_archive()) as archive:
        assert archive.testzip() is None
        assert archive.namelist() == ["a.xml", "b.xml", "empty"]
        assert archive.read("a.xml") == LONG
        assert archive.read("b.xml") == b"<b/>" * 7
        assert archive.read("empty") == b""


def test_sizes_and_checksum_stand_before_each_member():
    stream = _archive()
    with ZipFile(stream) as archive:
        for entry in archive.infolist():
            head = stream.getvalue()[entry.header_offset :]
            flags, checksum, packed, size = struct.unpack("<6xH6xLLL", head[:26])
            assert (flags, entry.flag_bits) == (0, 0)
            assert (checksum, packed, size) == (entry.CRC, entry.compress_size, entry.file_size)


def test_the_same_content_gives_the_same_bytes():
    assert _archive().getvalue() == _archive().getvalue()


def test_more_than_the_format_holds_is_refused(monkeypatch):
    monkeypatch.setattr(zip_stream, "SIZE_LIMIT", 100)
    archive = ZipStream(io.BytesIO())
    with pytest.raises(TooLarge, match="member"), archive.member("member") as member:
        member.write(b"x" * 101)
    archive = ZipStream(io.BytesIO())
    with archive.member("a") as member:
        member.write(bytes(range(100)))
    with pytest.raises(TooLarge, match="archive"):
        archive.close()
