"""The report gives the meaning of each line, for the preview."""

from django.utils import translation

from meetings.template.importing import parse_document, read_document
from meetings.template.importing.report import Meaning
from tests.meetings.template.importing.documents import WHOLE_MD


def test_each_line_has_its_meaning() -> None:
    parsed = parse_document(read_document(WHOLE_MD.encode(), "skabelon.md"))
    became = {entry.line.text[:20]: [finding.meaning for finding in entry.findings] for entry in parsed.report}
    assert became["Skabelon for årets d"] == [Meaning.TITLE]
    assert became["Hyppighed: 1 gang år"] == [Meaning.HEADING, Meaning.FREQUENCY, Meaning.LENGTH, Meaning.SCHOOL_YEAR]
    assert became["Arbejdet med målene "] == [Meaning.ITEM, Meaning.MINUTES]
    assert became["Konkrete aftaler"] == [Meaning.OUTCOME]
    assert became["Derudover vil lederf"] == [Meaning.KEPT]
    assert became["Derefter holdes et h"] == [Meaning.PREPARATION, Meaning.PERSON, Meaning.PERSON]
    assert [entry.line.text.split()[0] for entry in parsed.report if entry.is_kept] == ["Derudover"]


def test_a_line_is_under_its_heading_or_item() -> None:
    parsed = parse_document(read_document(WHOLE_MD.encode(), "skabelon.md"))
    where = {entry.line.text: entry.where for entry in parsed.report}
    assert where["At gøre praksis synlig"] == "Mødet bidrager til:"
    assert where["Konkrete aftaler"] == "Afrunding"


def test_an_item_without_time_is_reported() -> None:
    parsed = parse_document(read_document(b"# Dagsorden\n\n1. Status, 10 min\n2. Eventuelt\n", "skabelon.md"))
    assert [finding.meaning for finding in parsed.report[2].findings] == [Meaning.ITEM, Meaning.NO_MINUTES]


def test_every_meaning_has_a_danish_label() -> None:
    with translation.override("en"):
        english = {meaning: meaning.label for meaning in Meaning}
    with translation.override("da"):
        danish = {meaning: meaning.label for meaning in Meaning}
    assert all(danish.values())
    assert not [meaning for meaning in Meaning if danish[meaning] == english[meaning]]
