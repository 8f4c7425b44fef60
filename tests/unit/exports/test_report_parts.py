"""Parts of the papers of a report: how figures are written, how wide columns are, what is drawn."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exports.report import Chart, Head, Series, Table
from exports.report_charts import draw
from exports.report_grid import LANDSCAPE, PORTRAIT, Grid, widths
from exports.report_paper import paragraphs_of
from exports.report_words import written
from exports.text import TextRefused
from tests.unit.exports.sample_report import ADMISSIONS, COURSE


@pytest.mark.parametrize(
    ("value", "kind", "german", "english"),
    [
        (123_456_789, "money", "1.234.567,89\u00a0€", "€1,234,567.89"),
        (-5, "money", "\u22120,05\u00a0€", "\u2212€0.05"),
        (0, "money", "0,00\u00a0€", "€0.00"),
        (1_234, "number", "1.234", "1,234"),
        (-2.5, "number", "\u22123", "\u22123"),
        (0.12345, "share", "12,3\u00a0%", "12.3\u00a0%"),
        (0.0005, "share", "0,1\u00a0%", "0.1\u00a0%"),
        (date(2023, 3, 9), "day", "09.03.2023", "09\u00a0Mar\u00a02023"),
        (None, "money", "–", "–"),
        ("weniger als 3", "number", "weniger als 3", "weniger als 3"),
    ],
)
def test_values_are_written_as_people_of_the_language_write_them(value, kind, german, english):
    assert written(value, kind, "de") == german
    assert written(value, kind, "en") == english


def test_paragraphs_end_at_empty_lines():
    assert paragraphs_of("a\nb\n\n \n\nc\n") == [["a", "b"], ["c"]]
    assert paragraphs_of(" \n\n") == []


TEXTS = st.text("ab ", max_size=80)


@given(
    st.lists(
        st.one_of(
            st.tuples(st.just("text"), TEXTS),
            st.tuples(st.just("money"), st.integers(-(10**14), 10**14)),
        ),
        min_size=1,
        max_size=20,
    )
)
def test_columns_never_leave_the_page(cells):
    heads = [Head(label=f"Spalte {at}", kind=kind) for at, (kind, _value) in enumerate(cells)]
    table = Table(key="x", title="x", heads=heads, rows=[[value for _kind, value in cells]])
    for available in (PORTRAIT, LANDSCAPE):
        columns, scale = widths(Grid(table, "de").measures(), available)
        assert sum(columns) <= available + 0.001
        assert min(columns) > 0
        assert 0.5 <= scale <= 1


def test_an_amount_has_room_for_all_its_digits():
    heads = [Head(label="Text"), *(Head(label="x", kind="money") for _ in range(6))]
    table = Table(key="x", title="x", heads=heads, rows=[["Wort " * 50, *[123_456_789_00] * 6]])
    columns, scale = widths(Grid(table, "de").measures(), LANDSCAPE)
    assert 0.85 <= scale <= 1
    assert min(columns[1:]) / scale > len("123.456.789,00 €")


def test_the_word_of_the_sums_reaches_to_the_first_sum():
    assert Grid(ADMISSIONS, "de").total_span == 1
    assert Grid(replace(ADMISSIONS, total=""), "de").total_span == 0
    unsummed = [replace(head, is_summed=False) for head in ADMISSIONS.heads]
    assert Grid(replace(ADMISSIONS, heads=unsummed), "de").total_span == 5


@pytest.mark.parametrize("form", ["svg", "png"])
def test_a_drawing_has_the_same_bytes_each_time(form):
    bars = replace(COURSE, kind="bars")
    for chart in (COURSE, bars):
        assert draw(chart, "de", form) == draw(chart, "de", form)
    assert draw(COURSE, "de", form) != draw(bars, "de", form)


def test_a_drawing_is_told_apart_without_colour():
    picture = draw(COURSE, "de", "svg").decode()
    assert picture.count("stroke-dasharray") >= 2
    colours = {part[:7] for part in picture.split("#")[1:] if len(part) > 6}
    greys = {one for one in colours if one[0:2] == one[2:4] == one[4:6]}
    assert {one for one in colours if all(c in "0123456789abcdef" for c in one[:6])} == greys


@pytest.mark.parametrize("kind", ["lines", "bars"])
@pytest.mark.parametrize(
    ("ticks", "series"),
    [
        ([], []),
        (["a"], [Series(name="n", values=[None])]),
        (["$a$ <b>"] * 40, [Series(name=f"$x_{n}$ 👍 & {'w' * 99}", values=[-1.5 + n] * 40)
                           for n in range(6)]),
    ],
)  # fmt: skip
def test_every_chart_can_be_drawn(kind, ticks, series):
    chart = Chart(
        key="x", title="x", kind=kind, ticks=ticks, series=series, unit="€", alternative="x"
    )
    assert draw(chart, "en", "svg").rstrip().endswith(b"</svg>")


def test_control_characters_are_refused_in_a_drawing_too():
    with pytest.raises(TextRefused):
        draw(replace(COURSE, unit="a\x00"), "de", "svg")
