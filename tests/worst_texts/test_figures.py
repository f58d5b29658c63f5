"""Reading pasted and CSV figures takes linear time."""

import pytest

from foundation.errors import Refusal
from meetings.figures.parsing.layout import guess_layout
from meetings.figures.parsing.parse_table import parse_table
from meetings.figures.parsing.read_rows import read_rows
from meetings.figures.parsing.source import read_pasted_text
from meetings.figures.parsing.text_file import MAX_CELLS
from tests.growth import grows_with_its_length

SIGNS = [";", "\t", ",", "|", '"', 'a;"', "1", "1 ", "1.", "  ", "1 234 567;", "(1;", '="1";', "-;", "5\u00b9;", "<;",
         "\u00c3\u00b8 ", "\n", "a;1\n", "Kilde: x;\na;1\n", "Anna Holm;1\n", "\u0345\u0301"]  # fmt: skip


def understood(text: str) -> object:
    try:
        sheet = read_pasted_text(text).sheets[0]
    except Refusal:
        return None
    return parse_table(read_rows(sheet, guess_layout(sheet)))


@pytest.mark.parametrize("sign", SIGNS)
@pytest.mark.parametrize("above", ["", "Klasse;Tal\n4.a;5\n"])
def test_repeated_characters(above, sign):
    assert grows_with_its_length(understood, lambda size: above + (sign * size)[:size], small=4_000)


def test_one_long_row_above_many_short_ones():
    assert grows_with_its_length(
        understood, lambda size: f"a;b\n{'1;' * round(size**0.5)}\n" + "a;1\n" * round(size**0.5), small=5_000
    )


def test_too_many_cells_are_refused():
    half = MAX_CELLS // 4
    with pytest.raises(Refusal, match="for mange rækker"):
        read_pasted_text("a;b\n" + "1;" * half + "\n" + "a;1\n" * half)
