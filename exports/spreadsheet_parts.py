"""The fixed XML parts of a workbook (ECMA-376) around the streamed rows."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

from exports.text import xml_escaped

STYLE_PLAIN: Final = 0
STYLE_HEADER: Final = 1
# Text format and quote prefix: even after editing the cell a leading "=" stays text.
STYLE_TEXT: Final = 2
STYLE_WRAPPED: Final = 3
STYLE_TITLE: Final = 4
STYLE_MONEY: Final = 5
STYLE_DATE: Final = 6
# Beside wrapped texts: on top, and on the left.
STYLE_NUMBER_ON_TOP: Final = 7
STYLE_DATE_ON_TOP: Final = 8
# Above texts that keep a distance from the numbers before them.
STYLE_DATA_HEADER: Final = 9

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_SHEETS_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"

PACKAGE_RELATIONS: Final = (
    f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_OFFICE}/relationships/officeDocument"'
    ' Target="xl/workbook.xml"/>'
    f'<Relationship Id="rId2" Type="{_PACKAGE}/relationships/metadata/core-properties"'
    ' Target="docProps/core.xml"/>'
    f'<Relationship Id="rId3" Type="{_OFFICE}/relationships/extended-properties"'
    ' Target="docProps/app.xml"/></Relationships>'
)

APP_PROPERTIES: Final = (
    f'{_HEAD}<Properties xmlns="{_OFFICE}/extended-properties">'
    "<Application>Pilotbuch</Application></Properties>"
)

_GENERAL, _THOUSANDS, _AS_TEXT, _DAY = 0, 4, 49, 164
_NORMAL, _BOLD, _LARGE = 0, 1, 2
_NO_FILL, _SHADED = 0, 2
_INDENTED: Final = '<alignment horizontal="left" indent="1"/>'
_WRAPPED: Final = '<alignment vertical="top" wrapText="1"/>'
_ON_TOP: Final = '<alignment horizontal="left" vertical="top"/>'


def _style(
    number_format: int,
    alignment: str = "",
    *,
    font: int = _NORMAL,
    fill: int = _NO_FILL,
    quoted: bool = False,
) -> str:
    prefix = ' quotePrefix="1"' if quoted else ""
    return (
        f'<xf numFmtId="{number_format}" fontId="{font}" fillId="{fill}" borderId="0" xfId="0"'
        f'{prefix} applyNumberFormat="1" applyFont="1"'
        f' applyFill="1" applyAlignment="1">{alignment}</xf>'
    )


# In the order of the numbers above.
_CELL_STYLES: Final = (
    _style(_GENERAL),
    _style(_AS_TEXT, font=_BOLD, fill=_SHADED),
    _style(_AS_TEXT, _INDENTED, quoted=True),
    _style(_AS_TEXT, _WRAPPED, quoted=True),
    _style(_AS_TEXT, font=_LARGE),
    _style(_THOUSANDS),
    _style(_DAY),
    _style(_GENERAL, _ON_TOP),
    _style(_DAY, _ON_TOP),
    _style(_AS_TEXT, _INDENTED, font=_BOLD, fill=_SHADED),
)

STYLES: Final = (
    f'{_HEAD}<styleSheet xmlns="{_MAIN}">'
    rf'<numFmts count="1"><numFmt numFmtId="{_DAY}" formatCode="dd\.mm\.yyyy"/></numFmts>'
    '<fonts count="3"><font><sz val="11"/><name val="Calibri"/></font>'
    '<font><b/><sz val="11"/><name val="Calibri"/></font>'
    '<font><b/><sz val="14"/><name val="Calibri"/></font></fonts>'
    '<fills count="3"><fill><patternFill patternType="none"/></fill>'
    '<fill><patternFill patternType="gray125"/></fill>'
    '<fill><patternFill patternType="solid"><fgColor rgb="FFE3E8EF"/></patternFill></fill></fills>'
    '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    f'<cellXfs count="{len(_CELL_STYLES)}">{"".join(_CELL_STYLES)}</cellXfs>'
    '<cellStyles count="1"><cellStyle name="Standard" xfId="0" builtinId="0"/></cellStyles>'
    "</styleSheet>"
)


def content_types(sheet_count: int) -> str:
    """The list of parts and their types."""
    sheets = "".join(
        f'<Override PartName="/xl/worksheets/sheet{n}.xml" ContentType="{_SHEETS_TYPE}'
        '.worksheet+xml"/>'
        for n in range(1, sheet_count + 1)
    )
    return (
        f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels"'
        ' ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_SHEETS_TYPE}.sheet.main+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{_SHEETS_TYPE}.styles+xml"/>'
        '<Override PartName="/docProps/core.xml"'
        ' ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>'
        '<Override PartName="/docProps/app.xml" ContentType="application/'
        'vnd.openxmlformats-officedocument.extended-properties+xml"/>'
        f"{sheets}</Types>"
    )


def workbook(names: Sequence[str], filtered: Mapping[str, str]) -> str:
    """The list of sheets; `filtered` gives the range of a sheet whose header filters it."""
    sheets = "".join(
        f'<sheet name="{xml_escaped(name)}" sheetId="{n}" r:id="rId{n}"/>'
        for n, name in enumerate(names, 1)
    )
    ranges = "".join(
        f'<definedName name="_xlnm._FilterDatabase" localSheetId="{n}" hidden="1">'
        f"'{xml_escaped(name)}'!{_absolute(filtered[name])}</definedName>"
        for n, name in enumerate(names)
        if name in filtered
    )
    defined = f"<definedNames>{ranges}</definedNames>" if ranges else ""
    return (
        f'{_HEAD}<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}/relationships">'
        f"<sheets>{sheets}</sheets>{defined}</workbook>"
    )


def workbook_relations(sheet_count: int) -> str:
    """Where the workbook finds its sheets and styles."""
    sheets = "".join(
        f'<Relationship Id="rId{n}" Type="{_OFFICE}/relationships/worksheet"'
        f' Target="worksheets/sheet{n}.xml"/>'
        for n in range(1, sheet_count + 1)
    )
    return (
        f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{sheets}'
        f'<Relationship Id="rId{sheet_count + 1}" Type="{_OFFICE}/relationships/styles"'
        ' Target="styles.xml"/></Relationships>'
    )


def core_properties(title: str, made_on: date) -> str:
    """Title and day of making; no person's name."""
    return (
        f'{_HEAD}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
        ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{xml_escaped(title)}</dc:title><dc:creator>Pilotbuch</dc:creator>"
        f'<dcterms:created xsi:type="dcterms:W3CDTF">{made_on.isoformat()}T00:00:00Z'
        "</dcterms:created></cp:coreProperties>"
    )


def sheet_head(widths: Sequence[float], has_header: bool, is_first: bool) -> str:
    """What stands before the rows: print set-up, frozen header, widths."""
    frozen = (
        '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>'
        if has_header
        else ""
    )
    columns = "".join(
        f'<col min="{n}" max="{n}" width="{width}" customWidth="1"/>'
        for n, width in enumerate(widths, 1)
    )
    selected = ' tabSelected="1"' if is_first else ""
    return (
        f'{_HEAD}<worksheet xmlns="{_MAIN}">'
        '<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>'
        f'<sheetViews><sheetView{selected} workbookViewId="0">{frozen}</sheetView></sheetViews>'
        f'<sheetFormatPr defaultRowHeight="15"/><cols>{columns}</cols><sheetData>'
    )


def sheet_tail(filtered: str, landscape: bool) -> str:
    """What stands after the rows: filter and A4 paper, one page wide."""
    autofilter = f'<autoFilter ref="{filtered}"/>' if filtered else ""
    orientation = "landscape" if landscape else "portrait"
    return (
        f"</sheetData>{autofilter}"
        '<pageMargins left="0.5" right="0.5" top="0.6" bottom="0.6" header="0.3" footer="0.3"/>'
        f'<pageSetup paperSize="9" orientation="{orientation}" fitToWidth="1" fitToHeight="0"/>'
        "</worksheet>"
    )


def _absolute(area: str) -> str:
    first, last = area.split(":")
    return f"{_fixed(first)}:{_fixed(last)}"


def _fixed(cell: str) -> str:
    letters = cell.rstrip("0123456789")
    return f"${letters}${cell[len(letters) :]}"
