"""Names of persons are removed from brackets and replaced in sentences."""

import pytest

from meetings.template.document.redact_names import redact_names
from meetings.template.importing.lines import TextLine


@pytest.mark.parametrize(
    ("text", "names", "expected"),
    [
        ("konsulenter (Ina og Lena) og evt. andre", ["Ina", "Lena"], "konsulenter og evt. andre"),
        ("konsulenter (Ina og Lena)", ["Ina"], "konsulenter ([navn] og Lena)"),
        ("Lena Mørk fremlægger Lenas tal", ["Lena Mørk", "Lena"], "[navn] fremlægger [navn] tal"),
        ("skriv til ina.holm@example.dk", ["ina.holm@example.dk"], "skriv til [navn]"),
        ("Inatriklassen (a, b)", ["Ina"], "Inatriklassen (a, b)"),
        ("Punktum. (Ina)", ["Ina"], "Punktum."),
    ],
)
def test_names_are_removed_or_replaced(text, names, expected):
    assert [line.text for line in redact_names([TextLine(text)], names)] == [expected]


def test_lines_without_the_names_are_unchanged():
    line = TextLine("Velkomst", heading=2, number=4)
    assert redact_names([line], ["Ina"]) == [line]
