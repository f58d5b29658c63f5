"""Files with personal metadata are uploaded as people do it; none of it may be in any stored or served byte."""

from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from pytest_django import Settings

from accounts.models import User
from media.enums import MediaState
from media.kinds.enums import MediaKind
from media.media_item import MediaItem
from media.serving.permission import ViewGrant
from media.view_log.entry import Circumstances
from media.view_log.enums import ViewPlace
from meetings.evidence.models import Evidence
from tests.media import films, papers, pictures, traces
from tests.media.take_in import take_in

pytestmark = pytest.mark.django_db

X265 = ("-x265-params", "log-level=none", "-tag:v", "hvc1")
SOURCES = {
    f"{pictures.CHILD}.jpg": (MediaKind.IMAGE, lambda: pictures.talkative_jpeg()),
    f"{pictures.CHILD}.png": (MediaKind.IMAGE, lambda: pictures.talkative_png()),
    "gennemsigtig.png": (MediaKind.IMAGE, lambda: pictures.talkative_png(mode="RGBA")),
    f"{pictures.CHILD}.webp": (MediaKind.IMAGE, lambda: pictures.talkative_webp()),
    f"{pictures.CHILD}.heic": (MediaKind.IMAGE, lambda: pictures.talkative_heic()),
    f"{films.CHILD}.mp4": (MediaKind.FILM, lambda: films.film("-movflags", "use_metadata_tags")),
    "kapitler.mp4": (MediaKind.FILM, lambda: films.with_everything()),
    f"{films.CHILD}.mov": (
        MediaKind.FILM,
        lambda: films.film(*X265, container="mov", picture="libx265", sound="pcm_s16le"),
    ),
    f"{films.CHILD}.webm": (MediaKind.FILM, lambda: films.webm()),
    f"{films.CHILD}.m4a": (MediaKind.SOUND, lambda: films.recording()),
    f"{films.CHILD}.mp3": (MediaKind.SOUND, lambda: films.recording(container="mp3", codec="libmp3lame")),
    "omslag.mp3": (MediaKind.SOUND, lambda: films.with_cover()),
    f"{films.CHILD}.ogg": (MediaKind.SOUND, lambda: films.recording(container="ogg", codec="libvorbis")),
    "rapport.pdf": (MediaKind.DOCUMENT, lambda: papers.pdf_bytes()),
    "oplæg.docx": (MediaKind.DOCUMENT, lambda: papers.docx_bytes()),
    "tal.xlsx": (MediaKind.DOCUMENT, lambda: papers.xlsx_bytes()),
    "vis.pptx": (MediaKind.DOCUMENT, lambda: papers.pptx_bytes()),
}


def everybody(request: Any, key: Any) -> ViewGrant:
    """Stands in for settings.MEDIA_ACCESS."""
    seen = Circumstances(role="agreement_holder", role_unit_id=7, unit_id=7, evidence_id=1, seen_in=ViewPlace.MEETING)
    return ViewGrant(item=MediaItem.objects.get(key=key), person=request.user, seen=seen, is_logged=True)


@pytest.mark.parametrize("name", SOURCES)
def test_nothing_that_was_planted_is_stored_or_served(
    evidence: Evidence, person: User, settings: Settings, own_store: Path, name: str
) -> None:
    settings.MEDIA_ACCESS = "tests.media.ingest.test_metadata.everybody"
    kind, source = SOURCES[name]
    content = source()
    assert traces.found_in(content), "the source tells nothing, so nothing is tested"

    item = take_in(kind, pictures.upload(name, content), evidence, person)

    assert item.state == MediaState.READY
    stored = traces.files_under(own_store)
    assert stored
    for path in stored:
        assert traces.found_in(path.read_bytes()) == [], path
        assert kind is MediaKind.DOCUMENT or traces.marks_in(path.read_bytes()) == [], path
        assert pictures.CHILD not in str(path)
    for answer in served(item, person):
        assert answer.status_code in (200, 206)
        told = b"".join(answer.streaming_content) if answer.streaming else answer.content
        assert told
        if answer.status_code == 206:  # a range can't be opened; the whole file is read as well
            assert not any(spelling in told for word in traces.PLANTED for spelling in traces.spellings(word))
            continue
        assert traces.found_in(told) == []
        headers = "\n".join(f"{header}: {value}" for header, value in answer.items())
        assert kind is MediaKind.DOCUMENT or pictures.CHILD.split()[0] not in headers


def served(item: MediaItem, person: User) -> list[Any]:
    """Return every rendition, whole and as a range, as served to somebody who may see it."""
    client = Client()
    client.force_login(person)
    names = [name for name in item.spec.served_names if item.stored_file(name)]
    assert names
    whole = [client.get(item.url(name)) for name in names]
    return whole + [client.get(item.url(name), headers={"range": "bytes=0-99"}) for name in names]


def test_the_search_for_traces_finds_them() -> None:
    """The search itself, on traces hidden in each of the ways it knows."""
    word = traces.PLANTED[0]
    for hidden in traces.spellings(word):
        assert word in traces.found_in(b"abc" + hidden + b"xyz")
    assert traces.found_in(pictures.talkative_png())  # a name in a compressed chunk
    assert traces.found_in(papers.pdf_bytes()) and traces.found_in(papers.docx_bytes())
    assert traces.found_in(pictures.encoded("JPEG")) == []
