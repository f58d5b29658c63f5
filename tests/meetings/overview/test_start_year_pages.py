"""The pages that start a year: they describe what will happen, continue in batches, and work without script."""

import html

import pytest
from django.urls import reverse

from accounts.roles import Right, Role, roles_with
from meetings.meeting.pages import MeetingPage
from meetings.overview.views import start as views
from meetings.units.enums import UnitKind
from tests import factories

pytestmark = pytest.mark.django_db
SLUG = "2026-2027"
START, PROGRESS = "start_year", "start_year_progress"


@pytest.fixture
def template():
    return factories.template()


@pytest.fixture
def editor(client):
    person = factories.user(role=Role.CENTRAL_EDITOR)
    client.force_login(person)
    return person


def address(name=START):
    return reverse(name, args=[SLUG])


def text(response) -> str:
    return html.unescape(response.content.decode())


def test_get_describes_what_will_happen_and_changes_nothing(client, editor, template):
    for title, kind in (("Åskolen", "school"), ("Ørneskolen", "school"), ("Myretuen", "daycare")):
        factories.make_unit(title, kind=UnitKind(kind))
    page = text(client.get(address()))
    assert "Der oprettes 3 møder" in page
    assert page.index("Myretuen") < page.index("Ørneskolen") < page.index("Åskolen")
    assert not MeetingPage.objects.exists()
    assert client.get(address(PROGRESS))["Location"] == address()


def test_one_post_starts_the_year(client, editor, template):
    factories.make_unit()
    response = client.post(address())
    assert response["Location"] == address(PROGRESS)
    assert "Året er startet" in text(client.get(address(PROGRESS)))
    assert "Året er startet" in text(client.get(address()))
    assert MeetingPage.objects.count() == 1


def test_without_script_the_button_continues(client, editor, template, monkeypatch):
    monkeypatch.setattr(views, "SCRIPT_SECONDS", 0)
    monkeypatch.setattr(views, "BUTTON_SECONDS", 0)
    for _number in range(3):
        factories.make_unit()
    client.post(address())
    page = text(client.get(address(PROGRESS)))
    assert "1 af 3 enheder" in page and "Fortsæt" in page and "<progress" in page
    client.post(address(), {"fortsat": "1"})
    client.post(address(), {"fortsat": "1"})
    assert "Året er startet" in text(client.get(address(PROGRESS)))


def test_the_script_gets_the_progress_as_json(client, editor, template, monkeypatch):
    monkeypatch.setattr(views, "SCRIPT_SECONDS", 0)
    for _number in range(2):
        factories.make_unit()
    first = client.post(address(), {"fortsat": "1"}, headers={"Accept": "application/json"}).json()
    assert (first["done"], first["total"], first["goes_on"], first["problem"]) == (1, 2, True, "")
    assert client.post(address(), headers={"Accept": "application/json"}).json()["goes_on"] is False


def test_a_new_unit_is_offered_its_meeting(client, editor, template):
    factories.make_unit()
    client.post(address())
    factories.make_unit("Nyskolen")
    page = text(client.get(address()))
    assert "Opret de manglende" in page and "Nyskolen" in page


def test_a_unit_without_a_meeting_is_named(client, editor, template):
    blocked = factories.make_unit("Blokeret")
    elsewhere = factories.meeting(unit=blocked, school_year="2025/2026")
    MeetingPage.objects.filter(pk=elsewhere.pk).update(slug="2026")
    client.post(address())
    assert "Blokeret: En anden side har allerede mødets adresse." in text(client.get(address(PROGRESS)))
    assert "Blokeret" in client.post(address(), headers={"Accept": "application/json"}).json()["problem"]


def test_a_draft_leads_back_to_the_editor(client, editor):
    factories.template(published=False)
    assert "Skabelonen er en kladde" in text(client.get(address()))
    assert client.post(address(), follow=True).status_code == 200
    assert client.post(address(), headers={"Accept": "application/json"}).status_code == 409
    assert not MeetingPage.objects.exists()


def test_a_head_of_area_sees_and_starts_the_own_area_alone(client, template):
    own, foreign = factories.make_unit("Åskolen"), factories.make_unit("Myretuen", kind=UnitKind.DAYCARE)
    client.force_login(factories.user(role=Role.HEAD_OF_AREA, area=own.area))
    page = text(client.get(address()))
    assert "Der oprettes 1 møde" in page and "i dit område" in page and "Myretuen" not in page
    assert "Der er endnu ingen leder af Åskolen" in page
    client.post(address())
    assert MeetingPage.objects.get().unit == own != foreign
    assert "Myretuen" not in text(client.get(address(PROGRESS)))


@pytest.mark.parametrize("role", [role for role in Role if role not in roles_with(Right.START_YEAR)])
@pytest.mark.parametrize("name", [START, PROGRESS])
def test_the_pages_to_start_a_year_are_404_for_others(client, template, role, name):
    unit = factories.make_unit()
    client.force_login(factories.user(role=role, unit=unit))
    assert client.get(address(name)).status_code == 404
    client.post(address())
    assert not MeetingPage.objects.exists()


def test_a_visitor_is_asked_to_sign_in(client, template):
    assert client.get(address()).status_code == 302 == client.post(address()).status_code


def test_an_unknown_template_is_404(client, editor):
    assert client.get(address()).status_code == 404
