"""People follow an initiative, the forum or a section, and hear of what is new there once a day."""

import pytest
from django.urls import reverse

from accounts.roles import Role
from meetings.articles.enums import Readers
from meetings.follows.models import Follow
from meetings.forum.clear_example import clear_example
from meetings.forum.enums import ExampleState
from meetings.notifications.models import Notification
from meetings.units.people.hand_over_role import hand_over_role
from tests import factories
from tests.bench.pages import captured_selects
from tests.meetings.articles.made import article, section
from tests.queued_mails import forget_mails, queued_mails

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("real_queue")]


@pytest.fixture
def leader():
    return factories.user(role=Role.AGREEMENT_HOLDER)


def press(client, person, do="follow", **what):
    client.force_login(person)
    return client.post(reverse("follow"), {"do": do, "next": "/lederforum/", **what})


def shown(**fields):
    """An example that is cleared now."""
    example = factories.example(state=ExampleState.PROPOSED, **fields)
    return clear_example(example=example, expected_version=example.version, by=factories.user(role=Role.CENTRAL_EDITOR))


def told(person) -> list[str]:
    return [mail.subject + mail.body for mail in queued_mails() if mail.to == person.email]


def test_the_button_follows_and_stops(leader, client):
    forum = factories.forum()
    client.force_login(leader)
    assert "Følg" in client.get("/lederforum/").content.decode()
    assert press(client, leader, page=forum.pk)["Location"] == "/lederforum/"
    assert press(client, leader, page=forum.pk).status_code == 302
    assert Follow.objects.filter(person=leader, page=forum.pk).count() == 1
    assert "Følger" in client.get("/lederforum/").content.decode()
    assert "Lederforum" in client.get(reverse("follows")).content.decode()
    press(client, leader, "unfollow", page=forum.pk)
    assert not Follow.objects.exists()


def test_an_initiative_is_followed_where_its_examples_are_listed(leader, client):
    reading = factories.initiative("Læseløft")
    client.force_login(leader)
    assert "Følg Læseløft" in client.get(f"/lederforum/?indsats={reading.pk}").content.decode()
    press(client, leader, initiative=reading.pk)
    assert Follow.objects.get().initiative == reading


@pytest.mark.parametrize("role", [Role.STAFF_REPRESENTATIVE, Role.BOARD_REPRESENTATIVE])
def test_what_one_may_not_see_one_may_not_follow(role, client):
    person, narrow = factories.user(role=role), section(Readers.LEADERS)
    for what in ({"page": factories.forum().pk}, {"initiative": factories.initiative().pk}, {"page": narrow.pk}):
        assert press(client, person, **what).status_code == 404
    assert press(client, person, page=factories.home().pk).status_code == 404
    assert not Follow.objects.exists()


def test_followers_of_the_initiative_and_of_the_forum_hear_of_a_new_example_once(leader):
    reading, forum = factories.initiative("Læseløft"), factories.forum()
    both, other = leader, factories.user(role=Role.CONSULTANT)
    Follow.objects.create(person=both, initiative=reading)
    Follow.objects.create(person=both, page=forum)
    Follow.objects.create(person=other, initiative=factories.initiative())
    shown(initiative=reading, title="Læsebånd om morgenen")
    (mail,) = told(both)
    assert mail.count("Læsebånd om morgenen") >= 1
    assert not told(other)


def test_readers_who_follow_a_section_hear_of_a_new_article_and_nobody_else(leader):
    parent = section(Readers.LEADERS, title="Nyheder")
    former = factories.user(role=Role.STAFF_REPRESENTATIVE)
    for person in (leader, former):
        Follow.objects.create(person=person, page=parent)
    page = article(parent, title="Nyt om brobygning")
    (mail,) = told(leader)
    assert "Nyt om brobygning" in mail and page.get_url() in mail
    assert not told(former)
    forget_mails()
    page.save_revision().publish()
    assert not Notification.objects.exists()


def test_an_article_that_is_taken_down_before_the_mail_is_not_told(leader):
    parent = section(Readers.LEADERS)
    Follow.objects.create(person=leader, page=parent)
    article(parent).unpublish()
    assert not told(leader)


def test_handing_over_a_function_hands_over_no_follows(leader, today):
    Follow.objects.create(person=leader, page=factories.forum())
    unit = leader.memberships.get().unit
    heir = factories.user(role=Role.LEADERSHIP_TEAM, unit=unit)
    by = factories.user(role=Role.ADMINISTRATOR)
    hand_over_role(membership=leader.memberships.get(), to=heir, on=today, by=by, today=today)
    assert [row.person for row in Follow.objects.all()] == [leader]


def test_the_list_of_what_one_follows_costs_the_same_for_eight_as_for_two(leader, client):
    client.force_login(leader)
    costs = []
    for number in (1, 3):
        for _more in range(number):
            Follow.objects.create(person=leader, page=section(Readers.LEADERS))
            Follow.objects.create(person=leader, initiative=factories.initiative())
        client.get(reverse("follows"))
        with captured_selects() as asked:
            page = client.get(reverse("follows"))
        assert len(page.context["follows"]) == Follow.objects.for_user(leader).count()
        costs.append(len(asked))
    assert Follow.objects.for_user(leader).count() == 8
    assert costs[0] == costs[1], asked


def test_what_one_may_not_see_any_more_is_not_listed(client):
    person, narrow = factories.user(role=Role.STAFF_REPRESENTATIVE), section(Readers.LEADERS, title="For ledere")
    Follow.objects.create(person=person, page=narrow)
    client.force_login(person)
    assert "For ledere" not in client.get(reverse("follows")).content.decode()
