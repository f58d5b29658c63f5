"""A story is a stream: texts, quotes and files in the order that its writer gave them, with script and without."""

import uuid

import pytest
from bs4 import BeautifulSoup

from foundation.cpr_forms.form_values import tokens
from media.media_item import MediaItem
from meetings.evidence.body import files_in, plain_text
from meetings.evidence.contribution.story_pieces import (
    FILE,
    MAX_PIECES,
    QUOTE,
    TEXT,
    StoryPiece,
    pieces_of,
    with_pieces,
)
from meetings.evidence.enums import EvidenceKind
from meetings.evidence.models import Evidence
from meetings.search.indexed_texts import build_indexed_texts
from tests.meetings.evidence.scene import photo_file

#: Nobody's: the four last digits are made up.
NUMBER = "120315-**1234**"


def key() -> str:
    return str(uuid.uuid4())


def text(words: str) -> StoryPiece:
    return StoryPiece(TEXT, key(), {"words": words})


def quote(words: str, who: str = "") -> StoryPiece:
    return StoryPiece(QUOTE, key(), {"words": words, "who": who})


def form_of(*pieces: StoryPiece, **more) -> dict:
    """What the browser sends of a story with these pieces."""
    words = {piece.field(part): said for piece in pieces for part, said in piece.words.items()}
    return {"order": [piece.sent for piece in pieces], **words, **more}


def order_of(evidence: Evidence) -> list:
    return [(block["type"], block["value"]) for block in Evidence.objects.get(pk=evidence.pk).body.raw_data]


@pytest.fixture
def draft(scene):
    """A story as it was stored before it was a stream: one text, then its files."""
    body = [{"type": "text", "id": key(), "value": "Vi gik i skoven."}]
    return scene.draft(by=scene.staff, kind=EvidenceKind.STORY, body=body)


@pytest.fixture
def browser(scene, signed_in):
    return signed_in(scene.staff)


# Pieces --------------------------------------------------------------------------------------------------------------


def test_pieces_stand_as_they_are_sent_and_empty_ones_are_gone():
    first, empty, said = text("Et"), text(""), quote("To", "en dreng")
    body = with_pieces([], [said, empty, first], {})
    assert [(block["type"], block["value"]) for block in body] == [
        ("quote", {"words": "To", "who": "en dreng"}),
        ("text", "Et"),
    ]
    assert pieces_of(body, {}) == [said, first]
    assert plain_text(body) == "To en dreng Et"


def test_a_text_that_is_not_sent_is_gone_and_a_file_that_is_not_stays():
    old, photo = {"type": "text", "id": key(), "value": "Før"}, {"type": "image", "id": key(), "value": {"item": 7}}
    new = text("Nu")
    assert [block["type"] for block in with_pieces([old, photo], [new], {})] == ["text", "image"]
    moved = with_pieces([old, photo], [StoryPiece(FILE, "en nøgle", {}), new], {"en nøgle": 7})
    assert [block["type"] for block in moved] == ["image", "text"]


def test_a_file_of_another_story_is_no_piece_of_this_one():
    photo = {"type": "image", "id": key(), "value": {"item": 7}}
    assert with_pieces([photo], [StoryPiece(FILE, "fremmed", {})], {"min": 7}) == [photo]


# The form ------------------------------------------------------------------------------------------------------------


def test_a_new_story_keeps_its_pieces(scene, browser):
    browser.post(
        scene.address("ny/fortaelling"), form_of(text("Vi fandt en **frø**. Den var grøn."), quote("Den har ben!"))
    )
    made = Evidence.objects.get()
    assert order_of(made) == [
        ("text", "Vi fandt en **frø**. Den var grøn."),
        ("quote", {"words": "Den har ben!", "who": ""}),
    ]
    assert made.title == "Vi fandt en frø"
    (entry,) = build_indexed_texts(made)
    assert entry.text == "Vi fandt en frø. Den var grøn. Den har ben!"


def test_a_stored_story_reads_and_is_changed_as_before(scene, browser, draft):
    photo = scene.with_photo(draft)
    page = BeautifulSoup(browser.get(scene.url_of(draft, "rediger")).content, "html.parser")
    sent = [field["value"] for field in page.select("[data-stream] [name=order]") if field["value"]]
    assert sent == [f"text:{draft.body.raw_data[0]['id']}", f"file:{photo.key}"]
    assert page.select_one("[data-stream] textarea").text.strip() == "Vi gik i skoven."
    browser.post(scene.url_of(draft, "rediger"), {"seen": draft.version, "order": sent[::-1],
                                              f"words-{sent[0][5:]}": "Vi gik hjem."})  # fmt: skip
    assert [kind for kind, _value in order_of(draft)] == ["image", "text"]
    read = browser.get(scene.page(draft)).content.decode()
    assert read.index(str(photo.key)) < read.index("Vi gik hjem.")


@pytest.mark.parametrize(
    ("move", "order"), [("up", ["To", "Et", "Tre"]), ("down", ["Et", "Tre", "To"]), ("sidelæns", ["Et", "Tre", "To"])]
)
def test_moving_without_script_saves_what_was_typed_and_stays(scene, browser, draft, move, order):
    one, two, three = text("Et"), text("To"), text("Tre")
    answer = browser.post(
        scene.url_of(draft, "rediger"), form_of(one, two, three, seen=draft.version, move=f"{move}:{two.sent}")
    )
    assert [value for _kind, value in order_of(draft)] == order
    page = BeautifulSoup(browser.get(answer.headers["Location"]).content, "html.parser")
    focused = [button["value"] for button in page.select("[autofocus]")]
    assert focused == ([f"{move}:{two.sent}"] if move in ("up", "down") else [])


def test_the_first_piece_cannot_be_moved_up(scene, browser, draft):
    one, two = text("Et"), text("To")
    browser.post(scene.url_of(draft, "rediger"), form_of(one, two, seen=draft.version, move=f"up:{one.sent}"))
    assert [value for _kind, value in order_of(draft)] == ["Et", "To"]


@pytest.mark.parametrize("kind", ["text", "quote"])
def test_adding_without_script_shows_an_empty_piece_in_its_place(scene, browser, draft, kind):
    one, two = text("Et"), text("To")
    answer = browser.post(
        scene.url_of(draft, "rediger"), form_of(one, two, seen=draft.version, add=f"{kind}|{one.sent}")
    )
    page = BeautifulSoup(browser.get(answer.headers["Location"]).content, "html.parser")
    kinds = [piece["data-piece"] for piece in page.select("[data-stream] > [data-piece]")]
    assert kinds == ["text", kind, "text"] and len(order_of(draft)) == 2, "an empty one is not stored"


def test_files_chosen_below_a_piece_come_after_it(scene, browser, draft):
    one, two = text("Et"), text("To")
    answer = browser.post(scene.url_of(draft, "rediger"), form_of(one, two, seen=draft.version, add=f"file|{one.sent}"))
    page = BeautifulSoup(browser.get(answer.headers["Location"]).content, "html.parser")
    after = page.select_one("[data-files] [name=after]")["value"]
    seen = page.select_one("[name=seen]")["value"]
    browser.post(scene.url_of(draft, "rediger"), form_of(one, two, seen=seen, after=after, files=photo_file()))
    assert [kind for kind, _value in order_of(draft)] == ["text", "image", "text"]


def test_a_button_on_an_empty_new_story_makes_no_draft(scene, browser):
    address = scene.address("ny/fortaelling")
    answer = browser.post(address, form_of(text(""), add="quote|"))
    page = BeautifulSoup(browser.get(answer.headers["Location"]).content, "html.parser")
    assert [piece["data-piece"] for piece in page.select("[data-stream] > [data-piece]")] == ["text", "quote"]
    assert not Evidence.objects.exists()


def test_removing_a_photo_takes_its_block(scene, browser, draft):
    photo = scene.with_photo(draft)
    browser.post(scene.url_of(draft, "rediger"), {"seen": draft.version, "remove": str(photo.key),
                                              **form_of(text("Tilbage"))})  # fmt: skip
    assert order_of(draft) == [("text", "Tilbage")] and not MediaItem.objects.filter(pk=photo.pk).exists()


def test_what_is_no_piece_is_ignored(scene, browser, draft):
    one = text("Et")
    wrong = ["text:1", "html:" + key(), "text:" + key() + "'", f"file:{key()}", "", "x" * 5000, one.sent, one.sent]
    browser.post(scene.url_of(draft, "rediger"), {**form_of(one, seen=draft.version), "order": [one.sent, *wrong]})
    assert order_of(draft) == [("text", "Et")]


def test_a_form_without_pieces_changes_none_and_one_with_none_left_takes_them_out(scene, browser, draft):
    browser.post(scene.url_of(draft, "rediger"), {"seen": draft.version})
    assert order_of(draft) == [("text", "Vi gik i skoven.")]
    browser.post(scene.url_of(draft, "rediger"), {"seen": Evidence.objects.get().version, "order": ""})
    assert order_of(draft) == []


def test_too_many_pieces_are_refused_with_everything_kept(scene, browser, draft):
    many = [text(f"Nummer {number}") for number in range(MAX_PIECES + 1)]
    answer = browser.post(scene.url_of(draft, "rediger"), form_of(*many, seen=draft.version))
    assert answer.status_code == 422 and f"Nummer {MAX_PIECES}" in answer.content.decode()
    assert order_of(draft) == [("text", "Vi gik i skoven.")]


@pytest.mark.parametrize("piece", [text(f"Han er {NUMBER}"), quote("Hej", f"barnet {NUMBER}"), quote(NUMBER)])
def test_a_cpr_number_is_refused_in_every_piece(scene, browser, draft, piece):
    assert tokens(NUMBER)
    answer = browser.post(scene.url_of(draft, "rediger"), form_of(piece, seen=draft.version))
    assert answer.status_code == 422 and "CPR-nummer" in answer.content.decode()
    assert order_of(draft) == [("text", "Vi gik i skoven.")]


def test_two_writers_see_both_stories(scene, browser, draft):
    browser.post(scene.url_of(draft, "rediger"), form_of(text("Hendes"), seen=draft.version))
    answer = browser.post(scene.url_of(draft, "rediger"), form_of(text("Min"), quote("Et ord"), seen=draft.version))
    page = answer.content.decode()
    assert answer.status_code == 409 and "Hendes" in page and "Min" in page and "Et ord" in page
    assert order_of(draft) == [("text", "Hendes")]


# Reading -------------------------------------------------------------------------------------------------------------


def test_readers_see_the_pieces_in_order_with_their_format(scene, signed_in, draft):
    photo = scene.with_photo(draft)
    body = [*draft.body.raw_data, {"type": "quote", "id": key(), "value": {"words": "Se selv", "who": "et barn"}},
            {"type": "text", "id": key(), "value": "**Fed** <script>x</script>\n- [et](https://emu.dk)"}]  # fmt: skip
    shared = scene.shared(kind=EvidenceKind.STORY, body=body)
    MediaItem.objects.filter(pk=photo.pk).update(evidence=shared)
    read = signed_in(scene.chef).get(scene.page(shared)).content.decode()
    parts = ["Vi gik i skoven.", str(photo.key), "<p>Se selv</p><footer>et barn</footer>", "<b>Fed</b> &lt;script&gt;",
             '<li><a href="https://emu.dk" rel="noopener noreferrer">et</a></li>']  # fmt: skip
    places = [read.find(part) for part in parts]
    assert -1 not in places and places == sorted(places)


def test_an_objection_hides_a_photo_within_the_story(scene, signed_in, draft):
    photo = scene.with_photo(draft, withdrawn_at=draft.begun_at)
    read = signed_in(scene.staff).get(scene.page(draft)).content.decode()
    assert "Vi gik i skoven." in read and str(photo.key) not in read
    assert files_in(Evidence.objects.get(pk=draft.pk).body), "its place in the story is kept"
