"""Pages that upload a document, preview it and make the draft, for central editors only."""

import html
import re
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from accounts.roles import Role
from meetings.template.page_text import text_of_page
from meetings.template.pages import TemplatePage
from tests import factories
from tests.meetings.template.importing.documents import WHOLE_MD, whole_word

pytestmark = pytest.mark.django_db
NAMED = (
    "# Møde\n\n## Deltagere\n\nKonsulenter fra forvaltningen (Anna og Bodil)\n\n## Dagsorden\n\n1. Velkomst, 15 min.\n"
)


@pytest.fixture
def address():
    return reverse("template_import")


@pytest.fixture
def editor(client):
    person = factories.user(role=Role.CENTRAL_EDITOR)
    client.force_login(person)
    return person


def upload(client, address, content: str | bytes = WHOLE_MD, name: str = "skabelon.md", year: str = "2026/2027"):
    data = content.encode() if isinstance(content, str) else content
    return client.post(address, {"document": SimpleUploadedFile(name, data), "school_year": year})


def hidden(response) -> dict[str, str]:
    """The preview's hidden field."""
    found = re.findall(r'<input type="hidden" name="(carried|school_year)" value="([^"]*)"', response.content.decode())
    return {name: html.unescape(value) for name, value in found}


def text(response) -> str:
    return html.unescape(response.content.decode())


@pytest.mark.parametrize(("content", "name"), [(WHOLE_MD, "skabelon.md"), (whole_word(), "Skabelon æøå.docx")])
def test_the_preview_is_shown_before_anything_is_stored(client, address, editor, content, name):
    response = upload(client, address, content, name)
    page = text(response)
    assert response.status_code == 200
    assert not TemplatePage.objects.exists()
    assert "Dagsordenspunkt" in page and "Arbejdet med målene for området" in page
    assert "Progressionsdata for elevernes læring og udvikling (skoler)" in page
    assert page.count("<tr") > 20, "line by line"


def test_the_preview_becomes_a_draft_that_opens_in_the_editor(client, address, editor):
    response = client.post(address, hidden(upload(client, address)))
    page = TemplatePage.objects.get()
    assert response["Location"] == reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert (page.live, page.owner, page.school_year) == (False, editor, "2026/2027")


def test_left_out_text_and_doubtful_times_are_listed(client, address, editor):
    document = "# Dagsorden\n\n1. Data (60 min)\n2. ~~Budget (45 min)~~\n\nkl. 10.00 ⁑ 10.30 Trivsel\n"
    page = text(upload(client, address, document))
    assert "Ikke taget med" in page and "Budget (45 min)" in page and "Streget ud i dokumentet" in page
    assert "Tiden er måske læst forkert" in page and "⁑ 10.30 Trivsel" in page
    assert "Ikke taget med" not in text(upload(client, address, WHOLE_MD))


def test_names_are_ticked_and_removed(client, address, editor):
    preview = upload(client, address, NAMED)
    assert text(preview).count("checked") == 2
    client.post(address, {**hidden(preview), "names_out": ["Anna", "Bodil"]})
    written = text_of_page(TemplatePage.objects.get())
    assert "Anna" not in written and "Bodil" not in written
    assert "onsulenter fra forvaltningen" in written


def test_an_unticked_name_stays(client, address, editor):
    client.post(address, {**hidden(upload(client, address, NAMED)), "names_out": ["Anna"]})
    written = text_of_page(TemplatePage.objects.get())
    assert "Bodil" in written and "Anna" not in written


@pytest.mark.parametrize(
    ("content", "name", "words"),
    [
        (b"", "skabelon.docx", "ingen tekst i filen"),
        (b"%PDF-1.7\n...", "skabelon.pdf", "Gem den som .docx"),
        (whole_word()[:400], "skabelon.docx", "beskadiget"),
        ("Kære alle. Vi ses på tirsdag.", "brev.md", "dagsorden"),
    ],
)
def test_a_document_that_is_no_template_is_refused(client, address, editor, content, name, words):
    response = upload(client, address, content, name)
    assert response.status_code == 422
    assert words.lower() in text(response).lower()
    assert 'value="2026/2027"' in text(response), "the year is still there"
    assert not TemplatePage.objects.exists()


def test_a_file_that_is_too_large_is_refused_without_being_read(client, address, editor):
    response = upload(client, address, b"x" * (10 * 1024 * 1024 + 1))
    assert response.status_code == 422 and "for stort" in text(response)


def test_a_bad_year_is_refused(client, address, editor):
    assert "to år efter hinanden" in text(upload(client, address, year="2026/2028"))


def test_an_expired_preview_asks_for_the_document_again(client, address, editor, monkeypatch):
    data = hidden(upload(client, address))
    later = timezone.now() + timedelta(hours=9)
    monkeypatch.setattr("django.core.signing.time.time", lambda: later.timestamp())
    response = client.post(address, data)
    assert "Vælg filen igen" in text(response)
    assert not TemplatePage.objects.exists()


def test_a_preview_of_another_user_or_a_changed_one_is_refused(client, address, editor):
    data = hidden(upload(client, address))
    client.post(address, {**data, "carried": "x" + data["carried"]})
    client.force_login(factories.user(role=Role.CENTRAL_EDITOR))
    client.post(address, data)
    assert not TemplatePage.objects.exists()


def test_a_draft_of_the_year_is_replaced_only_with_a_tick(client, address, editor):
    factories.template("2026/2027", published=False, title="Min halve kladde")
    preview = upload(client, address)
    assert "Erstat kladden »Min halve kladde«" in text(preview)
    refused = client.post(address, hidden(preview))
    assert refused.status_code == 409
    assert "Der blev ikke oprettet nogen kladde" in text(refused)
    assert TemplatePage.objects.get().title == "Min halve kladde"
    client.post(address, {**hidden(refused), "replace_draft": "on"})
    assert TemplatePage.objects.get().title != "Min halve kladde"


def test_an_import_cannot_replace_a_published_template(client, address, editor):
    factories.template("2026/2027")
    preview = upload(client, address)
    assert "Der er allerede en udgivet skabelon for 2026/2027" in text(preview)
    assert client.post(address, {**hidden(preview), "replace_draft": "on"}).status_code == 409


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.CENTRAL_EDITOR])
def test_others_get_404_for_the_import(client, address, role):
    client.force_login(factories.user(role=role))
    assert client.get(address).status_code == 404
    assert upload(client, address).status_code == 404
    assert not TemplatePage.objects.exists()


def test_a_visitor_is_asked_to_sign_in(client, address):
    assert client.get(address).status_code == 302
