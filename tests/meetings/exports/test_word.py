"""The Word document: headings, tables, pictures and the language as Word knows them."""

import io
from dataclasses import replace
from datetime import UTC

import pytest
from django.utils import timezone
from docx import Document as open_word
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st

from meetings.exports.content.document import Heading, Listing, Paragraph
from meetings.exports.content.minutes import MinutesSource, minutes_document
from meetings.exports.content.texts import from_notation
from meetings.exports.enums import USUAL_PARTS, MinutesPart
from meetings.exports.word.make_word import make_word
from tests.meetings.exports.scene import PERSON, PLACE, approved_with_evidence, record_of
from tests.meetings.exports.test_pdf import bare


def opened(content: bytes):
    return open_word(io.BytesIO(content))


def word_of(scene, parts=USUAL_PARTS):
    return opened(make_word(minutes_document(MinutesSource(record_of(scene), parts, None), made_at=timezone.now())))


@pytest.fixture
def scene(db):
    return approved_with_evidence()


def test_headings_tables_and_language_are_those_of_word(scene) -> None:
    word = word_of(scene)
    record = record_of(scene)
    headings = [one.text for one in word.paragraphs if one.style.name == "Heading 1"]
    assert "Deltagere" in headings and f"1. {record.text.sections[0].title}" in headings
    assert [one.text for one in word.paragraphs if one.style.name == "Title"] == ["Referat af dialogmødet 2026/2027"]
    language = word.styles.element.find(f".//{qn('w:rPrDefault')}//{qn('w:lang')}")
    assert language.get(qn("w:val")) == "da-DK" and word.core_properties.language == "da-DK"
    assert word.core_properties.title == "Referat af dialogmødet 2026/2027"
    assert all(table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None for table in word.tables)
    assert ["Navn", "Rolle", "Fremmøde"] in [[cell.text for cell in table.rows[0].cells] for table in word.tables]


def test_figures_are_pictures_with_a_text_alternative_and_their_numbers_a_table(scene) -> None:
    word = word_of(scene)
    alternatives = [one.get("descr") for one in word.element.iter(qn("wp:docPr"))]
    assert any("Ikke vist" in one for one in alternatives) and PLACE in alternatives and PERSON not in alternatives
    assert any([cell.text for cell in row.cells] == ["4.a", "21"] for table in word.tables for row in table.rows)
    people = word_of(scene, frozenset(MinutesPart))
    assert PERSON in [one.get("descr") for one in people.element.iter(qn("wp:docPr"))]


def test_bold_links_and_lists_of_the_notation_are_those_of_word() -> None:
    blocks = from_notation("Vi **holder fast** i [siden](https://example.dk/a)\n\n- æble\n- pære\n\n1. først\n2. så")
    assert [type(block) for block in blocks] == [Paragraph, Listing, Listing]
    document = bare("x")
    word = opened(make_word(replace(document, blocks=(*document.blocks, Heading("Lister"), *blocks, *blocks))))
    assert [run.text for one in word.paragraphs for run in one.runs if run.bold].count("holder fast") == 2
    links = [one for one in word.part.rels.values() if one.is_external]
    assert {one.target_ref for one in links} == {"https://example.dk/a"}
    numbered = [one for one in word.paragraphs if one.style.name == "List Number"]
    numberings = [one._element.pPr.numPr.numId.val for one in numbered]
    assert numberings[0] == numberings[1] != numberings[2]  # each list counts from one


def test_the_foot_has_page_numbers_that_word_computes() -> None:
    foot = opened(make_word(bare("x"))).sections[0].footer.paragraphs[0]
    assert [one.text.strip() for one in foot._element.iter(qn("w:instrText"))] == ["PAGE", "NUMPAGES"]
    assert foot.text.startswith("Referat x · Kontrolnummer: 1234\tSide 1 af 1")


def test_the_word_file_is_of_the_moment_when_it_was_made() -> None:
    document = bare("x")
    made = opened(make_word(document)).core_properties.created.replace(tzinfo=UTC)
    assert abs((made - document.made_at).total_seconds()) < 2


@settings(max_examples=60)
@given(st.lists(st.text(max_size=60), min_size=1, max_size=3))
def test_any_text_can_be_exported(texts: list[str]) -> None:
    assert opened(make_word(bare(*texts))).tables
