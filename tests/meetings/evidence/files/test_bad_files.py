"""Every bad file, sent through the contribution form, is refused with a message, without errors or leftovers."""

from pathlib import Path
from typing import Any

import pytest

from media.enums import MediaState
from media.kinds.enums import MediaKind
from media.media_item import MediaItem
from meetings.evidence.contribution.story_pieces import FIRST_TEXT
from meetings.evidence.models import Evidence
from tests.media import pictures, traces
from tests.media.battery import BATTERY
from tests.meetings.evidence.scene import Scene

WORDS = {MediaKind.IMAGE: "billeder", MediaKind.FILM: "film", MediaKind.SOUND: "lyd", MediaKind.DOCUMENT: "dokument"}


@pytest.mark.parametrize("kind", WORDS, ids=lambda kind: kind.value)
def test_each_is_refused_in_words_on_the_page(scene: Scene, signed_in: Any, own_store: Path, kind: Any) -> None:
    browser = signed_in(scene.staff)
    address = scene.address(f"ny/{WORDS[kind]}")
    sent = 0
    for name, bad in BATTERY.items():
        if bad.kind is not kind:
            continue
        sent += 1
        answer = browser.post(address, {"files": pictures.upload(bad.name, bad.source())})
        assert answer.status_code in (302, 422), name
        if answer.status_code == 302:  # it was received, and its task has said no
            draft = Evidence.objects.get()
            page = browser.get(scene.url_of(draft, "rediger")).content.decode()
            draft.delete()
        else:
            assert not Evidence.objects.exists()
            page = answer.content.decode()
        assert as_drawn(bad.words) in page, name
        assert "Traceback" not in page
        assert traces.files_under(own_store) == [], name
        assert not MediaItem.objects.filter(kind=kind).exclude(state=MediaState.REFUSED).exists()
    assert sent >= 12


def as_drawn(words: str) -> str:
    from django.utils.html import escape

    return str(escape(words))


def test_good_files_beside_a_bad_one_are_kept(scene: Scene, signed_in: Any) -> None:
    """A story takes photos, film and sound together; a file of no such kind is refused by name."""
    from tests.media import films

    browser = signed_in(scene.staff)
    files = [
        pictures.upload("foto.jpg", pictures.talkative_jpeg()),
        pictures.upload("film.mp4", films.film(seconds=1)),
        pictures.upload("optagelse.mp3", films.recording(container="mp3", codec="libmp3lame")),
        pictures.upload("telefon.m4a", films.recording("-f", "mp4")),
        pictures.upload("brev.pdf", b"%PDF-1.7"),
    ]
    said = {FIRST_TEXT.field("words"): "Vi byggede en båd.", "order": FIRST_TEXT.sent}
    browser.post(scene.address("ny/fortaelling"), {**said, "files": files})
    draft = Evidence.objects.get()
    assert [block["type"] for block in draft.body.raw_data] == ["text", "image", "film", "sound", "sound"]
    items = list(MediaItem.objects.all())
    assert {item.state for item in items} == {MediaState.READY}
    assert sorted(item.kind for item in items) == ["film", "image", "sound", "sound"]
    assert all(item.delete_after for item in items)
