"""The order of a report on paper: the same for PDF and DOCX."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from exports import report_words as words
from exports.columns import Bilingual
from exports.report import Chapter, Chart, Report, Signature, Table
from exports.report_grid import Grid, Measure, is_wide, shared
from exports.report_tables import receipt_table, statement_tables, voucher_tables, voucher_totals


@dataclass(frozen=True)
class Heading:
    """A heading; level 1 begins a part on a new page, levels are never left out."""

    level: int
    text: str


@dataclass(frozen=True)
class Prose:
    """Paragraphs, each a list of lines."""

    paragraphs: Sequence[Sequence[str]]


@dataclass(frozen=True)
class ShownTable:
    """A table; its caption is empty where a heading names it already.

    `measures` are those of its columns, shared with other tables that are to look alike.
    """

    table: Table
    measures: Sequence[Measure]
    caption: str = ""


@dataclass(frozen=True)
class ShownChart:
    """A chart with its numbered caption."""

    chart: Chart
    caption: str


@dataclass(frozen=True)
class Signatures:
    """The lines where people sign, below what they confirm."""

    lines: Sequence[Signature]


Block = Heading | Prose | ShownTable | ShownChart | Signatures


@dataclass(frozen=True)
class Section:
    """Pages of one orientation; a section begins a new page."""

    blocks: Sequence[Block]
    is_landscape: bool


def sections(report: Report) -> list[Section]:
    """The whole report behind its cover.

    Statement of figures, factual report and signatures, then the annexes: list of vouchers and
    further tables (ANBest-P no. 6: the list of vouchers is attached). Raises StatementRefused for
    figures that contradict each other.
    """
    paper = _Paper(report)
    parts = [paper.figures(), *paper.factual(), paper.signatures(), paper.annexes()]
    return [part for part in parts if part.blocks]


class _Paper:
    """Puts the parts together and counts tables and charts."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self._tables = self._charts = 0

    def say(self, label: Bilingual, **parameters: str) -> str:
        return label.in_language(self.report.language).format(**parameters)

    def figures(self) -> Section:
        """The statement of figures, each table below its heading."""
        report = self.report
        tables = statement_tables(report.statement, report.language, report.addresses)
        blocks: list[Block] = [Heading(1, self.say(words.FIGURES))]
        for table in tables:
            blocks += [Heading(2, table.title), self._shown(table)]
        return _section(blocks)

    def factual(self) -> Iterator[Section]:
        """The chapters; those whose tables need it have landscape pages of their own."""
        blocks: list[Block] = [Heading(1, self.say(words.FACTUAL))]
        wide = False
        for number, chapter in enumerate(self.report.chapters, 1):
            of_chapter = list(self._chapter(number, chapter))
            if number > 1 and _needs_width(of_chapter) != wide:
                yield Section(blocks, wide)
                blocks = []
            wide = _needs_width(of_chapter)
            blocks += of_chapter
        if self.report.chapters:
            yield Section(blocks, wide)

    def _chapter(self, number: int, chapter: Chapter) -> Iterator[Block]:
        yield Heading(2, f"{number}. {chapter.heading}")
        yield Prose(paragraphs_of(chapter.text) or [[self.say(words.NO_TEXT)]])
        for table in chapter.tables:
            self._tables += 1
            word = f"{self.say(words.TABLE)} {self._tables}"
            yield self._shown(table, f"{word}: {table.title}")
        for chart in chapter.charts:
            self._charts += 1
            yield ShownChart(chart, f"{self.say(words.CHART)} {self._charts}: {chart.title}")

    def signatures(self) -> Section:
        """What is confirmed, and who signs it."""
        lines = self.report.signatures
        blocks: list[Block] = []
        if lines:
            blocks = [
                Heading(1, self.say(words.SIGNATURES)),
                Prose([[self.say(words.CONFIRMED)]]),
                Signatures(lines),
            ]
        return Section(blocks, is_landscape=False)

    def annexes(self) -> Section:
        """The list of vouchers by position, and the further tables."""
        report, language = self.report, self.report.language
        blocks: list[Block] = [Heading(1, self.say(words.ANNEXES))]
        blocks.append(self._annex(1, self.say(words.VOUCHERS)))
        totals = voucher_totals(report.statement, language)
        blocks += [Heading(3, totals.title), self._shown(totals)]
        lists = voucher_tables(report.statement, language)
        alike = shared([self._measures(table) for table in lists])
        for table in lists:
            blocks += [Heading(3, table.title), ShownTable(table, alike)]
        further = (receipt_table(report.statement, language), *report.further)
        for number, table in enumerate(further, 2):
            blocks += [self._annex(number, table.title), self._shown(table)]
        return _section(blocks)

    def _annex(self, number: int, title: str) -> Heading:
        return Heading(2, self.say(words.ANNEX, number=str(number), title=title))

    def _shown(self, table: Table, caption: str = "") -> ShownTable:
        return ShownTable(table, self._measures(table), caption)

    def _measures(self, table: Table) -> list[Measure]:
        return Grid(table, self.report.language).measures()


def _section(blocks: Sequence[Block]) -> Section:
    return Section(blocks, _needs_width(blocks))


def _needs_width(blocks: Sequence[Block]) -> bool:
    return any(is_wide(block.measures) for block in blocks if isinstance(block, ShownTable))


def paragraphs_of(text: str) -> list[list[str]]:
    """Paragraphs end at an empty line, lines where the writer ended them."""
    lines = [line.rstrip() for line in text.split("\n")]
    found: list[list[str]] = [[]]
    for line in lines:
        if line.strip():
            found[-1].append(line)
        elif found[-1]:
            found.append([])
    return [paragraph for paragraph in found if paragraph]
