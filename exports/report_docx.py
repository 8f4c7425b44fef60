"""A report as a Word document that can be edited: real headings, tables, pictures with words.

Written with python-docx itself, without a template to fill in: a report has as many tables,
columns and chapters as its figures, and a template would hold little but loops.
"""

from __future__ import annotations

import io
import re
import zipfile
from datetime import UTC, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from exports import report_words as words
from exports.durable import whole_file
from exports.report_charts import draw
from exports.report_cover import cover_facts
from exports.report_docx_style import set_styles
from exports.report_docx_table import WordTable
from exports.report_grid import LANDSCAPE, PORTRAIT, Grid, widths
from exports.report_paper import (
    Block,
    Heading,
    Prose,
    Section,
    ShownChart,
    ShownTable,
    Signatures,
    sections,
)
from exports.text import carried_text

if TYPE_CHECKING:
    from docx.document import Document
    from docx.section import Section as WordSection
    from docx.text.paragraph import Paragraph

    from exports.report import Report

# All lengths of the page in twentieths of a point: A4 with two centimetres left and right.
_SHORT: Final = 11_906
_LONG: Final = 16_838
_SIDE: Final = 1_134
_TOP: Final = 1_474
_PER_POINT: Final = 20
_CHART_CENTIMETRES: Final = 16
# The first day that an archive can tell; a clock would make every file another one.
_ARCHIVE_DAY: Final = (1980, 1, 1, 0, 0, 0)


def write_report_docx(target: Path, report: Report) -> None:
    """Write the report as DOCX, whole or not at all; the same report gives the same bytes.

    Raises StatementRefused for figures that contradict each other and TextRefused for control
    characters.
    """
    import docx

    document = docx.Document()
    set_styles(document, report.language)
    _describe(document, report)
    paper = _Paper(document, report)
    paper.cover()
    for section in sections(report):
        paper.section(section)
    stream = io.BytesIO()
    document.save(stream)
    with whole_file(target) as out:
        _write_undated(stream, out)


def _describe(document: Document, report: Report) -> None:
    made = datetime.combine(report.made_on, time(), UTC)
    properties = document.core_properties
    properties.title = carried_text(report.title)[:255]
    properties.author = carried_text(report.carrier)[:255]
    properties.last_modified_by = properties.author
    properties.subject = carried_text(report.pilot_title)[:255]
    properties.language = "de-DE" if report.language == "de" else "en-GB"
    properties.comments = properties.keywords = ""
    properties.created = properties.modified = made
    properties.revision = 1


def _write_undated(stream: io.BytesIO, out: Any) -> None:
    with zipfile.ZipFile(stream) as given, zipfile.ZipFile(out, "w") as archive:
        for one in given.infolist():
            entry = zipfile.ZipInfo(one.filename, _ARCHIVE_DAY)
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, given.read(one))


class _Paper:
    """Puts block after block at the end of the document."""

    def __init__(self, document: Document, report: Report) -> None:
        self.document = document
        self.report = report
        self.is_landscape = False
        self._set_page(document.sections[0])

    def cover(self) -> None:
        """Title, and what every report names."""
        report = self.report
        self._text(report.pilot_title, "Report Pilot")
        self._text(report.title, "Title")
        if report.subtitle:
            self._text(report.subtitle, "Subtitle")
        for label, value in cover_facts(report):
            paragraph = self._text(f"{label}:\t")
            paragraph.paragraph_format.tab_stops.add_tab_stop(_points(3_000))
            paragraph.paragraph_format.left_indent = _points(3_000)
            paragraph.paragraph_format.first_line_indent = _points(-3_000)
            paragraph.paragraph_format.space_after = _points(80)
            _add_lines(paragraph, value)

    def section(self, section: Section) -> None:
        """Pages of one orientation."""
        from docx.enum.section import WD_SECTION

        self.is_landscape = section.is_landscape
        self._set_page(self.document.add_section(WD_SECTION.NEW_PAGE))
        for block in section.blocks:
            self._block(block)

    def _block(self, block: Block) -> None:
        if isinstance(block, Heading):
            self._text(block.text, f"Heading {block.level}")
        elif isinstance(block, Prose):
            for paragraph in block.paragraphs:
                self._text("\n".join(paragraph))
        elif isinstance(block, ShownTable):
            self._table(block)
        elif isinstance(block, ShownChart):
            self._chart(block)
        else:
            self._signatures(block)

    def _table(self, block: ShownTable) -> None:
        if block.caption:
            self._text(block.caption, "Caption")
        grid = Grid(block.table, self.report.language)
        available = LANDSCAPE if self.is_landscape else PORTRAIT
        columns, scale = widths(block.measures, available)
        room = (_LONG if self.is_landscape else _SHORT) - 2 * _SIDE
        twips = [round(one * room / available) for one in columns]
        empty = words.NO_ROWS.in_language(self.report.language)
        element = WordTable(self.document, grid, twips, scale).element(empty)
        # Word needs a paragraph between two tables; the note is one, if there is any.
        after = self._text(block.table.note, "Report Note")
        after._p.addprevious(element)

    def _chart(self, block: ShownChart) -> None:
        from docx.shared import Cm

        self._text(block.caption, "Caption")
        picture = io.BytesIO(draw(block.chart, self.report.language, "png"))
        run = self.document.add_paragraph().add_run()
        shape = run.add_picture(picture, width=Cm(_CHART_CENTIMETRES))
        drawn: Any = shape._inline.docPr
        drawn.set("descr", carried_text(block.chart.alternative))
        drawn.set("title", carried_text(block.chart.title))

    def _signatures(self, block: Signatures) -> None:
        language = self.report.language
        for one in block.lines:
            paragraph = self._text("", "Report Signed")
            paragraph.add_run(carried_text(one.label)).bold = True
            on = words.ON.in_language(language)
            day = on.format(day=words.day(one.on, language)) if one.on else ""
            _add_lines(paragraph, "\n" + ", ".join(part for part in (one.name, day) if part))
            self._text("\t\t\t", "Report Line")
            place = words.PLACE_AND_DAY.in_language(language)
            self._text(f"{place}\t{words.SIGNATURE.in_language(language)}", "Report Below")

    def _text(self, text: str, style: str = "Normal") -> Paragraph:
        paragraph = self.document.add_paragraph(style=style)
        _add_lines(paragraph, text)
        return paragraph

    def _set_page(self, section: WordSection) -> None:
        """Size, margins, header and footer; both have a tab at the right edge of this page."""
        from docx.enum.section import WD_ORIENT

        wide = self.is_landscape
        width, height = (_LONG, _SHORT) if wide else (_SHORT, _LONG)
        section.orientation = WD_ORIENT.LANDSCAPE if wide else WD_ORIENT.PORTRAIT
        section.page_width, section.page_height = _points(width), _points(height)
        section.left_margin = section.right_margin = _points(_SIDE)
        section.top_margin = section.bottom_margin = _points(_TOP)
        edge = _points(width - 2 * _SIDE)
        report, language = self.report, self.report.language
        head = _edge_line(section.header, edge)
        draft = words.DRAFT.in_language(language).upper() if report.is_draft else ""
        head.add_run(carried_text(report.title) + "\t")
        head.add_run(draft).bold = True
        foot = _edge_line(section.footer, edge)
        foot.add_run(carried_text(report.carrier) + "\t")
        for part in re.split(r"(\{\w+\})", words.PAGE.in_language(language)):
            _add_part(foot, part)


def _edge_line(part: Any, edge: Any) -> Paragraph:
    """The one paragraph of a header or footer, with its tab at the right edge."""
    from docx.enum.text import WD_TAB_ALIGNMENT

    part.is_linked_to_previous = False
    paragraph: Paragraph = part.paragraphs[0]
    paragraph.paragraph_format.tab_stops.add_tab_stop(edge, WD_TAB_ALIGNMENT.RIGHT)
    return paragraph


def _add_part(paragraph: Paragraph, part: str) -> None:
    """A word, or the field that a word processor fills in."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    field = {"{page}": "PAGE", "{pages}": "NUMPAGES"}.get(part)
    if field is None:
        paragraph.add_run(part)
        return
    element: Any = OxmlElement("w:fldSimple")
    element.set(qn("w:instr"), field)
    run: Any = OxmlElement("w:r")
    text: Any = OxmlElement("w:t")
    text.text = "1"
    run.append(text)
    element.append(run)
    paragraph._p.append(element)


def _add_lines(paragraph: Paragraph, text: str) -> None:
    if text:
        paragraph.add_run(carried_text(text))


def _points(twentieths: int) -> Any:
    from docx.shared import Pt

    return Pt(twentieths / _PER_POINT)
