"""Small input files beside the project, if available; other tests build documents of the same kinds in code."""

from meetings.template.importing import parse_document, read_document
from tests.meetings.template.importing.documents import GIVEN
from tests.meetings.template.importing.parsed_examples import items

INPUTS = GIVEN.parent / "inputs"
SHORT = [("Trivsel", 30), ("Aftaler", 20)]
MEETING = [("Velkomst", 15), ("Data", 45), ("Indsatser", 45), ("Aftaler", 15)]
RIGHT = {
    "01-superscript-clock.docx": [("Velkomst og rammer", 45), ("Elevernes trivsel", 45), ("Aftaler", 30)],
    "02-arrow-symbol.docx": [("Velkomst", 45), ("Trivsel", 45), ("Aftaler", 30)],
    "03-dash-signs.md": [("Velkomst", 45), ("Trivsel", 45), ("Indsatser", 30), ("Aftaler", 30)],
    "04-drop-cap.docx": SHORT,
    "05-dangling-picture-relation.docx": SHORT,
    "05b-internal-link-relation.docx": SHORT,
    "06-hidden-text.docx": SHORT,
    "07-struck-through.docx": SHORT,
    "07b-struck-through.md": [("Velkomst", 10), ("Data", 60)],
    "08-placeholder-control.docx": SHORT,
    "09-legacy-dropdown.docx": [("Trivsel", 30)],
    "10-wordart-title.docx": SHORT,
    "11-start-and-duration-columns.docx": [("Velkomst", 10), ("Data", 60), ("Aftaler", 20)],
    "12-til-ca.md": [("Velkomst", 15), ("Data", 45), ("Trivsel", 60)],
    "13-nested-agenda-table.docx": MEETING,
    "14-title-row-above-header.docx": [("Velkomst", 15), ("Data", 45), ("Aftaler", 60)],
    "16-two-tables-under-subheadings.docx": MEETING,
    "17-altchunk-html.docx": SHORT,
    "18-deleted-row-mark.docx": [("Data", 60), ("Aftaler", 20)],
}


def test_public_inputs_give_the_expected_values() -> None:
    at_hand = [name for name in RIGHT if (INPUTS / name).exists()]
    read = {name: items(parse_document(read_document((INPUTS / name).read_bytes(), name))) for name in at_hand}
    assert read == {name: RIGHT[name] for name in at_hand}
