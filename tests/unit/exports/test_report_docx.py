"""The Word paper of a report: the same figures, real headings, and texts that stay texts."""

from dataclasses import replace
from itertools import pairwise
from typing import Any

import docx
import pytest

from exports.report_docx import write_report_docx
from exports.report_words import money
from exports.text import TextRefused
from tests.unit.exports.sample_report import ADDRESS, REPORT, STATEMENT, totals, with_text

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    target = tmp_path_factory.mktemp("docx") / "report.docx"
    write_report_docx(target, REPORT)
    return target


@pytest.fixture(scope="module")
def document(written) -> Any:
    return docx.Document(str(written))


def said(element):
    return "".join(part.text or "" for part in element.iter(f"{WORD}t"))


def rows(table):
    """The rows of a table as texts; a cell over several columns is one."""
    return [[said(cell) for cell in row.tc_lst] for row in table._tbl.tr_lst]


def euros(*cents: Any):
    return [money(one, "de") for one in cents]


def test_the_statement_says_the_same_to_the_cent(document):
    income, expenditure, cash, *_others = (rows(table) for table in document.tables)
    sums = totals()
    assert [row[1] for row in income[1:]] == euros(
        *sums.income_by_kind_cents.values(), sums.income_cents
    )
    assert expenditure[-1] == [
        "Summe der Ausgaben",
        *euros(
            sums.planned_total_cents,
            sums.planned_year_cents,
            sums.spent_before_cents,
            sums.spent_year_cents,
            sums.spent_cumulated_cents,
            sums.remaining_cents,
        ),
    ]
    assert [row[1] for row in cash[1:]] == euros(
        STATEMENT.cash_opening_cents,
        sums.income_cents,
        sums.spent_year_cents,
        sums.cash_cents,
        STATEMENT.bank_balance_cents,
        sums.bank_difference_cents,
    )


def test_the_chapter_has_its_table_with_sums_shares_and_days(document):
    table = next(one for one in document.tables if rows(one)[0][0] == "Quartal")
    assert rows(table)[1:] == [
        ["I", "12", "9", "75,0\u00a0%", "31.03.2023"],
        ["II", "12", "weniger als 3", "–", "–"],
        ["III", "1.200", "1.234", "102,8\u00a0%", "30.09.2023"],
        ["Summe", "1.224", "1.243", "", ""],
    ]
    (head, *others) = table._tbl.tr_lst
    assert head.trPr.find(f"{WORD}tblHeader") is not None
    assert all(row.trPr.find(f"{WORD}tblHeader") is None for row in others)


def test_headings_are_styles_and_leave_no_level_out(document):
    headings = [
        (one.style.name, one.text)
        for one in document.paragraphs
        if one.style.name.startswith("Heading")
    ]
    assert ("Heading 1", "Zahlenmäßiger Nachweis") in headings
    assert ("Heading 2", "1. Teilnehmende") in headings
    assert ("Heading 3", "0812 Honorare") in headings
    levels = [int(name[-1]) for name, _text in headings]
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_language_title_and_page_are_set(document):
    properties = document.core_properties
    assert (properties.title, properties.language) == (REPORT.title, "de-DE")
    (language,) = document.styles.element.xpath("w:docDefaults//w:lang")
    assert language.get(f"{WORD}val") == "de-DE"
    assert {round(one.page_width.mm) for one in document.sections} == {210}
    assert all("ENTWURF" in one.header.paragraphs[0].text for one in document.sections)


def test_a_chart_is_a_picture_with_words(document):
    (shape,) = document.inline_shapes
    assert shape._inline.docPr.get("descr") == "Linien: Plan 36, erreicht 19,5."
    captions = [one.text for one in document.paragraphs if one.style.name == "Caption"]
    assert captions == ["Tabelle 1: Aufnahmen gegen Plan", "Abbildung 1: Aufnahmen kumuliert"]


def test_cells_lead_to_the_rows_behind_them(document):
    links = {
        said(one): document.part.rels[one.get(one.keys()[0])].target_ref
        for one in document.element.body.iter(f"{WORD}hyperlink")
    }
    assert links == {
        money(STATEMENT.positions[0].spent_year_cents, "de"): f"{ADDRESS}spent:0811",
        money(totals().cash_cents, "de"): f"{ADDRESS}cash",
        "9": f"{ADDRESS}admissions?q=1&x=2",
        "1.243": f"{ADDRESS}admissions",
    }


def test_the_same_report_gives_the_same_bytes(written, tmp_path):
    again = tmp_path / "again.docx"
    write_report_docx(again, REPORT)
    assert again.read_bytes() == written.read_bytes()


@pytest.mark.parametrize(
    "text",
    [
        '<w:p/> &amp; "q" {{ x }} {% y %} _x0041_ </w:t>\n#set $x$',
        "👍🏽 中文 \u202eא",
        "Q" * 50_000,
    ],
)
def test_texts_come_back_as_they_were_written(tmp_path, text):
    (position, *others) = STATEMENT.positions
    statement = replace(STATEMENT, positions=[replace(position, label=text[:200]), *others])
    target = tmp_path / "report.docx"
    write_report_docx(target, with_text(text, statement=statement, title=text[:300]))
    read = docx.Document(str(target))
    assert text in [one.text for one in read.paragraphs]
    assert rows(read.tables[1])[1][1] == text[:200].replace("\n", "")


def test_control_characters_are_refused_and_nothing_is_written(tmp_path):
    with pytest.raises(TextRefused):
        write_report_docx(tmp_path / "report.docx", with_text("a\x00b"))
    assert list(tmp_path.iterdir()) == []
