from media.kinds.enums import MediaKind
from meetings.evidence.body import (
    PlacedFile,
    answers_in,
    files_in,
    plain_text,
    with_answers,
    with_caption,
    with_file,
    without_file,
)
from meetings.evidence.enums import EvidenceKind
from meetings.evidence.kind_specs import spec_of

STORY = spec_of(EvidenceKind.PRACTICE_NARRATIVE)
PHOTOS = spec_of(EvidenceKind.PHOTOS)


def test_words_in_and_out():
    raw = with_answers([], STORY, {"situation": " Regn ", "action": ""})
    assert answers_in(raw, STORY) == {"situation": "Regn", "action": "", "effect": "", "learning": ""}
    assert with_answers(raw, STORY, {"situation": "  "}) == []


def test_plain_text_of_photos():
    raw = with_answers([], PHOTOS, {"text": "Et vandhul"})
    assert raw[0]["value"] == "Et vandhul"
    assert answers_in(raw, PHOTOS) == {"text": "Et vandhul"}
    assert plain_text(raw) == "Et vandhul"


def test_the_block_keeps_its_id_when_the_words_change():
    raw = with_answers([], STORY, {"situation": "Regn"})
    assert with_answers(raw, STORY, {"situation": "Sol"})[0]["id"] == raw[0]["id"]


def test_files_once_and_in_order():
    raw = with_file(with_file([], MediaKind.IMAGE, 4), MediaKind.IMAGE, 2)
    raw = with_file(raw, MediaKind.IMAGE, 4)
    raw = with_caption(raw, 2, "Efterår")
    assert files_in(raw) == [PlacedFile(MediaKind.IMAGE, 4), PlacedFile(MediaKind.IMAGE, 2, "Efterår")]
    assert files_in(without_file(raw, 4)) == [PlacedFile(MediaKind.IMAGE, 2, "Efterår")]


def test_captions_are_no_running_text():
    raw = with_caption(with_file([], MediaKind.IMAGE, 4), 4, "Efterår")
    assert plain_text(raw) == ""


def test_words_are_read_in_the_order_of_the_questions_however_they_are_stored():
    stored = {"learning": "Fire.", "action": "To.", "effect": "Tre.", "situation": "Et."}
    assert plain_text([{"type": "narrative", "value": stored}]) == "Et. To. Tre. Fire."
