"""The pages, documents and search of notes: what is read there by whom, and that a refused passage is nowhere."""

import io
import re

import pytest
from django.core.files.storage import default_storage
from django.urls import reverse
from docx import Document as WordDocument
from pypdf import PdfReader

from accounts.roles import Role
from meetings.exports.enums import DocumentSource, ExportState, Format
from meetings.exports.making.request_document import request_document
from meetings.exports.models import Export
from meetings.insights.area_note.answer_passage import answer_passage
from meetings.insights.area_note.decide_note import decide_note
from meetings.insights.area_note.pages import AreaNotePage
from meetings.insights.area_note.submit_note import submit_note
from meetings.insights.area_note.template_input import notes_since_last_template
from meetings.moderation.enums import Decision
from meetings.search.find_entries import findable_entries
from meetings.search.models import SearchEntry
from tests import factories
from tests.meetings.exports.pdf_structure import require_accessible
from tests.meetings.insights.scene import asked, drafted, fresh, move, published

pytestmark = pytest.mark.django_db
REFUSED = "Bakkeskolen resultat"
SHOWN = {"Åskolen resultat", "Åskolen ønske"}


def get(client, user, address, **query):
    client.force_login(user)
    return client.get(address, query)


def says(text):
    return set(re.findall(r"(?:Åskolen|Bakkeskolen) (?:resultat|ønske|lærte)", text))


def leader_of(scene, title="Havblik"):
    return scene.said[title, "2026/2027"].leader


def text_of(export):
    content = default_storage.open(export.path).read()
    if export.format == Format.WORD:
        document = WordDocument(io.BytesIO(content))
        return " ".join(paragraph.text for paragraph in document.paragraphs)
    require_accessible(content)
    return " ".join(" ".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(content)).pages)


def test_ticks_become_a_note_and_a_refusal_keeps_them(client):
    scene, _note = drafted()
    address = reverse("across")
    page = get(client, scene.consultant, address, aar="2026/2027").content.decode()
    keys = re.findall(r'name="passage" value="([^"]+)"', page)
    sent = {"passage": keys[:3], "title": "Til næste år", "back": "aar=2026/2027", "note": ""}
    answer = client.post(reverse("collect_passages"), sent)
    made = AreaNotePage.objects.latest("pk")
    assert answer.url == reverse("note_edit", args=[made.slug]) and made.passages.count() == 3
    again = client.post(reverse("collect_passages"), sent | {"note": "99999"})
    assert again.status_code == 422 and again.content.decode().count(" checked") >= 3


def test_a_note_is_edited_in_place(client):
    scene, note = drafted()
    client.force_login(scene.consultant)
    address = reverse("note_edit", args=[note.slug])
    page = client.get(address).content.decode()
    order = re.search(r'name="order" value="([^"]+)"', page)[1].split()
    heading = order[0].partition(":")[2]
    sent = {
        "seen": fresh(note).version, "title": "Nyt navn", "order": " ".join(order), f"words-{heading}": "Det lykkes",
        "act": f"text:{order[0]}",
    }  # fmt: skip
    assert client.post(address, sent).status_code == 302
    after = client.get(address).content.decode()
    assert "Det lykkes" in after and after.count("<textarea") == 1
    assert client.post(address, sent).status_code == 409


@pytest.mark.parametrize("who", ["leader", "refusing", "member", "chef", "consultant", "editor"])
def test_a_published_note_shows_everybody_only_what_was_cleared(client, who):
    scene, note = published()
    user = {
        "leader": leader_of(scene), "refusing": leader_of(scene, "Bakkeskolen"),
        "member": factories.user(role=Role.FORUM_MEMBER), "chef": scene.chef, "consultant": scene.consultant,
        "editor": scene.editor,
    }[who]  # fmt: skip
    text = get(client, user, note.url).content.decode()
    assert says(text) == SHOWN
    assert "Det tager vi med" in get(client, user, reverse("area_notes")).content.decode()


def test_the_page_of_a_unit_shows_what_would_be_read_without_words_of_other_units(client):
    scene, note = asked()
    passage = note.passages.get(unit__title="Åskolen", kind="results")
    address = reverse("note_passage", args=[note.slug, passage.pk])
    text = get(client, leader_of(scene, "Åskolen"), address).content.decode()
    assert says(text) == {"Åskolen resultat"} and "Resultater" in text
    answer = client.post(address, {"seen": passage.version, "answer": "yes"})
    following = note.passages.get(unit__title="Åskolen", kind="support")
    assert answer.url == reverse("note_passage", args=[note.slug, following.pk])
    for stranger in (leader_of(scene, "Bakkeskolen"), scene.chef, scene.editor, factories.user()):
        assert get(client, stranger, address).status_code == 404


def test_the_front_page_tells_who_has_to_answer_and_who_has_to_decide(client):
    scene, _note = asked()
    assert "Må 2 uddrag fra jer" in get(client, leader_of(scene, "Åskolen"), "/").content.decode()
    assert "uddrag fra jer" not in get(client, leader_of(scene), "/").content.decode()


@pytest.mark.parametrize("format", [Format.PDF, Format.WORD])
def test_documents_hold_what_the_page_shows_and_are_closed_when_a_unit_takes_its_words_back(client, format):
    scene, note = published()
    reader = leader_of(scene)
    export = request_document(source=DocumentSource.NOTE, of=note, format=format, by=reader)
    export = Export.objects.get(pk=export.pk)
    assert export.state == ExportState.READY and says(text_of(export)) == SHOWN
    address = reverse("document_file", args=[export.key])
    assert get(client, reader, address).status_code == 200
    assert get(client, leader_of(scene, "Åskolen"), address).status_code == 404
    passage = note.passages.get(unit__title="Åskolen", kind="results")
    answer_passage(passage=passage, may_stand=False, expected_version=None, by=leader_of(scene, "Åskolen"))
    assert get(client, reader, address).status_code == 404


def test_the_search_finds_a_published_note_for_who_may_read_it_by_its_authors_words_alone(today):
    scene, note = published()
    entries = SearchEntry.objects.filter(note=note)
    assert entries.exists() and not [entry for entry in entries if "Åskolen" in entry.text or REFUSED in entry.text]
    teacher = factories.user(role=Role.STAFF_REPRESENTATIVE, unit=scene.said["Åskolen", "2026/2027"].unit)
    for person, finds in (
        (leader_of(scene), True),
        (scene.consultant, True),
        (teacher, False),
        (factories.user(), False),
    ):
        assert findable_entries(person, today).filter(note=note).exists() is finds


def test_a_decided_note_is_input_to_the_next_template_alone(client):
    scene, note = drafted()
    now, following = factories.cycle().template, factories.template("2027/2028", published=False)
    assert notes_since_last_template(following) == []
    move(note, submit_note, scene.consultant)
    move(note, decide_note, scene.chef, decision=Decision.APPROVED)
    ((label, address),) = notes_since_last_template(following)
    assert "Det tager vi med" in label and address == note.url
    page = get(client, scene.editor, reverse("wagtailadmin_pages:edit", args=[following.pk])).content.decode()
    assert address in page and now.pk


def test_nobody_but_its_area_opens_a_draft(client):
    scene, note = drafted()
    for person in (leader_of(scene, "Åskolen"), scene.editor, factories.user(role=Role.HEAD_OF_AREA,
                   area=scene.said["Havblik", "2026/2027"].unit.area)):  # fmt: skip
        for address in (note.url, reverse("note_edit", args=[note.slug]), reverse("note_documents", args=[note.slug])):
            assert get(client, person, address).status_code == 404
