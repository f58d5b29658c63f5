"""Serving files: who may fetch them, the response headers, and that there is no other way to them."""

import re
import uuid
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.conf import settings as django_settings
from django.core.files.storage import default_storage
from django.db import DatabaseError
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from accounts.models import User
from media.enums import DepictsChildren, MediaState
from media.kinds.enums import MediaKind
from media.media_item import MediaItem
from media.models import ViewLogEntry
from media.rendition_sizes import IMAGE_RENDITIONS
from media.serving import delivery
from media.serving.permission import ViewGrant
from media.view_log.entry import Circumstances
from media.view_log.enums import ViewPlace
from meetings.evidence.models import Evidence
from tests.media import ready

pytestmark = pytest.mark.django_db
SIZE = len(ready.BYTES)


SEEN = Circumstances(role="agreement_holder", role_unit_id=7, unit_id=7, evidence_id=1, seen_in=ViewPlace.MEETING)


def only_lea(request: Any, key: Any) -> ViewGrant | None:
    """Stands in for settings.MEDIA_ACCESS."""
    item = MediaItem.objects.shown_on(timezone.localdate()).filter(key=key).first()
    if item is None or getattr(request.user, "email", "") != "lea@example.org":
        return None
    return ViewGrant(item=item, person=request.user, seen=SEEN, is_logged=False)


@pytest.fixture(autouse=True)
def _access(settings: Settings) -> None:
    settings.MEDIA_ACCESS = "tests.media.serving.test_serving.only_lea"


@pytest.fixture
def lea(person: User) -> Client:
    client = Client()
    client.force_login(person)
    return client


@pytest.fixture
def stranger(django_user_model: type[User]) -> Client:
    client = Client()
    client.force_login(django_user_model.objects.create_user("bo@example.org", "et langt kodeord", name="Bo"))
    return client


@pytest.fixture
def photo(evidence: Any, person: Any) -> MediaItem:
    return ready.image(evidence, person, source_name="Emma.jpg")


@pytest.fixture
def film(evidence: Any, person: Any) -> MediaItem:
    return ready.film(evidence, person, captions="WEBVTT\n\n00:00:00.000 --> 00:00:01.000\nHej æøå\n")


def body(response: HttpResponse) -> bytes:
    return b"".join(response.streaming_content) if response.streaming else response.content


def all_addresses(evidence: Evidence, person: User) -> list[str]:
    items = [
        ready.image(evidence, person),
        ready.film(evidence, person, captions="WEBVTT\n"),
        ready.document(evidence, person),
    ]
    return [item.url(name) for item in items for name in item.spec.served_names]


def test_whoever_may_see_the_page_gets_the_file(lea: Client, evidence: Evidence, person: User) -> None:
    for address in all_addresses(evidence, person):
        response = lea.get(address)
        assert response.status_code == 200
        assert body(response) == (b"WEBVTT\n" if "captions" in address else ready.BYTES)
        assert int(response["Content-Length"]) == (7 if "captions" in address else SIZE)


@pytest.mark.parametrize("method", ["get", "head"])
@pytest.mark.parametrize("who", ["anonymous", "stranger"])
def test_everybody_else_gets_404_for_every_rendition(
    stranger: Client, evidence: Evidence, person: User, who: str, method: str
) -> None:
    client = Client() if who == "anonymous" else stranger
    for address in all_addresses(evidence, person):
        response = getattr(client, method)(address, headers={"Range": "bytes=0-9"})
        assert response.status_code == 404
        assert ready.BYTES[:64] not in body(response)
        assert response["Cache-Control"] == "private, no-store"
        assert "Content-Range" not in response and "Accept-Ranges" not in response


def test_a_refusal_tells_nothing_about_what_exists(stranger: Client, photo: MediaItem) -> None:
    refused, missing = stranger.get(photo.url("card")), stranger.get(f"/medier/{uuid.uuid4()}/card/")

    def comparable(response: HttpResponse) -> bytes:
        return re.sub(rb"csrfmiddlewaretoken\S* value=\S+|/medier/\S+", b"", response.content)

    assert refused.status_code == missing.status_code == 404
    assert comparable(refused) == comparable(missing)
    assert {*refused.headers} == {*missing.headers}


@pytest.mark.parametrize(
    "fields",
    [
        {"withdrawn_at": timezone.now()},
        {"delete_after": timezone.localdate() - timedelta(days=1)},
        {"state": MediaState.RECEIVED},
        {"state": MediaState.PROCESSING},
        {"state": MediaState.REFUSED},
    ],
)
def test_what_is_withdrawn_expired_or_not_ready_is_gone_for_all(lea: Client, photo: MediaItem, fields: Any) -> None:
    assert lea.get(photo.url("card")).status_code == 200
    MediaItem.objects.filter(pk=photo.pk).update(**fields)
    for name in IMAGE_RENDITIONS:
        assert lea.get(photo.url(name)).status_code == 404
    photo.refresh_from_db()
    assert not photo.is_shown_on(timezone.localdate())


def test_the_last_day_is_still_a_day(lea: Client, photo: MediaItem) -> None:
    MediaItem.objects.filter(kind=MediaKind.IMAGE).update(delete_after=timezone.localdate())
    assert lea.get(photo.url("card")).status_code == 200


@pytest.mark.parametrize("name", ["original", "width-400", "card.jpg", "film", "poster", "document", "captions", "x"])
def test_names_that_a_picture_does_not_have_are_not_found(lea: Client, photo: MediaItem, name: str) -> None:
    assert lea.get(f"/medier/{photo.key}/{name}/").status_code == 404
    with pytest.raises(ValueError, match="no rendition"):
        photo.url(name)


@pytest.mark.parametrize("path", ["/medier/", "/files/", "/media/", "/medier/%2e%2e/", "/var/files/"])
def test_the_store_has_no_address(lea: Client, photo: MediaItem, path: str) -> None:
    stored = photo.stored_file("card").path
    assert lea.get(path + stored).status_code == 404
    with pytest.raises(NotImplementedError):
        default_storage.url(stored)
    assert not django_settings.MEDIA_URL.strip("/")


def test_a_film_without_captions_has_none(lea: Client, evidence: Evidence, person: User) -> None:
    assert lea.get(ready.film(evidence, person).url("captions")).status_code == 404


@pytest.mark.parametrize("method", ["post", "put", "delete", "patch", "options"])
def test_a_served_file_can_only_be_read(lea: Client, photo: MediaItem, method: str) -> None:
    assert getattr(lea, method)(photo.url("card")).status_code == 405


def test_every_response_is_private_and_inert(lea: Client, evidence: Evidence, person: User) -> None:
    for address in all_addresses(evidence, person):
        for response in (lea.get(address), lea.head(address), lea.get(address, headers={"Range": "bytes=0-1"})):
            assert response["Cache-Control"] == "private, no-store"
            assert "Cookie" in response["Vary"]
            assert response["X-Robots-Tag"].startswith("noindex")
            assert response["Cross-Origin-Resource-Policy"] == "same-origin"
            assert response["X-Content-Type-Options"] == "nosniff"
            own = "media-src 'self'" if address.endswith("/film/") else "sandbox"
            assert response["Content-Security-Policy"] == f"default-src 'none'; {own}"
            assert "ETag" not in response and "Last-Modified" not in response


def test_files_are_served_with_type_and_name(
    lea: Client, evidence: Any, person: Any, photo: MediaItem, film: MediaItem
) -> None:
    short = str(photo.key)[:8]
    shown = lea.get(photo.url("card"))
    assert shown["Content-Type"] == "image/jpeg"
    assert shown["Content-Disposition"] == f'inline; filename="billede-{short}.jpg"'  # never "Emma.jpg"
    assert lea.get(film.url("film"))["Content-Type"] == "video/mp4"
    captions = lea.get(film.url("captions"))
    assert captions["Content-Type"] == "text/vtt; charset=utf-8"
    assert "Hej æøå" in body(captions).decode()
    paper = ready.document(evidence, person, source_name='Årsplan "2026".docx', extension="docx")
    offered = lea.get(paper.url("document"))
    assert offered["Content-Disposition"] == "attachment; filename*=utf-8''%C3%85rsplan%20%222026%22.docx"


@pytest.mark.parametrize(
    ("asked", "first", "last"),
    [
        ("bytes=0-0", 0, 0),
        ("bytes=0-1023", 0, 1023),
        ("bytes=1000-", 1000, SIZE - 1),
        ("bytes=-500", SIZE - 500, SIZE - 1),
        (f"bytes=-{SIZE * 2}", 0, SIZE - 1),
        (f"bytes=100-{SIZE * 2}", 100, SIZE - 1),
        (f"bytes={SIZE - 1}-", SIZE - 1, SIZE - 1),
        ("bytes=70000-200000", 70000, 200000),
    ],
)
def test_a_player_can_seek(lea: Client, film: MediaItem, asked: str, first: int, last: int) -> None:
    response = lea.get(film.url("film"), headers={"Range": asked, "If-Range": '"whatever"'})
    assert response.status_code == 206
    assert response["Content-Range"] == f"bytes {first}-{last}/{SIZE}"
    assert response["Accept-Ranges"] == "bytes"
    assert body(response) == ready.BYTES[first : last + 1]
    assert int(response["Content-Length"]) == last - first + 1
    head = lea.head(film.url("film"), headers={"Range": asked})
    assert (head.status_code, head["Content-Range"]) == (206, response["Content-Range"])


@pytest.mark.parametrize("asked", [f"bytes={SIZE}-", f"bytes={SIZE + 5}-{SIZE + 9}", "bytes=-0"])
def test_a_range_after_the_end_is_416(lea: Client, film: MediaItem, asked: str) -> None:
    response = lea.get(film.url("film"), headers={"Range": asked})
    assert response.status_code == 416
    assert response["Content-Range"] == f"bytes */{SIZE}"
    assert body(response) == b""


@pytest.mark.parametrize("asked", ["bytes=5-2", "bytes=0-1,4-5", "items=0-1", "bytes=a-b", "bytes=-", "bytes=٣-٤", ""])
def test_a_range_that_makes_no_sense_is_ignored(lea: Client, film: MediaItem, asked: str) -> None:
    response = lea.get(film.url("film"), headers={"Range": asked.encode("utf-8").decode("latin-1")})
    assert response.status_code == 200
    assert body(response) == ready.BYTES


def test_a_film_is_read_a_block_at_a_time(lea: Client, film: MediaItem) -> None:
    for range_header in ({}, {"Range": "bytes=10-200000"}):
        pieces = list(lea.get(film.url("film"), headers=range_header).streaming_content)
        assert len(pieces) > 1
        assert max(map(len, pieces)) <= delivery.BLOCK_SIZE


def test_head_sends_no_bytes(lea: Client, photo: MediaItem) -> None:
    response = lea.head(photo.url("card"))
    assert (response.status_code, body(response)) == (200, b"")
    assert int(response["Content-Length"]) == SIZE


def test_what_shows_children_is_logged_once_in_ten_minutes(
    lea: Client, evidence: Any, person: Any, film: MediaItem
) -> None:
    photo = ready.image(evidence, person)
    for name in IMAGE_RENDITIONS:
        body(lea.get(photo.url(name)))
    for start in range(0, SIZE, 100_000):
        body(lea.get(film.url("film"), headers={"Range": f"bytes={start}-"}))
    rows = ViewLogEntry.objects.order_by("pk")
    assert [(row.item_kind, row.item_key) for row in rows] == [("image", str(photo.key)), ("film", str(film.key))]
    row = rows[0]
    assert (row.person, row.role, row.role_unit_id, row.seen_in) == (person, "agreement_holder", 7, "meeting")
    with time_machine.travel(timezone.now() + timedelta(minutes=10)):
        body(lea.get(photo.url("thumb")))
    assert ViewLogEntry.objects.count() == 3


@pytest.mark.parametrize(
    ("children", "logged"),
    [(DepictsChildren.IDENTIFIABLE, 1), ("", 1), (DepictsChildren.NOT_IDENTIFIABLE, 0), (DepictsChildren.NONE, 0)],
)
def test_only_items_with_recognisable_children_are_logged(
    lea: Client, evidence: Evidence, person: User, children: str, logged: int
) -> None:
    photo = ready.image(evidence, person, depicts_children=children)
    assert lea.get(photo.url("thumb")).status_code == 200
    assert ViewLogEntry.objects.count() == logged


def test_what_is_not_sent_is_not_logged(lea: Client, stranger: Client, photo: MediaItem, film: MediaItem) -> None:
    lea.head(photo.url("card"))
    stranger.get(photo.url("card"))
    lea.get(film.url("film"), headers={"Range": f"bytes={SIZE}-"})
    default_storage.delete(photo.stored_file("card").path)
    lea.get(photo.url("card"))
    assert not ViewLogEntry.objects.exists()


def test_a_file_is_not_shown_when_its_view_cannot_be_logged(lea: Client, photo: MediaItem, monkeypatch: Any) -> None:
    def full_disk(*args: Any, **words: Any) -> None:
        raise DatabaseError

    monkeypatch.setattr(ViewLogEntry.objects, "bulk_create", full_disk)
    response = lea.get(photo.url("card"))
    assert (response.status_code, response["Retry-After"]) == (503, "5")
    assert ready.BYTES[:64] not in body(response)
    assert response["Cache-Control"] == "private, no-store"


def test_a_file_that_the_store_lost_is_not_found_and_logged(lea: Client, photo: MediaItem, caplog: Any) -> None:
    default_storage.delete(photo.stored_file("card").path)
    assert lea.get(photo.url("card")).status_code == 404
    assert "no file for media" in caplog.text


def test_behind_a_web_server_it_sends_the_bytes(lea: Client, stranger: Client, photo: MediaItem, settings: Any) -> None:
    settings.ACCEL_PREFIX = "/beskyttet/"
    response = lea.get(photo.url("card"))
    assert response["X-Accel-Redirect"] == f"/beskyttet/images/{photo.key}/card.jpg"
    assert response.content == b""
    assert (response["Content-Type"], response["Cache-Control"]) == ("image/jpeg", "private, no-store")
    refused = stranger.get(photo.url("card"))
    assert refused.status_code == 404
    assert "X-Accel-Redirect" not in refused


@pytest.fixture
def on_s3(settings: Any, photo: MediaItem, film: MediaItem) -> None:
    """Used after the items are made: links are signed without a request to S3."""
    options = {"bucket_name": "laeringsrum", "access_key": "a", "secret_key": "b", "region_name": "eu-north-1"}
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {"BACKEND": "media.s3_storage.PrivateS3Storage", "OPTIONS": options},
    }


def test_on_s3_a_short_lived_link_is_given(
    on_s3: None, lea: Client, stranger: Client, photo: MediaItem, film: MediaItem
) -> None:
    for address, seconds in [(photo.url("card"), 60), (film.url("film"), 900), (film.url("poster"), 60)]:
        response = lea.get(address)
        assert response.status_code == 302
        assert f"X-Amz-Expires={seconds}&" in response["Location"]
        assert "response-content-disposition=inline" in response["Location"]
        assert response["Cache-Control"] == "private, no-store"
        refused = stranger.get(address)
        assert (refused.status_code, refused.get("Location")) == (404, None)
    head = lea.head(film.url("film"))
    assert (head.status_code, head["Content-Length"]) == (200, str(SIZE))
    assert lea.get(film.url("captions")).status_code == 200  # browsers only fetch a track from the same origin
