"""Markdown and plain text give the same lines as Word and lose no text."""

import pytest

from meetings.template.importing import read_document
from meetings.template.importing.lines import LinePlace, Marker, TextLine
from meetings.template.importing.refusals import NotADocument
from tests.meetings.template.importing.documents import WHOLE_MD, given, whole_word


def md(text: str) -> list[TextLine]:
    return read_document(text.encode(), "skabelon.md")


def txt(text: str) -> list[TextLine]:
    return read_document(text.encode(), "skabelon.txt")


def texts(lines: list[TextLine]) -> list[str]:
    return [line.as_written for line in lines]


def test_word_and_markdown_give_the_same_lines() -> None:
    assert md(WHOLE_MD) == read_document(whole_word(), "skabelon.docx")


def test_the_given_document_is_the_same_in_both_forms() -> None:
    read = [read_document(path.read_bytes(), path.name) for path in given()]
    assert all(lines == read[0] for lines in read)


def test_headings_lists_numbers_and_emphasis() -> None:
    lines = md("# Titel\n\n- en **vigtig** ting\n  1. inde i\n\n2) anden\n3) tredje\n\n**Fed linje**\n")
    assert [(line.text, line.heading, line.marker, line.depth, line.ordinal, line.bold) for line in lines] == [
        ("Titel", 1, Marker.NONE, 0, 0, False),
        ("en vigtig ting", 0, Marker.BULLET, 0, 0, False),
        ("inde i", 0, Marker.NUMBER, 1, 1, False),
        ("anden", 0, Marker.NUMBER, 0, 2, False),
        ("tredje", 0, Marker.NUMBER, 0, 3, False),
        ("Fed linje", 0, Marker.NONE, 0, 0, True),
    ]


def test_wrapped_lines_are_joined_and_intended_breaks_are_kept() -> None:
    wrapped = (
        "Vi mødes en gang om året for at se på børnenes hverdag og de data\nder fortæller om den.\n\n"
        "Kort linje\nNy linje\n"
    )
    assert texts(md(wrapped)) == [
        "Vi mødes en gang om året for at se på børnenes hverdag og de data der fortæller om den.",
        "Kort linje",
        "Ny linje",
    ]
    assert texts(txt(wrapped)) == texts(md(wrapped))


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("Se [vejledningen](https://solby.example/v).", ["Se vejledningen (https://solby.example/v)."]),
        ("[vej]: https://solby.example/v", ["[vej]: https://solby.example/v"]),
        ("[^1]: Fodnote", ["[^1]: Fodnote"]),
        ("<!-- husk -->\n\ntekst <b>fed</b>", ["husk", "tekst <b>fed</b>"]),
        ("![Årshjul](hjul.png)", ["Årshjul (hjul.png)"]),
        ("> et citat\n\n```\nkode\n```\n\n    indrykket", ["et citat", "kode", "indrykket"]),
        ("3. marts holder vi møde", ["3. marts holder vi møde"]),
        ("1986. Et godt år", ["1986. Et godt år"]),
        ("første<br>anden", ["første", "anden"]),
        ("a &amp; b \\* c", ["a & b * c"]),
    ],
)
def test_no_markup_is_dropped(source: str, expected: list[str]) -> None:
    assert texts(md(source)) == expected


def test_front_matter_is_kept_apart() -> None:
    lines = md("---\ntitle: Årets skabelon\ntype: dialog\n---\n\nTekst\n")
    assert [(line.text, line.place) for line in lines] == [
        ("title: Årets skabelon", LinePlace.FRONT_MATTER),
        ("type: dialog", LinePlace.FRONT_MATTER),
        ("Tekst", LinePlace.BODY),
    ]


def test_a_table_keeps_rows_and_columns_also_with_breaks_in_a_cell() -> None:
    lines = md("| Tid | Emne |\n|---|---|\n| 9.00 | Data<br>Trivsel |\n")
    assert [(line.text, line.cell.row, line.cell.column) for line in lines if line.cell] == [
        ("Tid", 0, 0),
        ("Emne", 0, 1),
        ("9.00", 1, 0),
        ("Data", 1, 1),
        ("Trivsel", 1, 1),
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_danish_letters_in_every_encoding(encoding: str) -> None:
    data = "Formål: børnenes læring på Ærø".encode(encoding)
    assert texts(read_document(data, "skabelon.txt")) == ["Formål: børnenes læring på Ærø"]


@pytest.mark.parametrize("data", [b"\x00\x01\x02program", bytes(range(1, 31)) * 40, b"\xff\xfe\x00"])
def test_binary_data_is_refused(data: bytes) -> None:
    with pytest.raises(NotADocument):
        read_document(data, "skabelon.md")


def test_typed_lists_in_plain_text() -> None:
    lines = txt("Dagsorden\n1. Status\n  a) tal\n– streg\nPunkt 2: Fremtid\nAd 3. Slut\n")
    assert [(line.label, line.text, line.marker) for line in lines] == [
        ("", "Dagsorden", Marker.NONE),
        ("1.", "Status", Marker.NUMBER),
        ("a)", "tal", Marker.NUMBER),
        ("–", "streg", Marker.BULLET),
        ("Punkt 2:", "Fremtid", Marker.NUMBER),
        ("Ad 3.", "Slut", Marker.NUMBER),
    ]
