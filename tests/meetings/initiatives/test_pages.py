"""What a unit brings, on the page where it is written, on the meeting's page and in the presentation."""

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from accounts.roles import Role
from meetings.meeting.enums import MeetingState
from meetings.meeting.pages import MeetingPage
from meetings.support_requests.models import SupportRequest
from meetings.units import access
from meetings.units.url_prefixes import meeting_url_kwargs
from tests import factories
from tests.meetings.initiatives import scene
from tests.meetings.initiatives.scene import OTHER, OWN, STRATEGIC, page_url, write, write_url

pytestmark = pytest.mark.django_db

HOLDER, TEAM, STAFF = Role.AGREEMENT_HOLDER, Role.LEADERSHIP_TEAM, Role.STAFF_REPRESENTATIVE
BOARD, CHEF, CONSULTANT = Role.BOARD_REPRESENTATIVE, Role.HEAD_OF_AREA, Role.CONSULTANT


@pytest.fixture
def initiative():
    return factories.initiative("Fællesskaber for alle", is_strategic=True)


@pytest.fixture
def meeting(school, initiative, holder):
    meeting = scene.meeting(school.unit)
    texts = {"results": "Flere børn er med.", "challenges": ""}
    write(meeting, STRATEGIC, initiative.pk, holder, texts=texts, new_wish="Sparring om overgange")
    return meeting


def read(client, person, url):
    client.force_login(person)
    return client.get(url)


@pytest.mark.parametrize("role", [HOLDER, TEAM, STAFF, BOARD, CHEF, CONSULTANT])
def test_whoever_sees_the_meeting_reads_it_everywhere(client, school, meeting, role):
    person, leads = school[role], role in (HOLDER, TEAM)
    presentation = reverse("presentation", kwargs=meeting_url_kwargs(meeting))
    for url in (page_url(meeting), meeting.url, presentation):
        page = read(client, person, url).content.decode()
        assert "Flere børn er med." in page and "Sparring om overgange" in page, url
    assert ("Skriv, hvad I bringer" in read(client, person, meeting.url).content.decode()) == leads
    assert ("Tilføj en af vores egne" in read(client, person, page_url(meeting)).content.decode()) == leads
    assert (read(client, person, write_url(meeting, OWN, "ny")).status_code == 200) == leads
    sees_what_became_of_it = role in (HOLDER, TEAM, CHEF, CONSULTANT)
    assert access.visible_to(person, SupportRequest).exists() == sees_what_became_of_it


def test_others_and_the_board_before_the_meeting_is_convened_see_nothing(client, school, daycare, meeting):
    stranger = daycare[HOLDER]
    assert read(client, stranger, page_url(meeting)).status_code == 404
    assert not access.visible_to(stranger, SupportRequest).exists()
    MeetingPage.objects.update(state=MeetingState.PLANNED)
    assert read(client, school[BOARD], page_url(meeting)).status_code == 404


def test_the_page_asks_for_the_strategic_initiatives_of_the_unit_s_kind(client, daycare, initiative):
    factories.initiative("Skoleprofilen", is_strategic=True)
    factories.initiative("Uderum")
    factories.initiative("Nedlagt", is_strategic=True, is_active=False)
    meeting = scene.meeting(daycare.unit)
    page = read(client, daycare[HOLDER], page_url(meeting)).content.decode()
    assert "Fællesskaber for alle" in page
    assert not any(name in page for name in ("Skoleprofilen", "Uderum", "Nedlagt"))
    headings = [h2.get_text(strip=True) for h2 in BeautifulSoup(page, "html.parser").select("main h2")]
    assert headings == ["1. Fælles indsatser", "2. Egne indsatser"]


def test_the_form_is_in_place_saves_and_goes_back(client, holder, meeting, initiative):
    url = write_url(meeting, STRATEGIC, initiative.pk)
    form = BeautifulSoup(read(client, holder, url).content, "html.parser").select_one("main form")
    wish = SupportRequest.objects.get()
    sent = {field["name"]: field.get("value", "") for field in form.select("input")}
    sent |= {
        "results": "Alle er med.",
        "challenges": "Ingen",
        f"wish-{wish.pk}": "Sparring i maj",
        "new_wish": "Kursus",
    }
    answer = client.post(url, sent)
    assert answer["Location"] == f"{page_url(meeting)}#indsats-{initiative.pk}"
    page = client.get(meeting.url).content.decode()
    assert all(text in page for text in ("Alle er med.", "Sparring i maj", "Kursus"))
    assert "Flere børn er med." not in page


def test_an_older_form_gets_both_texts_and_keeps_what_was_typed(client, holder, meeting, initiative):
    url = write_url(meeting, STRATEGIC, initiative.pk)
    client.force_login(holder)
    answer = client.post(url, {"seen": 0, "results": "Mit", "challenges": "", "new_wish": "Nyt ønske"})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert all(text in page for text in ("Flere børn er med.", "Mit", "Nyt ønske"))
    assert SupportRequest.objects.count() == 1


@pytest.mark.parametrize("key", ["ny", "0", "x", "00000000-0000-4000-8000-000000000000"])
@pytest.mark.parametrize("block", [STRATEGIC, OTHER], ids=["strategic", "other"])
def test_what_is_not_asked_for_has_no_form(client, holder, meeting, block, key):
    assert read(client, holder, write_url(meeting, block, key)).status_code == 404
