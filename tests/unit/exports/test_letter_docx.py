"""A letter as a file says what was written, character by character."""

from __future__ import annotations

import io

from docx import Document

from exports.letter_docx import LetterFile, letter_docx

LETTER = LetterFile(
    sender="Jobcenter",
    recipient=["Bundesministerium", "10117 Berlin"],
    day="30.06.2024",
    reference="",
    subject="Mitteilung {{ 7 * 7 }}",
    paragraphs=[
        ("Sachverhalt", True),
        ("Zeile eins\nZeile <zwei> & {% raw %}", False),
        ("Ende\x07.", False),
    ],
    mark="Entwurf",
    language="de",
)


def test_text_of_people_is_never_read_as_a_template_or_as_markup() -> None:
    document = Document(io.BytesIO(letter_docx(LETTER)))
    assert [one.text for one in document.paragraphs] == [
        "Entwurf",
        "Jobcenter",
        "Bundesministerium\n10117 Berlin",
        "30.06.2024",
        "Mitteilung {{ 7 * 7 }}",
        "Sachverhalt",
        "Zeile eins\nZeile <zwei> & {% raw %}",
        "Ende.",
    ]
    styles = {one.text: one.style.name for one in document.paragraphs if one.style}
    assert styles["Sachverhalt"] == "Heading 2"
    assert document.core_properties.author == "Jobcenter"
    assert document.core_properties.language == "de-DE"
