"""The notes of a draft stand with the agenda items, which many pages show; only writers of the minutes read them."""

from dataclasses import replace

import pytest
from django.test import Client
from django.urls import reverse

from meetings.minutes.approval.return_minutes import return_minutes
from meetings.minutes.writing.draft_content import draft_content
from meetings.units.url_prefixes import meeting_url_kwargs, unit_url_kwargs
from tests import factories
from tests.meetings.minutes.browser import signed_in
from tests.meetings.minutes.scene import TODAY, Scene, begun, save, section_texts, submit, written

pytestmark = pytest.mark.django_db
SECRET = "Uglerne"
#: Pages that show the agenda, the minutes or texts about the meeting.
ROUTES = ("presentation", "preparation", "data_plan", "meeting_calendar", "evidence_new")


def write(scene: Scene, text: str) -> None:
    content = draft_content(scene.minutes)
    sections = tuple(replace(row, text=text) for row in content.sections)
    scene.minutes = save(scene.minutes, replace(content, sections=sections), scene.leader)


@pytest.fixture
def scene() -> Scene:
    scene = begun()
    write(scene, SECRET)
    factories.evidence(meeting=scene.meeting, shared=True, item=scene.meeting.items.first(), owner=scene.leader)
    return scene


def read_everything(client: Client, scene: Scene) -> str:
    where = meeting_url_kwargs(scene.meeting)
    urls = [scene.address(), scene.address("skriv"), scene.meeting.url, f"/soeg/?q={SECRET.lower()}"]
    urls += [reverse(name, kwargs=where) for name in ROUTES]
    urls += [reverse("unit_agreements", kwargs=unit_url_kwargs(scene.unit))]
    pages = [client.get(url) for url in urls]
    assert [page.status_code for page in pages].count(200) >= 3, "some of the pages are shown"
    return "".join(page.content.decode() for page in pages if page["Content-Type"].startswith("text/"))


@pytest.mark.parametrize("who", ["staff", "board", "chef"])
def test_nobody_but_the_writers_reads_the_notes_of_a_draft(scene: Scene, who: str) -> None:
    assert SECRET not in read_everything(signed_in(getattr(scene, who)), scene)


@pytest.mark.parametrize("who", ["leader", "team", "consultant"])
def test_the_writers_read_them_in_the_minutes_only(scene: Scene, who: str) -> None:
    client = signed_in(getattr(scene, who))
    assert SECRET in client.get(scene.address()).content.decode()
    assert SECRET in client.get(scene.address("skriv")).content.decode()
    assert SECRET not in client.get(scene.meeting.url).content.decode()
    assert SECRET not in client.get(reverse("presentation", kwargs=meeting_url_kwargs(scene.meeting))).content.decode()


def test_returned_minutes_go_on_from_the_notes_and_the_chef_keeps_what_was_submitted() -> None:
    scene = written()
    submitted = section_texts(scene.minutes)
    version = submit(scene).version
    return_minutes(minutes=scene.minutes, expected_version=version, reason="Skriv mere.", by=scene.chef, today=TODAY)
    scene.minutes.refresh_from_db()
    assert section_texts(scene.minutes) == submitted
    write(scene, SECRET)
    assert SECRET not in str(scene.minutes.submissions.get().content)
    assert [block.value["text"] for block in scene.minutes.sections] == submitted, "the page has what was submitted"
    again = submit(scene)
    assert {row.text for row in again.text.sections} == {SECRET}
