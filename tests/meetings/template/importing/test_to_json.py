"""The object that the command prints has the specified keys and JSON values."""

import json

from meetings.template.importing import parse_document, read_document, to_json
from tests.meetings.template.importing.documents import WHOLE_MD

KEYS = [
    "title", "total_minutes", "items", "required_data", "perspectives", "focus", "participants", "preparation",
    "follow_up", "kept_as_text", "persons",
]  # fmt: skip


def test_an_imported_template_is_written_as_json() -> None:
    printed = to_json(parse_document(read_document(WHOLE_MD.encode(), "skabelon.md")))
    assert list(printed) == KEYS
    assert json.loads(json.dumps(printed)) == printed
    assert printed["items"][3] == {
        "title": "Afrunding",
        "minutes": 30,
        "applies_to": "all",
        "questions": ["Hvad tager vi med os?", "Hvad skal vi justere på?"],
    }
    assert printed["required_data"]["daycare"] == []
    assert len(printed["required_data"]["school"]) == 3
    assert [topic["applies_to"] for topic in printed["focus"]] == ["all", "all", "all", "school"]
    assert printed["persons"] == ["Tanita", "Yrsa"]
    assert [step["kind"] for step in printed["preparation"]] == ["initial", "full_day"]
    assert set(printed["kept_as_text"][0]) == {"where", "text", "line"}


def test_data_for_all_is_in_both_lists() -> None:
    source = "# Dagsorden\n\n1. Status, 10 min\n\n## Obligatoriske data\n\n- Sygefravær\n- Skoler: test\n"
    printed = to_json(parse_document(read_document(source.encode(), "skabelon.md")))
    assert printed["required_data"] == {"school": ["Sygefravær", "test"], "daycare": ["Sygefravær"]}
