"""A list as CSV: numbers stay numbers, texts are never formulas."""

from __future__ import annotations

from datetime import date

import pytest

from exports.plain_list import Head, Value, write_plain_csv
from exports.text import TextRefused

HEADS = [Head("Was", "text"), Head("Wert", "decimal"), Head("Anteil", "share"), Head("Tag", "day")]


@pytest.mark.parametrize(
    ("is_german", "line"),
    [(True, "'=1+1;-12,5;0,33;2024-06-30"), (False, "'=1+1,-12.5,0.33,2024-06-30")],
)
def test_a_negative_number_stays_and_a_formula_does_not(is_german: bool, line: str) -> None:
    rows: list[list[Value]] = [["=1+1", -12.5, 0.33, date(2024, 6, 30)], ["a;b,c", None, 1.0, None]]
    written = write_plain_csv(HEADS, rows, is_german=is_german)
    text = written.decode("utf-8-sig")
    assert written.startswith(b"\xef\xbb\xbf")
    assert text.split("\r\n")[1] == line
    assert text.endswith('"a;b,c";;1;\r\n' if is_german else '"a;b,c",,1,\r\n')


def test_a_text_that_no_file_carries_is_refused() -> None:
    with pytest.raises(TextRefused):
        write_plain_csv(HEADS, [["\x00", 1.0, 0.5, None]], is_german=True)
