"""The monitoring file: formulas stay text, numbers stay numbers."""

from __future__ import annotations

import io
from datetime import date

from openpyxl import load_workbook

from exports.monitoring_file import csv_file, workbook

ROW = ("=1+1", "@x", "+49", "-91", "-12.50", "-1,5", "a;b", 7)


def test_a_csv_neutralises_formulas_and_leaves_numbers() -> None:
    text = csv_file(("=a", "b"), [ROW]).decode("utf-8-sig")
    assert text.splitlines() == ["'=a;b", "'=1+1;'@x;'+49;-91;-12.50;-1,5;\"a;b\";7"]
    assert text.endswith("\r\n")


def test_a_workbook_holds_texts_as_texts_and_figures_as_figures() -> None:
    heads = [str(place) for place in range(len(ROW))]
    content = workbook("Monitoring", date(2024, 6, 30), {"daten": (heads, [ROW])})
    sheet = load_workbook(io.BytesIO(content))["daten"]
    assert [cell.value for cell in sheet[2]] == list(ROW)
    assert {cell.data_type for cell in sheet[2]} == {"s", "n"}
