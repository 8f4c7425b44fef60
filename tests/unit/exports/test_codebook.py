"""The codebook follows the declarations."""

from pathlib import Path

from exports.codebook import codebook_markdown, codebook_rows
from exports.codes import MISSING_CODES
from exports.columns import Missing
from exports.datasets import DATASETS

COMMITTED = Path(__file__).parents[3] / "docs" / "codebook.md"


def test_the_committed_codebook_equals_the_declarations():
    assert COMMITTED.read_text(encoding="utf-8") == codebook_markdown()


def test_every_declared_column_and_code_stands_in_the_codebook():
    text = codebook_markdown()
    for dataset in DATASETS:
        for column in dataset.columns:
            assert f"`{column.name}`" in text
            assert all(code.label_de in text and code.label_en in text for code in column.codes)


def test_every_missing_code_has_labels():
    assert [code.value for code in MISSING_CODES] == [code.value for code in Missing]


def test_a_column_is_one_row_of_the_codebook():
    rows = codebook_rows(DATASETS)
    assert len(rows) == sum(len(dataset.columns) for dataset in DATASETS)
    assert rows[0][:2] == ("persons", "pseudonym")
