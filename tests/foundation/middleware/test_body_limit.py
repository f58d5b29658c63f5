"""Request bodies are limited by their Content-Length, before a byte is read."""

import io
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart
from pytest_django.fixtures import Settings

from accounts.roles import Role
from accounts.user import User
from media.kinds.enums import MediaKind
from media.media_item import MediaItem
from meetings.evidence.models import Evidence
from meetings.units.membership import Membership
from tests.meetings.evidence.scene import Scene, set_up

pytestmark = pytest.mark.django_db
MEGABYTE = 1024 * 1024


class Unread:
    """A body that fails the test when it is read."""

    def read(self, *_size: Any) -> bytes:
        raise AssertionError("the body was read")

    readline = read

    def close(self) -> None:
        pass


def post(client: Client, path: str, length: int, method: str = "post", **extra: Any) -> Any:
    kind = extra.pop("content_type", "multipart/form-data; boundary=x")
    announced = {"CONTENT_LENGTH": str(length), "CONTENT_TYPE": kind, "wsgi.input": Unread(), **extra}
    return getattr(client, method)(path, b"", content_type=kind, **announced)


@pytest.fixture
def scene() -> Scene:
    return set_up()


def as_person(user: User) -> Client:
    client = Client(enforce_csrf_checks=True)
    client.force_login(user)
    return client


@pytest.mark.parametrize("kind", ["multipart/form-data; boundary=x", "application/x-www-form-urlencoded", "text/plain"])
@pytest.mark.parametrize("path", ["/konto/login/", "/", "/findes-ikke/"])
def test_a_form_without_files_is_limited_to_one_megabyte(scene: Scene, path: str, kind: str) -> None:
    visitor = Client(enforce_csrf_checks=True)
    for client in (visitor, as_person(scene.leader)):
        answer = post(client, path, MEGABYTE + 1, content_type=kind)
        assert answer.status_code == 413
        assert "Det, du skrev, står der stadig" in answer.content.decode()
        assert "data-not-saved" in answer.content.decode()  # so the browser keeps what was written
        knows_them = client is not visitor
        assert ("under Bidrag" in answer.content.decode()) is knows_them


def test_one_megabyte_is_accepted_from_a_signed_in_user(scene: Scene) -> None:
    client = Client()
    client.force_login(scene.leader)
    assert client.post("/konto/adgangskode/", {"oldpassword": "x" * (MEGABYTE - 500)}).status_code == 200


def test_twenty_kilobytes_are_accepted_from_a_visitor(client: Client) -> None:
    assert client.post("/konto/login/", {"login": "x" * 19_000, "password": "x"}).status_code == 200


@pytest.mark.parametrize(
    "path", ["/konto/login/", "/konto/glemt-adgangskode/", "/", "/soeg/", "/findes-ikke/", "/redaktion/"]
)
def test_more_than_twenty_kilobytes_from_a_visitor_are_not_read(path: str) -> None:
    client = Client(enforce_csrf_checks=True)
    for kind in ("multipart/form-data; boundary=x", "application/x-www-form-urlencoded", "application/json"):
        answer = post(client, path, 20 * 1024 + 1, content_type=kind)
        assert answer.status_code == 413, kind
        assert "Det, du skrev, står der stadig" in answer.content.decode()
    sent = post(client, path, 20 * 1024 + 1, HTTP_ACCEPT="application/json")
    assert (sent.status_code, sent.json()["errors"]) == (413, ["Det er mere, end der kan sendes på én gang."])


def test_a_body_without_a_length_is_refused(client: Client) -> None:
    extra = {"HTTP_TRANSFER_ENCODING": "chunked", "wsgi.input": Unread()}
    for path in ("/konto/login/", "/medier/upload/"):
        answer = client.generic("POST", path, CONTENT_TYPE="text/plain", **extra)
        assert answer.status_code == 411


def test_files_are_accepted_only_from_users_who_may_upload(scene: Scene) -> None:
    form = scene.address("ny/billeder")
    assert (
        post(as_person(scene.staff), form, 2 * MEGABYTE, **{"wsgi.input": Empty()}).status_code == 403
    )  # read: no token
    for nobody in (scene.board, scene.chef, scene.consultant):
        assert post(as_person(nobody), form, 2 * MEGABYTE).status_code == 404
    visitor = post(Client(enforce_csrf_checks=True), form, 2 * MEGABYTE)
    assert visitor.status_code == 302
    assert visitor.url.startswith("/konto/login/")


class Empty(Unread):
    def read(self, *_size: Any) -> bytes:
        return b""

    readline = read


def test_uploads_are_limited_to_the_largest_film(scene: Scene, settings: Settings) -> None:
    settings.FILM_MAX_BYTES = settings.SOUND_MAX_BYTES = 30 * MEGABYTE
    answer = post(as_person(scene.staff), scene.address("ny/billeder"), 32 * MEGABYTE)
    assert answer.status_code == 413
    assert "30,0" in answer.content.decode()
    draft = scene.draft()
    assert post(as_person(scene.staff), scene.url_of(draft, "rediger"), 32 * MEGABYTE).status_code == 413
    assert post(as_person(scene.staff), scene.url_of(draft, "del"), 2 * MEGABYTE).status_code == 413


def test_our_script_gets_the_refusal_as_json(scene: Scene, settings: Settings) -> None:
    settings.FILM_MAX_BYTES = MEGABYTE
    settings.IMAGE_MAX_BYTES = settings.DOCUMENT_MAX_BYTES = settings.SOUND_MAX_BYTES = MEGABYTE
    json = {"HTTP_ACCEPT": "application/json"}
    answer = post(as_person(scene.staff), scene.address("ny/billeder"), 32 * MEGABYTE, **json)
    assert (answer.status_code, list(answer.json())) == (413, ["errors"])


def test_upload_parts_are_accepted_only_from_users_who_may_upload(scene: Scene, settings: Settings) -> None:
    part = "/medier/upload/00000000-0000-4000-8000-000000000000/"
    for nobody in (scene.board, scene.chef):
        assert post(as_person(nobody), part, 5 * MEGABYTE, "patch").status_code == 404
    assert post(Client(), part, 5 * MEGABYTE, "patch").status_code == 302
    assert post(as_person(scene.staff), part, 5 * MEGABYTE, "patch").status_code == 403  # no token; not read
    assert post(as_person(scene.staff), part, settings.FILM_MAX_BYTES + 2 * MEGABYTE, "patch").status_code == 413


def test_a_template_document_is_accepted_only_from_editors(scene: Scene) -> None:
    from django.urls import reverse

    from tests import factories

    page = reverse("template_import")
    editor = factories.user(role=Role.CENTRAL_EDITOR)
    assert post(as_person(scene.leader), page, 2 * MEGABYTE).status_code == 404
    assert post(as_person(editor), page, 2 * MEGABYTE, **{"wsgi.input": Empty()}).status_code == 403
    assert post(as_person(editor), page, 30 * MEGABYTE).status_code == 413


class Slow(Unread):
    """A slow body; something changes while it arrives."""

    def __init__(self, body: bytes, meanwhile: Any) -> None:
        self.body, self.meanwhile = io.BytesIO(body), meanwhile

    def read(self, size: int = -1) -> bytes:
        if self.meanwhile:
            self.meanwhile()
            self.meanwhile = None
        return self.body.read(size)

    def readline(self, *size: Any) -> bytes:
        return self.read(*size)


@pytest.mark.parametrize("what", ["the role ends", "the account is closed"])
def test_a_right_that_ends_during_the_upload_stores_nothing(scene: Scene, what: str) -> None:
    def meanwhile() -> None:
        if what == "the role ends":
            Membership.objects.filter(user=scene.staff).delete()
        else:
            User.objects.filter(pk=scene.staff.pk).update(is_active=False)

    client = as_person(scene.staff)
    form = scene.address("ny/billeder")
    client.get(form)
    words = {
        "csrfmiddlewaretoken": client.cookies["csrftoken"].value,
        "story": "x",
        "files": SimpleUploadedFile("stor.jpg", b"x" * (2 * MEGABYTE)),
    }
    body = encode_multipart(BOUNDARY, words)
    told = {"CONTENT_LENGTH": str(len(body)), "CONTENT_TYPE": MULTIPART_CONTENT}
    answer = client.generic("POST", form, b"", MULTIPART_CONTENT, **told, **{"wsgi.input": Slow(body, meanwhile)})
    assert answer.status_code == (404 if what == "the role ends" else 302)
    assert answer.status_code == 404 or answer.url.startswith("/konto/login/")
    assert not Evidence.objects.exists() and not MediaItem.objects.filter(kind=MediaKind.IMAGE).exists()
