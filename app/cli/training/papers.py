"""A sheet of paper as a PDF, for what the demonstration keeps with its records."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

PAGE = (
    b"<</Type/Catalog/Pages 2 0 R>>",
    b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
    b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 5 0 R"
    b"/Resources<</Font<</F1 4 0 R>>>>>>",
    b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
)


def sheet(lines: Sequence[str]) -> bytes:
    """One page A4 with a line of text below the other."""
    shown = b" T* ".join(b"(%s) Tj" % _escaped(line) for line in lines)
    text = b"BT /F1 12 Tf 18 TL 72 760 Td %s ET" % shown
    content = b"<</Length %d>>stream\n%s\nendstream" % (len(text), text)
    objects = [
        b"%d 0 obj%s\nendobj\n" % (number, body)
        for number, body in enumerate((*PAGE, content), start=1)
    ]
    head = b"%PDF-1.4\n"
    *starts, end = accumulate(map(len, objects), initial=len(head))
    places = b"".join(b"%010d 00000 n \n" % start for start in starts)
    count = len(objects) + 1
    table = b"xref\n0 %d\n0000000000 65535 f \n%s" % (count, places)
    tail = b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (count, end)
    return b"".join((head, *objects, table, tail))


def _escaped(line: str) -> bytes:
    found = line.encode("cp1252")
    for sign in (b"\\", b"(", b")"):
        found = found.replace(sign, b"\\" + sign)
    return found
