"""Every word of a document is in the result: in a field of its own or in the kept text."""

import dataclasses
from collections.abc import Iterator

import pytest
from hypothesis import given as given_any
from hypothesis import settings
from hypothesis import strategies as st

from meetings.template.importing import ParsedTemplate, parse_document, read_document
from meetings.template.importing.lines import Cell, LinePlace, Marker, TextLine, number_lines
from meetings.template.importing.refusals import NoAgenda
from meetings.template.importing.report import words_of
from tests.meetings.template.importing.documents import WHOLE_MD, given, whole_word

# A list "a, b og c" becomes three entries, without the word between them.
BETWEEN = {"og", "samt"}


def strings(value: object) -> Iterator[str]:
    """All strings in a result, at any depth."""
    if isinstance(value, str):
        yield value
    elif dataclasses.is_dataclass(value):
        for field in dataclasses.fields(value):
            if field.name not in {"report", "persons", "where"}:
                yield from strings(getattr(value, field.name))
    elif isinstance(value, list):
        for one in value:
            yield from strings(one)


def dropped(lines: list[TextLine], parsed: ParsedTemplate) -> list[str]:
    """Return the lines with a word that is nowhere in the result."""
    found = set(words_of(" ".join(strings(parsed)))) | BETWEEN
    told = [line for line in lines if not line.place.is_left_out]
    return [line.text for line in told if set(words_of(line.text)) - found]


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (WHOLE_MD.encode(), "skabelon.md"),
        (whole_word(), "skabelon.docx"),
        *[(path.read_bytes(), path.name) for path in given()],
    ],
)
def test_nothing_of_whole_templates_is_dropped(data: bytes, name: str) -> None:
    lines = read_document(data, name)
    assert dropped(lines, parse_document(lines)) == []


# Typical lines of templates.
TEMPLATES_SAY = """
Formål
Formål:
Deltagere
Deltagere: ledelsen og en konsulent
Forberedelse
Dagsorden
Dagsorden (kl. 9-12)
Program
Efter mødet
Opfølgning
Årets fokus
Obligatoriske data
Perspektiver
Rammer
Varighed: 2 timer
Ansvarlig: Lederen
Mødet bidrager til:
Praktisk
Tid
Punkt
Indhold
I alt 3 timer
I alt
Pause
Frokost 30 min
9.00-9.45
9.00 Velkomst
10.00
kl. 10-11 Data
45 min
(15 min)
Tid: 20 min
15.00 Tak for i dag
Hvad ser vi? Og hvad nu?
Spørgsmål: Hvem? Hvor?
Formål: At se alle børn i øjnene hver eneste dag i året
Særskilt for skoleområdet:
Kun for dagtilbud: leg
For skoler: Hvad viser prøverne?
Skolerne medbringer fraværsdata og karakterer.
På skoleområdet er der fastlagte data, der skal behandles:
fraværsdata, trivselsmåling og APV
Skoler: test, trivsel
Børnene eks. tegninger, ord
Medarbejderne (APV)
Forældre
Der er særligt fokus på følgende emner
Konkrete aftaler
Indledende møde med konsulent (1 time)
Hel dag for ledelsen
Evt. bestyrelsesformand
Kan deltage:
ledelsesteam samt konsulent
Mødet varer tre timer.
Skoleåret 2026/2027
Lena Mørk
Velkomst. Chefen siger noget langt om dagen og om alt det andet, vi skal nå i dag. 10 min
"""
SAID = st.sampled_from(TEMPLATES_SAY.strip().splitlines())
WORDS = st.text(alphabet="abcdeæøå ?.,:()–0123456789", min_size=1, max_size=30).filter(lambda text: text.strip())


@st.composite
def documents(draw: st.DrawFn) -> list[TextLine]:
    """Lines in any order, of any kind, some of them in tables."""
    lines = []
    for index in range(draw(st.integers(1, 14))):
        words = " ".join(draw(st.one_of(SAID, SAID, WORDS, st.tuples(SAID, WORDS).map(" ".join))).split())
        cell = draw(
            st.one_of(st.none(), st.none(), st.builds(Cell, st.integers(0, 1), st.integers(0, 3), st.integers(0, 2)))
        )
        lines.append(
            TextLine(
                f"{words} ord{index}" if draw(st.booleans()) else words,
                heading=draw(st.sampled_from([0, 0, 0, 1, 2, 3])),
                marker=draw(st.sampled_from([Marker.NONE, Marker.NONE, Marker.BULLET, Marker.NUMBER])),
                depth=draw(st.integers(0, 1)),
                label=draw(st.sampled_from(["", "", "1.", "–"])),
                ordinal=draw(st.integers(0, 3)),
                bold=draw(st.booleans()),
                place=draw(st.sampled_from([LinePlace.BODY] * 8 + list(LinePlace))),
                cell=cell,
                continues=draw(st.booleans()),
            )
        )
    return number_lines([TextLine("Dagsorden", heading=1), TextLine("Status, 10 min", marker=Marker.NUMBER), *lines])


@settings(max_examples=150, deadline=None)
@given_any(documents())
def test_nothing_of_any_document_is_dropped(lines: list[TextLine]) -> None:
    try:
        parsed = parse_document(lines)
    except NoAgenda:
        return
    assert dropped(lines, parsed) == []


@settings(max_examples=60, deadline=None)
@given_any(documents())
def test_every_line_is_in_the_report_once_with_its_meaning(lines: list[TextLine]) -> None:
    try:
        parsed = parse_document(lines)
    except NoAgenda:
        return
    assert [entry.line.number for entry in parsed.report] == [line.number for line in lines]
    for entry in parsed.report:
        assert entry.findings or not words_of(entry.line.text), entry


@settings(max_examples=60, deadline=None)
@given_any(st.lists(st.one_of(SAID, WORDS), min_size=1, max_size=15))
def test_nothing_of_any_text_file_is_dropped(rows: list[str]) -> None:
    lines = read_document(("Dagsorden\n1. Status, 10 min\n" + "\n".join(rows)).encode(), "skabelon.txt")
    parsed = parse_document(lines)
    found = set(words_of(" ".join(strings(parsed)))) | BETWEEN
    markers = {str(number) for number in range(100)} | set("abcdefgh") | {"punkt", "ad", "pkt"}
    assert not set(words_of(" ".join(rows))) - found - markers
