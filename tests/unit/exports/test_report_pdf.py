"""The PDF of a report: its figures, its tags, its fonts, and texts that want to be more."""

import subprocess
from dataclasses import replace
from pathlib import Path
from typing import Any

import pypdf
import pytest

from exports.report import Chapter, Head, Table
from exports.report_pdf import write_report_pdf
from exports.report_words import money
from exports.statement_lines import PositionLine, StatementRefused
from exports.text import TextRefused
from tests import machine
from tests.unit.exports.sample_report import (
    ADDRESS,
    REPORT,
    STATEMENT,
    TEXT,
    pdf_text,
    plain,
    totals,
    with_text,
)

HOSTILE = (
    "#set page(width: 1pt)",
    "$x^2$ @ref <label> [a] *b* _c_ `d`",
    "\\ // /* \"q\" ~ --- ... 'a' #{panic()}",
    "= Überschrift",
    "<w:p/> &amp; {{ x }} {% y %} _x0041_",
)


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    target = tmp_path_factory.mktemp("pdf") / "report.pdf"
    write_report_pdf(target, REPORT)
    return target


@pytest.fixture(scope="module")
def pages(written):
    return [page.extract_text() for page in pypdf.PdfReader(written).pages]


def opened(path: Path) -> Any:
    """The file as its reader; the types of pypdf leave open what stands in a dictionary."""
    return pypdf.PdfReader(path)


def every_amount(language):
    """Every sum of the statement as it has to be read."""
    sums = totals()
    cents = [
        sums.planned_total_cents,
        sums.planned_year_cents,
        sums.spent_before_cents,
        sums.spent_year_cents,
        sums.spent_cumulated_cents,
        sums.remaining_cents,
        *sums.income_by_kind_cents.values(),
        sums.income_cents,
        sums.cash_cents,
        sums.bank_difference_cents,
        *(one.amount_cents for one in STATEMENT.vouchers),
    ]
    return [plain(money(one, language)) for one in cents]


def tags(node, found):
    """The kinds of all elements below a node of the structure, and their other words."""
    if isinstance(node, pypdf.generic.ArrayObject):
        for child in node:
            tags(child.get_object(), found)
    elif isinstance(node, dict):
        if "/S" in node:
            found.append((str(node["/S"]), str(node.get("/Alt", ""))))
        if "/K" in node:
            tags(node["/K"].get_object(), found)
    return found


def test_every_total_stands_in_the_text_to_the_cent(pages):
    text = plain(" ".join(pages))
    assert [one for one in every_amount("de") if one not in text] == []
    assert "−43,21 €" in text
    assert "Bestand am 31.12.2023" in text


def test_every_total_stands_in_english_too(tmp_path):
    target = tmp_path / "report.pdf"
    write_report_pdf(target, replace(REPORT, language="en"))
    text = pdf_text(target)
    assert [one for one in every_amount("en") if one not in text] == []
    assert "−€43.21" in text
    assert "Page 2 of" in text


def test_another_reader_finds_the_same_totals(written):
    """pdftotext knows nothing of our library or of the one that the other tests read with."""
    program = machine.pdf_reader()
    assert program, machine.NO_PDF_READER
    read = subprocess.run(
        [program, "-layout", str(written), "-"], check=True, capture_output=True, timeout=60
    )
    text = plain(read.stdout.decode())
    assert [one for one in every_amount("de") if one not in text] == []


def test_the_file_is_tagged_and_says_so(written):
    reader = opened(written)
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert b"<pdfuaid:part>1</pdfuaid:part>" in root["/Metadata"].get_data()
    assert (root["/Lang"], reader.metadata.title) == ("de-DE", REPORT.title)
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    found = tags(root["/StructTreeRoot"], [])
    kinds = {kind for kind, _alternative in found}
    assert {"/H1", "/H2", "/H3", "/Table", "/TH", "/TD", "/Link", "/Figure", "/Caption"} <= kinds
    assert [alternative for kind, alternative in found if kind == "/Figure"] == [
        "Linien: Plan 36, erreicht 19,5."
    ]


def test_only_fonts_that_come_with_the_program_are_used(written):
    names = {
        font.get_object()["/BaseFont"].split("+")[1]
        for page in opened(written).pages
        for font in page["/Resources"].get("/Font", {}).values()
    }
    assert names == {f"LibertinusSerif-{cut}-Identity-H" for cut in ("Regular", "Bold", "Italic")}


def test_cells_lead_to_the_rows_behind_them(written):
    found = [
        annotation.get_object()["/A"]["/URI"]
        for page in opened(written).pages
        for annotation in page.get("/Annots", [])
        if "/URI" in annotation.get_object().get("/A", {})
    ]
    assert sorted(found) == sorted(
        [
            *ADDRESSES_OF_STATEMENT,
            f"{ADDRESS}admissions?q=1&x=2",
            f"{ADDRESS}admissions",
        ]
    )


ADDRESSES_OF_STATEMENT = (f"{ADDRESS}spent:0811", f"{ADDRESS}cash")


def test_pages_are_counted_and_drafts_are_marked(pages, tmp_path):
    last = len(pages)
    assert all(f"Seite {at} von {last}" in text for at, text in enumerate(pages, 1))
    assert all("ENTWURF" in text for text in pages)
    target = tmp_path / "filed.pdf"
    write_report_pdf(target, with_text("", is_draft=False))
    assert "entwurf" not in pdf_text(target).lower()


def test_only_what_is_too_wide_lies_on_its_side(tmp_path):
    wide = Table(
        key="wide",
        title="Breit",
        heads=[Head(label="x", kind="money") for _column in range(12)],
        rows=[[123_456_789] * 12],
    )
    chapters = [
        *REPORT.chapters,
        Chapter(key="wide", heading="Weit", text="", tables=[wide]),
        Chapter(key="after", heading="Danach", text=""),
    ]
    target = tmp_path / "report.pdf"
    write_report_pdf(target, replace(REPORT, chapters=chapters))
    pages = list(opened(target).pages)[1:]
    lying = {
        heading: page.mediabox.width > page.mediabox.height
        for heading in ("II. Ausgaben", "2. Ziele", "3. Weit", "4. Danach")
        for page in pages
        if heading in page.extract_text()
    }
    assert lying == {"II. Ausgaben": False, "2. Ziele": False, "3. Weit": True, "4. Danach": False}


def test_the_heads_of_a_long_list_stand_on_each_of_its_pages(tmp_path):
    (first, *_others) = STATEMENT.vouchers
    many = [replace(first, number=number, amount_cents=1) for number in range(1, 61)]
    statement = replace(
        STATEMENT,
        vouchers=many,
        positions=[replace(STATEMENT.positions[0], spent_year_cents=60)],
    )
    target = tmp_path / "report.pdf"
    write_report_pdf(target, replace(REPORT, statement=statement))
    pages = [page.extract_text() for page in opened(target).pages]
    listing = [text for text in pages if "SAP-0" in text]
    assert len(listing) >= 2
    assert all("Tag der" in text and "Empfänger" in text for text in listing)


def test_paragraphs_and_lines_stay_as_they_were_written(pages):
    (page,) = [text for text in pages if "Erste Zeile" in text]
    assert "Erste Zeile\nzweite Zeile\nNeuer Absatz." in page


def test_the_same_report_gives_the_same_bytes(written, tmp_path):
    again = tmp_path / "again.pdf"
    write_report_pdf(again, REPORT)
    assert again.read_bytes() == written.read_bytes()


def test_texts_are_never_read_as_markup(tmp_path):
    text = "\n".join(HOSTILE)
    (position, *others) = STATEMENT.positions
    named = PositionLine(**{**vars(position), "label": HOSTILE[1]})
    report = with_text(
        text,
        title=HOSTILE[0],
        carrier=HOSTILE[2],
        facts=[(HOSTILE[1], HOSTILE[4])],
        statement=replace(STATEMENT, positions=[named, *others]),
    )
    target = tmp_path / "report.pdf"
    write_report_pdf(target, report)
    reader = opened(target)
    (chapter,) = [
        page.extract_text() for page in reader.pages if "1. Kapitel\n" in page.extract_text()
    ]
    assert text in chapter
    assert reader.metadata.title == HOSTILE[0]
    assert reader.pages[0].mediabox.width > 500


def test_letters_that_no_font_has_and_turned_directions_leave_the_figures_alone(tmp_path):
    target = tmp_path / "report.pdf"
    write_report_pdf(
        target, with_text("👍🏽 中文 שלום مرحبا \u202e12,34\ufeff \ue000", carrier="\u202eX")
    )
    text = pdf_text(target)
    assert "👍" in text
    assert "中" in text
    assert "12,34" in text
    assert "−43,21 €" in text


def test_fifty_thousand_characters_are_all_there_inside_the_margins(tmp_path):
    target = tmp_path / "report.pdf"
    write_report_pdf(target, with_text("Ω" * 20_000 + "\n\n" + "Zeile. " * 4_300))
    text = "\n".join(page.extract_text() for page in opened(target).pages)
    assert (text.count("Ω"), text.count("Zeile.")) == (20_000, 4_300)
    assert max(len(line) for line in text.splitlines() if "Ω" in line) < 120


@pytest.mark.parametrize("character", ["\x00", "\x1b", "\ud800", "\uffff"])
def test_control_characters_are_refused_and_nothing_is_written(tmp_path, character):
    with pytest.raises(TextRefused):
        write_report_pdf(tmp_path / "report.pdf", with_text(f"a{character}b"))
    assert list(tmp_path.iterdir()) == []


def test_figures_that_contradict_each_other_are_refused(tmp_path):
    wrong = replace(STATEMENT, vouchers=STATEMENT.vouchers[1:])
    with pytest.raises(StatementRefused):
        write_report_pdf(tmp_path / "report.pdf", replace(REPORT, statement=wrong))
    assert list(tmp_path.iterdir()) == []


def test_a_period_without_anything_is_a_paper_too(tmp_path):
    nothing = replace(
        STATEMENT,
        positions=[],
        vouchers=[],
        receipts=[],
        cash_opening_cents=None,
        bank_balance_cents=None,
    )
    target = tmp_path / "report.pdf"
    bare = replace(REPORT, statement=nothing, chapters=[], further=[], signatures=[], facts=[])
    write_report_pdf(target, bare)
    text = pdf_text(target)
    assert "Bestand am 31.12.2023 nicht berechenbar" in text
    assert "Keine Einträge." in text
    assert TEXT not in text
