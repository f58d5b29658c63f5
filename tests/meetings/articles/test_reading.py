"""Who reads sections and articles, and what listings, menu, search and front page show them."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.roles import Role
from foundation.municipality import Municipality
from meetings.articles.enums import Readers
from meetings.articles.list_sections import list_sections
from meetings.articles.pages import ArticlePage
from meetings.forum.enums import ExampleState
from tests import factories
from tests.meetings.articles.made import article, block, section

pytestmark = pytest.mark.django_db

LEADERS = {Role.AGREEMENT_HOLDER, Role.LEADERSHIP_TEAM, Role.HEAD_OF_AREA, Role.CENTRAL_EDITOR}
FORUM = LEADERS | {Role.CONSULTANT, Role.FORUM_MEMBER}
EVERYBODY = set(Role) - {Role.DATA_PROTECTION_OFFICER}


def readers_of(page, client) -> set[Role]:
    found = set()
    for role in Role:
        client.force_login(factories.user(role=role))
        if client.get(page.get_url()).status_code == 200:
            found.add(role)
    return found


@pytest.mark.parametrize(
    ("readers", "expected"),
    [
        (Readers.LEADERS, LEADERS),
        (Readers.FORUM, FORUM),
        (Readers.EVERYBODY, EVERYBODY),
    ],
)
def test_a_section_and_its_articles_are_read_by_those_it_is_for(readers, expected, client):
    parent = section(readers)
    page = article(parent)
    assert readers_of(parent, client) == expected
    assert readers_of(page, client) == expected


def test_a_new_section_is_for_leaders_alone():
    assert section().readers == Readers.LEADERS


@pytest.mark.parametrize("readers", list(Readers))
def test_visitors_and_people_without_a_role_read_nothing(readers, client):
    page = article(section(readers))
    assert client.get(page.get_url()).status_code == 404
    client.force_login(factories.user())
    assert client.get(page.get_url()).status_code == 404


def test_a_draft_and_an_article_of_a_section_that_is_taken_down_are_read_by_editors_alone(client):
    draft = article(section(Readers.EVERYBODY), live=False)
    gone = article(section(Readers.EVERYBODY))
    gone.section.unpublish()
    assert readers_of(draft, client) == readers_of(gone, client) == {Role.CENTRAL_EDITOR}


def test_a_section_lists_what_is_published_newest_first_and_in_pages(client):
    parent = section(Readers.EVERYBODY)
    for number in range(1, 12):
        article(parent, title=f"Nummer {number:02}", date=date(2026, 3, number))
    article(parent, title="Kladden", live=False)
    client.force_login(factories.user(role=Role.BOARD_REPRESENTATIVE))
    first = client.get(parent.get_url()).content.decode()
    assert first.index("Nummer 11") < first.index("Nummer 10") < first.index("Nummer 02")
    assert "Nummer 01" not in first and "Kladden" not in first
    assert "Nummer 01" in client.get(parent.get_url() + "?side=2").content.decode()


def listed(parent, person, client) -> str:
    client.force_login(person)
    return client.get(parent.get_url()).content.decode()


def test_a_listing_of_examples_shows_them_to_who_sees_the_forum(client):
    reading, other = factories.initiative("Læseløft"), factories.initiative()
    factories.example(state=ExampleState.CLEARED, initiative=reading, title="Læsebånd om morgenen")
    factories.example(state=ExampleState.CLEARED, initiative=other, title="Noget helt andet")
    factories.example(state=ExampleState.PROPOSED, initiative=reading, title="Ikke frigivet endnu")
    body = [block("examples", {"title": "", "initiative": str(reading.pk), "count": 3})]
    parent = section(Readers.EVERYBODY, body=body)
    leader = listed(parent, factories.user(role=Role.AGREEMENT_HOLDER), client)
    assert "Læsebånd om morgenen" in leader and "Læseløft" in leader
    assert "Noget helt andet" not in leader and "Ikke frigivet endnu" not in leader
    staff = listed(parent, factories.user(role=Role.STAFF_REPRESENTATIVE), client)
    assert "Læsebånd om morgenen" not in staff and "Læseløft" not in staff


def test_a_listing_of_articles_shows_so_many_and_only_to_their_readers(client):
    narrow = section(Readers.LEADERS, title="For ledere")
    for number in range(1, 4):
        article(narrow, title=f"Ledernyt {number}", date=date(2026, 3, number))
    body = [block("pages", {"title": "", "section": str(narrow.pk), "count": 2})]
    parent = section(Readers.EVERYBODY, body=body)
    leader = listed(parent, factories.user(role=Role.AGREEMENT_HOLDER), client)
    assert "Ledernyt 3" in leader and "Ledernyt 2" in leader and "Ledernyt 1" not in leader
    staff = listed(parent, factories.user(role=Role.STAFF_REPRESENTATIVE), client)
    assert "Ledernyt" not in staff and "For ledere" not in staff


def test_a_listing_costs_one_narrow_query(client):
    narrow = section(Readers.EVERYBODY)
    article(narrow)
    with_none, with_two = (
        section(Readers.EVERYBODY),
        section(Readers.EVERYBODY, body=[block("pages", {"title": "", "section": str(narrow.pk), "count": 2})] * 2),
    )
    client.force_login(factories.user(role=Role.STAFF_REPRESENTATIVE))
    counts = []
    for page in (with_none, with_none, with_two):
        with CaptureQueriesContext(
            connection,
        ) as asked:
            client.get(page.get_url())
        counts.append(len(asked))
    assert counts[2] - counts[1] == 2, [query["sql"][:300] for query in asked]
    assert not any('"body"' in query["sql"] for query in asked if "meetings_articlepage" in query["sql"])


def test_the_menu_leads_there_only_where_something_can_be_read_and_asks_nothing(client):
    people = {role: factories.user(role=role) for role in (Role.AGREEMENT_HOLDER, Role.STAFF_REPRESENTATIVE)}

    def leads_there(role) -> bool:
        client.force_login(people[role])
        return 'href="/viden/"' in client.get("/").content.decode()

    parent = section(Readers.LEADERS)
    assert not any(leads_there(role) for role in people)
    page = article(parent)
    assert [leads_there(role) for role in people] == [True, False]
    page.unpublish()
    assert not any(leads_there(role) for role in people)


def test_what_the_menu_knows_follows_a_deletion_too():
    page = article(section(Readers.EVERYBODY, title="Nyheder"))
    assert Municipality.here().sections == [["Nyheder", page.section.get_url(), "everybody"]]
    ArticlePage.objects.get(pk=page.pk).delete()
    assert Municipality.here().sections == []


def test_the_front_page_shows_the_newest_articles_to_their_readers(client):
    article(section(Readers.LEADERS), title="Nyt til lederne")
    article(section(Readers.EVERYBODY), title="Nyt til alle", live=True)
    client.force_login(factories.user(role=Role.STAFF_REPRESENTATIVE))
    staff = client.get("/").content.decode()
    assert "Nyt til alle" in staff and "Nyt til lederne" not in staff
    client.force_login(factories.user(role=Role.AGREEMENT_HOLDER))
    assert "Nyt til lederne" in client.get("/").content.decode()


def test_the_search_finds_an_article_for_its_readers_while_it_is_published(client):
    page = article(section(Readers.LEADERS), title="Overgange", body=[block("text", "Om **brobygning** i foråret")])

    def found(role) -> bool:
        client.force_login(factories.user(role=role))
        return page.get_url() in client.get("/soeg/?q=brobygning").content.decode()

    assert found(Role.AGREEMENT_HOLDER) and not found(Role.STAFF_REPRESENTATIVE)
    page.unpublish()
    assert not found(Role.AGREEMENT_HOLDER) and not found(Role.CENTRAL_EDITOR)


def test_the_list_of_sections_names_only_those_with_something_to_read(client):
    section(Readers.EVERYBODY, title="Tom sektion")
    article(section(Readers.EVERYBODY, title="Nyheder"))
    article(section(Readers.LEADERS, title="For ledere"))
    list_sections()
    client.force_login(factories.user(role=Role.STAFF_REPRESENTATIVE))
    shown = client.get("/viden/").content.decode()
    assert "Nyheder" in shown and "Tom sektion" not in shown and "For ledere" not in shown
