"""A zip archive whose members are deflated as they come, with ISA-L instead of zlib.

The standard library's zipfile has no place to put another deflate. This one is as small as a
workbook needs: seekable stream, members below 4 GiB, sizes in front of each member (no reader needs
to look for them behind it), a fixed time, so that the same content gives the same bytes.
Format: PKWARE, .ZIP File Format Specification (APPNOTE) 6.3.
"""

import shutil
import struct
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import BinaryIO, Final

from isal import isal_zlib

# The largest size and offset that the classic format holds.
SIZE_LIMIT: Final = 2**32 - 1
_LEVEL: Final = 2
_RAW: Final = -15
_VERSION: Final = 20
_MIDNIGHT: Final = 0
_FIRST_DAY: Final = 1 << 5 | 1  # 01.01.1980

_LOCAL: Final = struct.Struct("<4s5H3L2H")
_CENTRAL: Final = struct.Struct("<4s6H3L5H2L")
_END: Final = struct.Struct("<4s4H2LH")


class TooLarge(ValueError):
    """A member or the archive would pass 4 GiB, more than readers of workbooks take."""


class Deflating:
    """The content of one member on its way into a stream: size and checksum are kept."""

    def __init__(self, name: str, stream: BinaryIO) -> None:
        """Start with nothing written; `name` is the place in the archive, in ASCII."""
        self.name = name
        self.size = 0
        self.packed_size = 0
        self.checksum = 0
        self._stream = stream
        self._deflate = isal_zlib.compressobj(_LEVEL, isal_zlib.DEFLATED, _RAW)

    def write(self, content: bytes) -> None:
        """Take the next bytes; raises TooLarge past 4 GiB."""
        self.size += len(content)
        if self.size > SIZE_LIMIT:
            raise TooLarge(f"{self.name}: more than 4 GiB")
        self.checksum = isal_zlib.crc32(content, self.checksum)
        self._put(self._deflate.compress(content))

    def finish(self) -> None:
        """Write what the deflate still holds back; nothing can be added afterwards."""
        self._put(self._deflate.flush())

    def _put(self, packed: bytes) -> None:
        self.packed_size += len(packed)
        self._stream.write(packed)

    def header(self) -> bytes:
        """What stands before the content in the archive."""
        fields = (self.checksum, self.packed_size, self.size, len(self.name), 0)
        return _LOCAL.pack(b"PK\3\4", *_KIND, *fields) + self.name.encode("ascii")


# Version needed, no flags, deflated, time.
_KIND: Final = (_VERSION, 0, 8, _MIDNIGHT, _FIRST_DAY)


@dataclass(frozen=True)
class _Entry:
    content: Deflating
    offset: int

    def record(self) -> bytes:
        """The member's line in the directory at the end."""
        content = self.content
        sizes = (content.checksum, content.packed_size, content.size)
        lengths = (len(content.name), 0, 0, 0, 0, 0)
        packed = _CENTRAL.pack(b"PK\1\2", _VERSION, *_KIND, *sizes, *lengths, self.offset)
        return packed + content.name.encode("ascii")


class ZipStream:
    """Writes members one after the other; `close` writes the directory."""

    def __init__(self, stream: BinaryIO) -> None:
        """Begin the archive where the seekable stream stands."""
        self._stream = stream
        self._start = stream.tell()
        self._entries: list[_Entry] = []

    @contextmanager
    def member(self, name: str) -> Iterator[Deflating]:
        """A member that is written straight into the archive; no other can be meanwhile."""
        content = Deflating(name, self._stream)
        offset = self._place()
        self._stream.write(content.header())
        yield content
        content.finish()
        # Only now are sizes and checksum known.
        end = self._stream.tell()
        self._stream.seek(self._start + offset)
        self._stream.write(content.header())
        self._stream.seek(end)
        self._entries.append(_Entry(content, offset))

    def append(self, content: Deflating, deflated: BinaryIO) -> None:
        """Take a member that was deflated elsewhere and is finished."""
        self._entries.append(_Entry(content, self._place()))
        self._stream.write(content.header())
        deflated.seek(0)
        shutil.copyfileobj(deflated, self._stream)

    def close(self) -> None:
        """Write the directory; the stream itself stays open."""
        offset = self._place()
        records = b"".join(entry.record() for entry in self._entries)
        count = len(self._entries)
        self._stream.write(records)
        self._stream.write(_END.pack(b"PK\5\6", 0, 0, count, count, len(records), offset, 0))

    def _place(self) -> int:
        offset = self._stream.tell() - self._start
        if offset > SIZE_LIMIT:
            raise TooLarge("the archive: more than 4 GiB")
        return offset
