"""Agendas in tables of various layouts: captions above, merged or repeated headers, times in several columns."""

import pytest
from docx.document import Document as WordDocument

from tests.meetings.template.importing.documents import table, text
from tests.meetings.template.importing.parsed_examples import docx, items, kept

AGENDA = text("Dagsorden", "Heading 1")
ROWS = [("9.00-9.15", "Velkomst"), ("9.15-10.00", "Data"), ("10.00-11.00", "Aftaler")]
READ = [("Velkomst", 15), ("Data", 45), ("Aftaler", 60)]


def spanned(*rows: tuple[str, ...], columns: int = 2):  # type: ignore[no-untyped-def]
    """Add a table in which the last cell of a row with fewer texts spans the rest of the row."""

    def add(document: WordDocument) -> None:
        made = document.add_table(rows=len(rows), cols=columns)
        for row, texts in zip(made.rows, rows, strict=True):
            if len(texts) < columns:
                row.cells[len(texts) - 1].merge(row.cells[-1])
            for index, words in enumerate(texts):
                row.cells[index].text = words

    return add


@pytest.mark.parametrize(
    "rows",
    [
        [("Program for dagen",), ("Tid", "Emne"), *ROWS],
        [("Dialogmøde",), ("Vi mødes i hallen",), ("Tid", "Emne"), *ROWS],
        [("Tid", "Emne"), ROWS[0], ("Tid", "Emne"), *ROWS[1:]],
        [("TID", "Emne"), ("Tid", "Emne"), *ROWS],
        [("Tid", "Emne"), ROWS[0], ("Formiddag",), *ROWS[1:]],
        [("Formiddag", ""), *ROWS],
    ],
    ids=["title", "two titles", "repeated", "twice", "part of the day", "part of the day in the first row"],
)
def test_rows_that_are_not_items(rows: list[tuple[str, ...]]) -> None:
    parsed = docx(AGENDA, spanned(*rows))
    assert items(parsed) == READ
    assert parsed.total_minutes == 120
    assert all(kept.in_item is None for kept in parsed.kept_as_text)


@pytest.mark.parametrize(
    "rows",
    [
        [("Start", "Varighed", "Emne"), ("9.00", "15", "Velkomst"), ("9.15", "45", "Data"), ("10.00", "60", "Aftaler")],
        [("Emne", "Kl.", "Min."), ("Velkomst", "9", "15"), ("Data", "9.15", "45"), ("Aftaler", "10.00", "1 time")],
        [("Fra", "Til", "Punkt"), ("9.00", "9.15", "Velkomst"), ("9.15", "10.00", "Data"), ("10", "11", "Aftaler")],
        [("Start kl.", "Slut", "Emne"), ("9", "9.15", "Velkomst"), ("9.15", "10", "Data"), ("10", "11", "Aftaler")],
        [("Tid", "Længde", "Emne"), ("9:00", "0:15", "Velkomst"), ("9:15", "45", "Data"), ("10:00", "1:00", "Aftaler")],
        [("9.00", "15 min", "Velkomst"), ("9.15", "45 min", "Data"), ("10.00", "60 min", "Aftaler")],
        [("9.00", "9.15", "Velkomst"), ("9.15", "10.00", "Data"), ("10.00", "11.00", "Aftaler")],
    ],
)  # fmt: skip
def test_start_end_and_length_each_in_a_column(rows: list[tuple[str, ...]]) -> None:
    parsed = docx(AGENDA, table(*rows))
    assert (items(parsed), kept(parsed)) == (READ, [])


@pytest.mark.parametrize(
    "rows",
    [
        [("Tid", "Emne"), ("15", "Velkomst"), ("45", "Data"), ("60", "Aftaler")],
        [("Tid (min.)", "Emne"), ("15", "Velkomst"), ("45", "Data"), ("60", "Aftaler")],
        [("Emne", "Antal minutter"), ("Velkomst", "15"), ("Data", "45"), ("Aftaler", "60")],
    ],
)
def test_plain_numbers_are_minutes(rows: list[tuple[str, ...]]) -> None:
    assert items(docx(AGENDA, table(*rows))) == READ


def test_a_merged_header_over_two_columns_with_headers() -> None:
    def add(document: WordDocument) -> None:
        table(("Tid", "", "Emne"), ("Start", "Slut", ""), ("9.00", "9.15", "Velkomst"), ("9.15", "10.00", "Data"))(
            document
        )
        cells = document.tables[-1].rows[0].cells
        cells[0].merge(cells[1])

    assert items(docx(AGENDA, add)) == READ[:2]


def test_a_length_cell_without_a_time_stays_text() -> None:
    parsed = docx(
        AGENDA, table(("Start", "Varighed", "Emne"), ("9.00", "efter behov", "Velkomst"), ("9.15", "45", "Data"))
    )
    assert items(parsed) == READ[:2]
    assert kept(parsed) == ["efter behov"]


def nested(*outer: str, inside: tuple[tuple[str, ...], ...], before: str = ""):  # type: ignore[no-untyped-def]
    """Add a table of labels, the last of which has a nested table beside it."""

    def add(document: WordDocument) -> None:
        made = document.add_table(rows=len(outer) // 2 + 1, cols=2)
        for index, words in enumerate(outer):
            made.rows[index // 2].cells[index % 2].text = words
        cell = made.rows[-1].cells[1]
        cell.text = before
        within = cell.add_table(rows=len(inside), cols=2)
        for row, texts in zip(within.rows, inside, strict=True):
            for one, words in zip(row.cells, texts, strict=True):
                one.text = words

    return add


def test_an_agenda_in_a_table_within_a_table() -> None:
    inside = (("Tid", "Emne"), *ROWS)
    form = nested("Formål", "At lære sammen.", "Dagsorden", inside=inside)
    parsed = docx(text("Dialogmøde", "Title"), form)
    assert (items(parsed), parsed.purpose, kept(parsed)) == (READ, "At lære sammen.", [])
    beside = docx(text("Dialogmøde", "Title"), nested("", "", "Til venstre", inside=inside, before="Se her"))
    assert items(beside) == READ
    assert kept(beside) == ["Til venstre", "Se her"]


def test_a_table_within_an_agendas_cell_is_text_of_its_item() -> None:
    def add(document: WordDocument) -> None:
        table(("Tid", "Emne"), *ROWS)(document)
        inner = document.tables[-1].rows[2].cells[1].add_table(rows=1, cols=2)
        inner.rows[0].cells[0].text, inner.rows[0].cells[1].text = "Lederen", "fremlægger"

    parsed = docx(AGENDA, add)
    assert items(parsed) == READ
    assert [part.text for part in parsed.items[1].parts] == ["Lederen", "fremlægger"]


@pytest.mark.parametrize("level", ["Heading 2", "Heading 3", None])
@pytest.mark.parametrize("names", [("Formiddag", "Eftermiddag"), ("Før frokost", "Efter frokost"), ("Del 1", "Del 2")])
def test_two_tables_with_a_heading_above_each(level: str | None, names: tuple[str, str]) -> None:
    head, first, second, third = ("Tid", "Emne"), *ROWS
    parsed = docx(AGENDA, text(names[0], level), table(head, first), text(names[1], level), table(head, second, third))
    assert items(parsed) == READ
    assert [(kept.text, kept.in_item) for kept in parsed.kept_as_text] == [(name, None) for name in names]


def test_headings_between_numbered_items_belong_to_no_item() -> None:
    parsed = docx(
        AGENDA, text("Formiddag", "Heading 2"), text("Velkomst, 15 min", "List Number"),
        text("Data, 45 min", "List Number"), text("Eftermiddag", "Heading 2"), text("Aftaler, 60 min", "List Number"),
    )  # fmt: skip
    assert items(parsed) == READ
    assert [(kept.text, kept.in_item) for kept in parsed.kept_as_text] == [("Formiddag", None), ("Eftermiddag", None)]
