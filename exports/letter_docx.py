"""A letter as a DOCX file, after DIN 5008: address, day, subject, text.

What people wrote is put into paragraphs as it is; nothing in it is ever read as a template, a
field or mark-up.
"""

import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

DOCX: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_LOCALES: Final = {"de": "de-DE", "en": "en-GB"}


@dataclass(frozen=True, kw_only=True)
class LetterFile:
    """A letter before any format; texts are in its language already.

    `mark` stands above a draft; `reference` is a whole line, or empty; of each paragraph it is said
    whether it is a heading.
    """

    sender: str
    recipient: Sequence[str]
    day: str
    reference: str
    subject: str
    paragraphs: Sequence[tuple[str, bool]]
    mark: str
    language: str


def letter_docx(letter: LetterFile) -> bytes:
    """The file as bytes."""
    from docx import Document
    from docx.shared import Cm, Pt

    document = Document()
    _begin(document, letter)
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin, section.right_margin = Cm(2.5), Cm(2)
    section.top_margin, section.bottom_margin = Cm(2.5), Cm(2)
    if letter.mark:
        _line(document, letter.mark, is_bold=True)
    _line(document, letter.sender, after=Pt(18))
    _line(document, "\n".join(letter.recipient), after=Pt(30))
    if letter.reference:
        _line(document, letter.reference, after=Pt(0))
    _line(document, letter.day, after=Pt(18))
    subject = document.add_heading(level=1)
    subject.add_run(_clean(letter.subject))
    subject.paragraph_format.space_after = Pt(12)
    for text, is_heading in letter.paragraphs:
        if is_heading:
            document.add_heading(level=2).add_run(_clean(text))
        else:
            _line(document, text, after=Pt(8))
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def _begin(document: Any, letter: LetterFile) -> None:
    """Fonts, language and properties: the library's own template names a stranger as author."""
    from docx.oxml.ns import qn
    from docx.shared import Pt, RGBColor

    properties = document.core_properties
    properties.author = properties.last_modified_by = _clean(letter.sender)
    properties.title, properties.comments = _clean(letter.subject), ""
    properties.language = _LOCALES[letter.language]
    for name, size in (("Normal", 11), ("Heading 1", 12), ("Heading 2", 11)):
        style = document.styles[name]
        style.font.name, style.font.size = "Arial", Pt(size)
        style.font.color.rgb = RGBColor(0, 0, 0)
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for part in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
            fonts.attrib.pop(qn(part), None)
    for mark in document.styles.element.iter(qn("w:lang")):
        mark.set(qn("w:val"), _LOCALES[letter.language])


def _line(document: Any, text: str, *, is_bold: bool = False, after: Any = None) -> None:
    """A paragraph; its lines stay lines."""
    paragraph = document.add_paragraph()
    paragraph.paragraph_format.space_after = after
    paragraph.add_run(_clean(text)).bold = is_bold or None


def _clean(text: str) -> str:
    """Without what XML cannot carry."""
    return _UNWRITABLE.sub("", text)
