"""The municipality's logo is uploaded in the editor, made anew, and stands at the top of documents."""

import io
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from docx import Document as open_word
from docx.oxml.ns import qn
from PIL import Image, PngImagePlugin

from accounts.roles import Role
from meetings.exports.content.minutes import MinutesSource, minutes_document
from meetings.exports.document_settings import DocumentSettings
from meetings.exports.enums import MinutesPart
from meetings.exports.pdf.make_pdf import make_pdf
from meetings.exports.word.make_word import make_word
from tests import factories
from tests.meetings.exports.pdf_structure import require_accessible
from tests.meetings.exports.scene import record_of
from tests.meetings.minutes import scene as minutes

pytestmark = pytest.mark.django_db
ALTERNATIVE = "Kommunens logo"


def picture(mode: str = "RGBA") -> SimpleUploadedFile:
    out = io.BytesIO()
    hidden = PngImagePlugin.PngInfo()
    hidden.add_text("Author", "hemmeligt navn")
    Image.new(mode, (200, 80), "teal").save(out, "PNG", pnginfo=hidden)
    return SimpleUploadedFile("logo.png", out.getvalue(), "image/png")


def send(client: Client, **changes: object) -> int:
    address = client.get("/redaktion/settings/meetings/documentsettings/")["Location"]
    page = client.get(address).content.decode()
    hidden = {
        name: re.search(rf'name="{name}" value="([^"]*)"', page)[1]  # type: ignore[index]
        for name in ("one_time_key", "seen")
        if f'name="{name}" value=' in page
    }
    kept = {"kle_schools": "", "kle_daycare": "", "kle_facet": "", "document_type": "Referat"}
    return client.post(address, {**kept, **hidden, **changes}).status_code


def test_the_logo_is_in_pdf_and_word_and_can_be_removed(client: Client) -> None:
    scene = minutes.approved()
    client.force_login(factories.user(role=Role.ADMINISTRATOR))
    assert send(client, logo_file=picture()) == 302
    logo = bytes(DocumentSettings.here().logo)
    assert logo.startswith(b"\x89PNG") and b"hemmeligt" not in logo
    source = MinutesSource(record_of(scene), frozenset({MinutesPart.TEXT}), None)
    document = minutes_document(source, made_at=timezone.now())
    assert require_accessible(make_pdf(document).files[0]).alternatives == [ALTERNATIVE]
    word = open_word(io.BytesIO(make_word(document)))
    assert [one.get("descr") for one in word.element.iter(qn("wp:docPr"))] == [ALTERNATIVE]
    assert send(client, document_type="Notat") == 302 and DocumentSettings.here().logo  # another change keeps it
    assert send(client, without_logo="on") == 302 and not DocumentSettings.here().logo


@pytest.mark.parametrize("content", [b"<svg xmlns='http://www.w3.org/2000/svg'/>", b"no picture", b""])
def test_what_is_no_picture_is_refused(client: Client, content: bytes) -> None:
    client.force_login(factories.user(role=Role.ADMINISTRATOR))
    assert send(client, logo_file=SimpleUploadedFile("logo.png", content, "image/png")) == 200
    assert not DocumentSettings.here().logo
