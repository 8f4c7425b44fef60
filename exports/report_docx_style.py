"""The styles of a report in Word: real headings, tables, captions, language, A4."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from docx.document import Document

    from exports.columns import Language

ACCENT: Final = "123A5C"
QUIET: Final = "555555"
LINE: Final = "BEBEBE"
TABLE_STYLE: Final = "ReportTable"
CELL_SIZE: Final = 16
"""In half points: the columns of `exports.report_grid` hold their figures in it."""
# Known to every office program, itself or as Liberation Sans of the same widths.
_FONT: Final = "Arial"
_TONGUE: Final = {"de": "de-DE", "en": "en-GB"}
_NAMESPACE: Final = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def _heading(level: int, size: int, before: int, after: int) -> tuple[str, str, str, str]:
    return (
        f"Heading{level}",
        f"heading {level}",
        f'<w:keepNext/><w:keepLines/><w:spacing w:before="{before}" w:after="{after}"'
        f' w:line="240" w:lineRule="auto"/><w:outlineLvl w:val="{level - 1}"/>',
        f'<w:b/><w:bCs/><w:color w:val="{ACCENT}"/><w:sz w:val="{size}"/><w:szCs w:val="{size}"/>',
    )


def _sized(size: int, color: str = "", more: str = "") -> str:
    colored = f'<w:color w:val="{color}"/>' if color else ""
    return f'{more}{colored}<w:sz w:val="{size}"/><w:szCs w:val="{size}"/>'


_BOLD: Final = "<w:b/><w:bCs/>"
_TIGHT: Final = '<w:spacing w:before="20" w:after="20" w:line="240" w:lineRule="auto"/>'
# Style id, name, properties of the paragraph, properties of its text. Sizes are half points.
_PARAGRAPHS: Final = (
    ("Title", "Title", '<w:spacing w:before="60" w:after="60"/>', _sized(48, ACCENT, _BOLD)),
    ("Subtitle", "Subtitle", '<w:spacing w:after="240"/>', _sized(28)),
    _heading(1, 34, 0, 240),
    _heading(2, 24, 360, 120),
    _heading(3, 20, 280, 100),
    (
        "Caption",
        "caption",
        '<w:keepNext/><w:spacing w:before="240" w:after="80"/>',
        _sized(18, "", _BOLD),
    ),
    ("Header", "header", '<w:spacing w:after="0"/>', _sized(16, QUIET)),
    ("Footer", "footer", '<w:spacing w:after="0"/>', _sized(16, QUIET)),
    ("ReportCell", "Report Cell", _TIGHT, _sized(CELL_SIZE)),
    ("ReportFigure", "Report Figure", f'{_TIGHT}<w:jc w:val="right"/>', _sized(CELL_SIZE)),
    ("ReportNote", "Report Note", '<w:spacing w:before="80" w:after="200"/>', _sized(16, QUIET)),
    ("ReportPilot", "Report Pilot", '<w:spacing w:before="1200" w:after="0"/>', _sized(22, QUIET)),
    (
        "ReportSigned",
        "Report Signed",
        '<w:keepNext/><w:keepLines/><w:spacing w:before="480" w:after="0"/>',
        "",
    ),
    (
        "ReportLine",
        "Report Line",
        '<w:keepNext/><w:keepLines/><w:tabs><w:tab w:val="left" w:leader="underscore"'
        ' w:pos="3600"/><w:tab w:val="left" w:pos="4200"/><w:tab w:val="left"'
        ' w:leader="underscore" w:pos="9600"/></w:tabs><w:spacing w:before="800" w:after="0"/>',
        "",
    ),
    (
        "ReportBelow",
        "Report Below",
        '<w:keepLines/><w:tabs><w:tab w:val="left" w:pos="4200"/></w:tabs>'
        '<w:spacing w:before="20" w:after="120"/>',
        _sized(16, QUIET),
    ),
)
_TABLE: Final = (
    f'<w:style {_NAMESPACE} w:type="table" w:customStyle="1" w:styleId="{TABLE_STYLE}">'
    '<w:name w:val="Report Table"/><w:uiPriority w:val="99"/><w:tblPr><w:tblBorders>'
    f'<w:bottom w:val="single" w:sz="4" w:space="0" w:color="{LINE}"/>'
    f'<w:insideH w:val="single" w:sz="4" w:space="0" w:color="{LINE}"/></w:tblBorders>'
    "</w:tblPr></w:style>"
)
_LINK: Final = (
    f'<w:style {_NAMESPACE} w:type="character" w:styleId="Hyperlink"><w:name w:val="Hyperlink"/>'
    f'<w:uiPriority w:val="99"/><w:rPr><w:color w:val="{ACCENT}"/></w:rPr></w:style>'
)


def set_styles(document: Document, language: Language) -> None:
    """Give the document its styles, its language and the ways of a present-day Word."""
    _set_defaults(document, language)
    for style in _PARAGRAPHS:
        _put_style(document, style[0], _paragraph_style(*style))
    _put_style(document, TABLE_STYLE, _TABLE)
    _put_style(document, "Hyperlink", _LINK)
    _set_mode(document)


def _paragraph_style(style: str, name: str, paragraph: str, text: str) -> str:
    custom = ' w:customStyle="1"' if style.startswith("Report") else ""
    following = "" if style.startswith("Report") else '<w:next w:val="Normal"/>'
    return (
        f'<w:style {_NAMESPACE} w:type="paragraph"{custom} w:styleId="{style}">'
        f'<w:name w:val="{name}"/><w:basedOn w:val="Normal"/>{following}<w:qFormat/>'
        f"<w:pPr>{paragraph}</w:pPr><w:rPr>{text}</w:rPr></w:style>"
    )


def _put_style(document: Document, style: str, xml: str) -> None:
    from docx.oxml import parse_xml

    styles: Any = document.styles.element
    for old in styles.xpath(f'w:style[@w:styleId="{style}"]'):
        styles.remove(old)
    styles.append(parse_xml(xml))


def _set_defaults(document: Document, language: Language) -> None:
    from docx.oxml import parse_xml

    styles: Any = document.styles.element
    tongue = _TONGUE[language]
    defaults = parse_xml(
        f"<w:docDefaults {_NAMESPACE}><w:rPrDefault><w:rPr>"
        f'<w:rFonts w:ascii="{_FONT}" w:hAnsi="{_FONT}" w:eastAsia="{_FONT}" w:cs="{_FONT}"/>'
        '<w:sz w:val="20"/><w:szCs w:val="20"/>'
        f'<w:lang w:val="{tongue}" w:eastAsia="{tongue}" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
        '<w:pPrDefault><w:pPr><w:spacing w:after="140" w:line="276" w:lineRule="auto"/></w:pPr>'
        "</w:pPrDefault></w:docDefaults>"
    )
    (old,) = styles.xpath("w:docDefaults")
    styles.replace(old, defaults)


def _set_mode(document: Document) -> None:
    """Without it Word opens the document as one of an older version."""
    from docx.oxml.ns import qn

    settings: Any = document.settings.element
    (mode,) = settings.xpath('.//w:compatSetting[@w:name="compatibilityMode"]')
    mode.set(qn("w:val"), "15")
    (tongue,) = settings.xpath("w:themeFontLang")
    settings.remove(tongue)
