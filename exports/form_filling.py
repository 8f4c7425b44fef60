"""A given workbook (a funder's form) filled cell by cell; everything else in it stays as it is.

The parts of the file are changed where a value goes, and copied where none does: drawings, styles,
print settings, names and protections stay, which a library that loads and saves would lose.
"""

import io
import zipfile
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Final

from exports.text import cell_escaped, inert_text

Content = Decimal | int | date | str
MAIN: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATION: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"
_EPOCH: Final = date(1899, 12, 30)
_FIXED: Final = (1980, 1, 1, 0, 0, 0)
# What may follow the calculation settings in a workbook, by the order of the standard.
_AFTER_CALC: Final = frozenset(
    {
        "oleSize",
        "customWorkbookViews",
        "pivotCaches",
        "smartTagPr",
        "smartTagTypes",
        "webPublishing",
        "fileRecoveryPr",
        "webPublishObjects",
        "extLst",
    }
)


class FormRefused(ValueError):
    """The form cannot be filled as asked; `code` says why, `place` where ("Blatt!C5")."""

    def __init__(self, code: str, place: str = "") -> None:
        super().__init__(f"{code} {place}".strip())
        self.code = code
        self.place = place


@dataclass(frozen=True)
class Target:
    """A cell of the form and what goes into it; its number format stays that of the form."""

    sheet: str
    cell: str
    content: Content

    @property
    def place(self) -> str:
        """Sheet and cell as a spreadsheet writes them."""
        return f"{self.sheet}!{self.cell}"


def filled(form: bytes, targets: Sequence[Target]) -> bytes:
    """The form with the contents in its cells; formulas are calculated anew when it is opened.

    Raises FormRefused for a sheet that is not there, a cell with a formula, a cell hidden in a
    merged range, and a file that is no workbook; TextRefused for a text that no cell can hold.
    """
    parts = _parts(form)
    by_sheet: dict[str, list[Target]] = defaultdict(list)
    for target in targets:
        by_sheet[target.sheet].append(target)
    paths = _sheet_paths(parts)
    for name, wanted in by_sheet.items():
        if name not in paths:
            raise FormRefused("no_sheet", name)
        sheet = _parsed(parts[paths[name]])
        for target in wanted:
            _put(sheet, target)
        parts[paths[name]] = _written(sheet)
    for path in paths.values():
        parts[path] = _without_results(parts[path])
    parts["xl/workbook.xml"] = _calculating(parts["xl/workbook.xml"])
    return _packed(parts)


def _parts(form: bytes) -> dict[str, bytes]:
    try:
        with zipfile.ZipFile(io.BytesIO(form)) as archive:
            parts = {name: archive.read(name) for name in archive.namelist()}
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise FormRefused("no_workbook") from error
    if "xl/workbook.xml" not in parts:
        raise FormRefused("no_workbook")
    return parts


def _parsed(content: bytes) -> Any:
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise FormRefused("no_workbook") from error
    if root.getroottree().docinfo.doctype:
        raise FormRefused("no_workbook")
    return root


def _written(root: Any) -> bytes:
    from lxml import etree

    written: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return written


def _packed(parts: Mapping[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            info = zipfile.ZipInfo(name, _FIXED)
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, content)
    return out.getvalue()


def _sheet_paths(parts: Mapping[str, bytes]) -> dict[str, str]:
    """Where the sheets lie in the file, by name."""
    relations = _parsed(parts.get("xl/_rels/workbook.xml.rels", b"<none/>"))
    at = {one.get("Id"): str(one.get("Target", "")) for one in relations}
    found = {}
    for sheet in _parsed(parts["xl/workbook.xml"]).iter(f"{{{MAIN}}}sheet"):
        target = at.get(sheet.get(f"{{{_RELATION}}}id"), "")
        path = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
        if path in parts and "worksheets/" in path:
            found[str(sheet.get("name"))] = path
    return found


def _put(sheet: Any, target: Target) -> None:
    for merged in sheet.iter(f"{{{MAIN}}}mergeCell"):
        _refuse_hidden(str(merged.get("ref")), target)
    cell = _cell(sheet, target.cell)
    if cell.find(f"{{{MAIN}}}f") is not None:
        raise FormRefused("formula", target.place)
    for child in list(cell):
        cell.remove(child)
    cell.attrib.pop("t", None)
    if isinstance(target.content, str):
        _put_text(cell, target.content)
    else:
        value = _element(cell, "v")
        value.text = _number(target.content)


def _refuse_hidden(merged: str, target: Target) -> None:
    first, _colon, last = merged.partition(":")
    (left, top), (right, bottom) = _column_and_row(first), _column_and_row(last or first)
    column, row = _column_and_row(target.cell)
    if left <= column <= right and top <= row <= bottom and (column, row) != (left, top):
        raise FormRefused("merged", target.place)


def _put_text(cell: Any, text: str) -> None:
    cell.set("t", "inlineStr")
    words = _element(_element(cell, "is"), "t")
    words.set(_SPACE, "preserve")
    words.text = cell_escaped(inert_text(text))


def _number(content: Decimal | int | date) -> str:
    if isinstance(content, date):
        return str((content - _EPOCH).days)
    return f"{content:f}" if isinstance(content, Decimal) else str(content)


def _element(parent: Any, name: str) -> Any:
    from lxml import etree

    return etree.SubElement(parent, f"{{{MAIN}}}{name}")


def _cell(sheet: Any, address: str) -> Any:
    """The cell of an address, made in its place where the form has none yet."""
    column, number = _column_and_row(address)
    data = sheet.find(f"{{{MAIN}}}sheetData")
    if data is None:
        raise FormRefused("no_workbook")
    row = _in_order(data, "row", number, lambda one: int(one.get("r", "0")))
    row.set("r", str(number))
    cell = _in_order(row, "c", column, lambda one: _column_and_row(one.get("r", "A1"))[0])
    cell.set("r", address)
    return cell


def _in_order(parent: Any, name: str, place: int, place_of: Any) -> Any:
    from lxml import etree

    at = len(parent)
    for index, one in enumerate(parent):
        if place_of(one) == place:
            return one
        if place_of(one) > place:
            at = index
            break
    made = etree.Element(f"{{{MAIN}}}{name}")
    parent.insert(at, made)
    return made


def _column_and_row(address: str) -> tuple[int, int]:
    from openpyxl.utils.cell import column_index_from_string, coordinate_from_string

    letters, number = coordinate_from_string(address)
    return column_index_from_string(letters), number


def _without_results(content: bytes) -> bytes:
    """A formula without its old result is calculated by every program that opens the file."""
    if b"<f" not in content and b":f" not in content:
        return content
    sheet = _parsed(content)
    for cell in sheet.iter(f"{{{MAIN}}}c"):
        result = cell.find(f"{{{MAIN}}}v")
        if cell.find(f"{{{MAIN}}}f") is not None and result is not None:
            cell.remove(result)
            cell.attrib.pop("t", None)
    return _written(sheet)


def _calculating(content: bytes) -> bytes:
    workbook = _parsed(content)
    settings = workbook.find(f"{{{MAIN}}}calcPr")
    if settings is None:
        from lxml import etree

        settings = etree.Element(f"{{{MAIN}}}calcPr")
        later = (i for i, one in enumerate(workbook) if etree.QName(one).localname in _AFTER_CALC)
        workbook.insert(next(later, len(workbook)), settings)
    settings.set("fullCalcOnLoad", "1")
    return _written(workbook)


def cells_of(form: bytes) -> dict[str, dict[str, object]]:
    """What stands in the cells of each sheet, by address; of formulas their text.

    Raises FormRefused for what is no workbook.
    """
    return {sheet: dict(found) for sheet, found in _read(form, computed=False)}


def values_in(form: bytes, places: Iterable[tuple[str, str]]) -> dict[tuple[str, str], object]:
    """What stands in some cells of a filled form, of formulas their result; None for nothing."""
    wanted = list(places)
    known = {sheet: dict(found) for sheet, found in _read(form, computed=True)}
    return {(sheet, cell): known.get(sheet, {}).get(cell) for sheet, cell in wanted}


def _read(form: bytes, *, computed: bool) -> Iterator[tuple[str, Iterator[tuple[str, object]]]]:
    from openpyxl import load_workbook

    _parts(form)
    try:
        book = load_workbook(io.BytesIO(form), data_only=computed)
    except Exception as error:  # a damaged workbook raises whatever its damage leads to
        raise FormRefused("no_workbook") from error
    for sheet in book.worksheets:
        rows = sheet.iter_rows()
        yield (
            sheet.title,
            ((c.coordinate, c.value) for row in rows for c in row if c.value is not None),
        )
