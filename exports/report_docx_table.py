"""A table of a report in Word: repeated head, rows that stay whole, cells that lead somewhere.

The XML is written at once: cell by cell, a list of 3,000 vouchers would take minutes.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any, Final

from exports.report_docx_style import ACCENT, CELL_SIZE, TABLE_STYLE
from exports.text import carried_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docx.document import Document

    from exports.report_grid import Grid

_NAMESPACES: Final = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
_MARGIN: Final = 85
_HEAVY: Final = f'w:val="single" w:sz="8" w:space="0" w:color="{ACCENT}"'


class WordTable:
    """Writes one grid; widths are in twentieths of a point."""

    def __init__(self, document: Document, grid: Grid, widths: Sequence[int], scale: float) -> None:
        """`scale` makes the type smaller where the columns need it."""
        self._document = document
        self._grid = grid
        self._widths = widths
        size = round(CELL_SIZE * scale)
        self._size = f'<w:sz w:val="{size}"/>' if size < CELL_SIZE else ""
        self._margin = round(_MARGIN * scale)
        self._links: dict[str, str] = {}

    def element(self, empty: str) -> Any:
        """The table as an element of the document; `empty` is said where it has no rows."""
        from docx.oxml import parse_xml

        table = self._grid.table
        width = sum(self._widths)
        columns = "".join(f'<w:gridCol w:w="{one}"/>' for one in self._widths)
        rows = [self._head(), *(self._row(number) for number in range(len(table.rows)))]
        if not table.rows:
            rows.append(_row(self._cell(empty, 0, span=len(self._widths), is_text=True)))
        if table.total:
            rows.append(self._total())
        look = '<w:tblLook w:val="0020" w:firstRow="1" w:noHBand="1" w:noVBand="1"/>'
        return parse_xml(
            f'<w:tbl {_NAMESPACES}><w:tblPr><w:tblStyle w:val="{TABLE_STYLE}"/>'
            f'<w:tblW w:w="{width}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
            f'<w:tblCellMar><w:left w:w="{self._margin}" w:type="dxa"/>'
            f'<w:right w:w="{self._margin}" w:type="dxa"/></w:tblCellMar>{look}'
            f'<w:tblCaption w:val="{_escaped(table.title)}"/></w:tblPr>'
            f"<w:tblGrid>{columns}</w:tblGrid>{''.join(rows)}</w:tbl>"
        )

    def _head(self) -> str:
        cells = "".join(
            self._cell(head.label, column, is_strong=True, edge="bottom", align="bottom")
            for column, head in enumerate(self._grid.table.heads)
        )
        return _row(cells, more="<w:tblHeader/>")

    def _row(self, row: int) -> str:
        strong, addresses = self._grid.is_strong(row), self._grid.table.addresses
        return _row(
            "".join(
                self._cell(text, column, is_strong=strong, address=addresses.get((row, column), ""))
                for column, text in enumerate(self._grid.rows[row])
            )
        )

    def _total(self) -> str:
        grid, row = self._grid, len(self._grid.table.rows)
        span, addresses = grid.total_span, grid.table.addresses
        cells = []
        if span:
            word = grid.table.total
            cells.append(self._cell(word, 0, span=span, is_strong=True, edge="top", is_text=True))
        for column in range(span, len(self._widths)):
            address = addresses.get((row, column), "")
            text = grid.rows[row][column]
            cells.append(self._cell(text, column, is_strong=True, edge="top", address=address))
        return _row("".join(cells))

    def _cell(
        self,
        text: str,
        column: int,
        *,
        span: int = 1,
        is_strong: bool = False,
        is_text: bool = False,
        edge: str = "",
        align: str = "",
        address: str = "",
    ) -> str:
        width = sum(self._widths[column : column + span])
        spanned = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
        edged = f"<w:tcBorders><w:{edge} {_HEAVY}/></w:tcBorders>" if edge else ""
        aligned = f'<w:vAlign w:val="{align}"/>' if align else ""
        style = "ReportFigure" if self._grid.is_figure[column] and not is_text else "ReportCell"
        return (
            f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{spanned}{edged}{aligned}</w:tcPr>'
            f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>'
            f"{self._run(text, address, is_strong=is_strong)}</w:p></w:tc>"
        )

    def _run(self, text: str, address: str, *, is_strong: bool) -> str:
        bold = "<w:b/>" if is_strong else ""
        linked = '<w:rStyle w:val="Hyperlink"/>' if address else ""
        look = f"{linked}{bold}{self._size}"
        look = f"<w:rPr>{look}</w:rPr>" if look else ""
        lines = "<w:br/>".join(
            f'<w:t xml:space="preserve">{_escaped(line)}</w:t>' for line in text.split("\n")
        )
        run = f"<w:r>{look}{lines}</w:r>"
        if not address or not text:
            return run
        return f'<w:hyperlink r:id="{self._link(address)}">{run}</w:hyperlink>'

    def _link(self, address: str) -> str:
        from docx.opc.constants import RELATIONSHIP_TYPE

        if address not in self._links:
            self._links[address] = self._document.part.relate_to(
                address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True
            )
        return self._links[address]


def _row(cells: str, more: str = "") -> str:
    return f"<w:tr><w:trPr><w:cantSplit/>{more}</w:trPr>{cells}</w:tr>"


def _escaped(text: str) -> str:
    return escape(carried_text(text), quote=True)
