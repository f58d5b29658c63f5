"""The pages of wishes: who sees which, what they say, and the forms."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from django.utils import timezone

from accounts.roles import Role
from meetings.meeting.enums import MeetingState
from meetings.search.rebuild import rebuild_entries
from meetings.support_requests.models import SupportRequest
from meetings.units.url_prefixes import unit_url_kwargs
from tests import factories
from tests.meetings.initiatives import scene as statements

pytestmark = pytest.mark.django_db

SEE = (Role.AGREEMENT_HOLDER, Role.LEADERSHIP_TEAM, Role.HEAD_OF_AREA, Role.CONSULTANT)
ANSWER = (Role.HEAD_OF_AREA, Role.CONSULTANT)
TODAY = timezone.localdate


@pytest.fixture
def wish(school):
    meeting = factories.meeting(unit=school.unit, state=MeetingState.PREPARING)
    return factories.wish(meeting, responsible=school[Role.CONSULTANT], created_by=school[Role.AGREEMENT_HOLDER])


def read(client, person, url):
    client.force_login(person)
    return client.get(url)


def text(client, person, url):
    return BeautifulSoup(read(client, person, url).content, "html.parser").main.get_text(" ", strip=True)


def pages(wish):
    return (
        reverse("wishes"),
        reverse("wish", args=[wish.pk]),
        reverse("unit_wishes", kwargs=unit_url_kwargs(wish.meeting.unit)),
    )


@pytest.mark.parametrize("role", Role)
def test_leaders_and_administration_see_the_wishes_and_the_administration_answers(client, school, wish, role):
    person = school.people.get(role) or factories.user(role=role)
    for url in pages(wish):
        assert (read(client, person, url).status_code == 200) == (role in SEE), url
    assert (read(client, person, reverse("wish_answer", args=[wish.pk])).status_code == 200) == (role in ANSWER)
    assert (reverse("wishes") in read(client, person, "/").content.decode()) == (role in SEE)


def test_those_of_another_area_find_nothing(client, daycare, wish):
    everything, one, unit = pages(wish)
    for role in (Role.AGREEMENT_HOLDER, Role.CONSULTANT):
        assert wish.text not in text(client, daycare[role], everything)
        assert read(client, daycare[role], one).status_code == 404
        assert read(client, daycare[role], unit).status_code == 404


def test_the_page_of_one_says_what_has_happened(client, school, wish):
    wish.delete()
    wish = factories.wish(
        wish.meeting, text="Nu et kursus", answered_text="Sparring", state="closed",
        answered_by=school[Role.CONSULTANT], closed_by=school[Role.HEAD_OF_AREA],
    )  # fmt: skip
    page = text(client, school[Role.AGREEMENT_HOLDER], reverse("wish", args=[wish.pk]))
    for words in ("Afsluttet", "Det blev til to møder.", "Ja, i marts.", "Det var dette, der blev besvaret: Sparring"):
        assert words in page
    assert "Ret svaret" not in page


def test_the_list_is_by_theme_or_by_date_and_filtered(client, school, wish):
    reading = factories.initiative("Læsning")
    late = factories.wish(
        wish.meeting, text="Læsevejleder", initiative=reading, initiative_name="Læsning",
        answer_by=TODAY() - timedelta(days=3),
    )  # fmt: skip
    factories.wish(wish.meeting, text="Uden tema", initiative_name="", origin="minutes")
    factories.wish(wish.meeting, text="Færdig", state="closed")
    consultant, url = school[Role.CONSULTANT], reverse("wishes")

    def headings(query=""):
        page = BeautifulSoup(read(client, consultant, url + query).content, "html.parser").main
        return [h2.get_text(strip=True) for h2 in page.select("h2")], page.get_text(" ", strip=True)

    assert headings()[0] == ["Læsning", "Rolige overgange", "Uden indsats"]
    assert headings("?orden=dato")[0] == ["Over fristen", "Venter på svar"]
    found, words = headings(f"?tema={reading.pk}")
    assert found == ["Læsning"] and late.text in words and wish.text not in words
    assert headings("?tema=egne")[0] == ["Rolige overgange"]
    assert headings("?hvis=mine&tilstand=alle")[0] == ["Rolige overgange"]
    assert "Færdig" in headings("?tilstand=closed")[1] and "Færdig" not in headings()[1]
    assert headings("?enhed=x&tema=999999&tilstand=nej&side=x&orden=y")[0] == headings()[0]


def test_the_forms_save_and_go_back_and_an_older_one_gets_both_texts(client, school, wish):
    answer = reverse("wish_answer", args=[wish.pk])
    client.force_login(school[Role.CONSULTANT])
    assert client.post(answer, {"seen": 1, "answer": ""}).status_code == 422
    assert client.post(answer, {"seen": 1, "answer": "Ja, i marts"})["Location"] == reverse("wish", args=[wish.pk])
    refused = client.post(answer, {"seen": 1, "answer": "Nej"})
    assert refused.status_code == 409 and "Ja, i marts" in refused.content.decode()
    refused = client.post(reverse("wish_close", args=[wish.pk]), {"seen": 2, "outcome": "Barnet 010112-1234 kom med"})
    assert refused.status_code == 422, "a CPR number"
    client.post(reverse("wish_close", args=[wish.pk]), {"seen": 2, "outcome": "To møder"})
    assert SupportRequest.objects.get().outcome == "To møder"


def test_a_leader_sees_an_answer_as_news_for_two_weeks(client, school, wish):
    words = "Forvaltningen har skrevet om et af jeres ønsker"
    leader = school[Role.AGREEMENT_HOLDER]
    assert words not in text(client, leader, "/")
    factories.wish(wish.meeting, state="answered")
    assert words in text(client, leader, "/")
    assert words not in text(client, school[Role.STAFF_REPRESENTATIVE], "/")
    SupportRequest.objects.filter(state="answered").update(answered_at=timezone.now() - timedelta(days=20))
    assert words not in text(client, leader, "/")


def test_the_search_finds_a_wish_and_its_answer_for_those_who_see_it(client, school, daycare, wish):
    wish.delete()
    wish = factories.wish(wish.meeting, text="Sparring om mellemformer", answer="Vi kommer på besøg", state="answered")
    rebuild_entries()
    for word in ("mellemformer", "besøg"):
        for person, finds in (
            (school[Role.AGREEMENT_HOLDER], True), (school[Role.CONSULTANT], True),
            (school[Role.BOARD_REPRESENTATIVE], False), (daycare[Role.CONSULTANT], False),
        ):  # fmt: skip
            page = read(client, person, f"{reverse('search')}?q={word}").content.decode()
            assert (reverse("wish", args=[wish.pk]) in page) == finds, (word, person)


def test_what_the_unit_brings_links_to_what_became_of_it_only_for_those_who_may_see_it(client, school):
    meeting = statements.meeting(school.unit)
    statements.write(meeting, statements.OWN, "ny", school[Role.AGREEMENT_HOLDER], title="Leg", new_wish="Sparring")
    link = reverse("wish", args=[SupportRequest.objects.get().pk])
    for url in (meeting.url, statements.page_url(meeting)):
        for role, sees in ((Role.LEADERSHIP_TEAM, True), (Role.CONSULTANT, True), (Role.STAFF_REPRESENTATIVE, False)):
            assert (link in read(client, school[role], url).content.decode()) == sees
