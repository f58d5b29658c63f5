"""The pages of the lederforum."""

import uuid

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.roles import Right, Role, roles_with
from media.enums import LegalBasis
from media.kinds.enums import MediaKind
from media.media_item import MediaItem
from meetings.forum.enums import ExampleState
from meetings.forum.pages import ExamplePage
from meetings.units.url_prefixes import meeting_url_kwargs
from snippets.models import Goal
from tests import factories
from tests.meetings.forum.pictures import shared_evidence

pytestmark = pytest.mark.django_db
WORDS = {
    "title": "Makkere",
    "did": "Vi gjorde",
    "saw": "Vi så",
    "learnt": "Vi lærte",
    "others_can_use": "Begynd",
    "contact": "",
}


def test_a_leader_proposes_the_chef_clears_and_another_leader_presents_it(client: Client) -> None:
    unit = factories.make_unit("Skovskolen")
    leader = factories.user(role=Role.AGREEMENT_HOLDER, unit=unit)
    evidence = shared_evidence(leader, unit)
    photo = MediaItem.objects.get(kind=MediaKind.IMAGE, evidence=evidence)
    client.force_login(leader)
    address = reverse("example_from_evidence", kwargs={**meeting_url_kwargs(evidence.meeting), "pk": evidence.pk})
    assert "Vises ikke" in client.get(address).content.decode()
    page = client.post(address, {**WORDS, f"basis-{photo.key}": LegalBasis.PUBLIC_TASK}, follow=True)
    assert "Eksemplet er foreslået." in page.content.decode()
    example = ExamplePage.objects.get()

    client.force_login(factories.user(role=Role.HEAD_OF_AREA, area=unit.area))
    decide = reverse("example_decide", kwargs={"slug": example.slug})
    assert str(LegalBasis.PUBLIC_TASK.label) in client.get(decide).content.decode()
    client.post(decide, {"act": "clear", "seen": example.version, "reason": ""})

    client.force_login(factories.user(role=Role.LEADERSHIP_TEAM))
    assert "Makkere" in client.get("/lederforum/").content.decode()
    shown = client.get(f"/lederforum/{example.slug}/").content.decode()
    assert photo.url("large") in shown and "Et tårn af klodser" in shown
    full_screen = reverse("example_show", kwargs={"slug": example.slug})
    for screen in ("", "?side=2", "?side=99", "?side=x", "?side=-1"):
        assert client.get(full_screen + screen).status_code == 200


def test_the_text_is_kept_when_a_photo_is_refused(client: Client) -> None:
    unit = factories.make_unit()
    leader = factories.user(role=Role.AGREEMENT_HOLDER, unit=unit)
    evidence = shared_evidence(leader, unit, alt_text="")
    photo = MediaItem.objects.get(kind=MediaKind.IMAGE, evidence=evidence)
    client.force_login(leader)
    address = reverse("example_from_evidence", kwargs={**meeting_url_kwargs(evidence.meeting), "pk": evidence.pk})
    page = client.post(address, {**WORDS, f"basis-{photo.key}": LegalBasis.PUBLIC_TASK})
    words = page.content.decode()
    assert page.status_code == 422 and "Billede 1 mangler: alternativ tekst." in words and "Vi lærte" in words


@pytest.mark.parametrize("role", [role for role in Role if role not in roles_with(Right.SEE_FORUM)])
def test_others_do_not_find_the_lederforum(client: Client, role: Role) -> None:
    example = factories.example(state=ExampleState.CLEARED)
    client.force_login(factories.user(role=role))
    for address in ("/lederforum/", f"/lederforum/{example.slug}/", f"/lederforum/{example.slug}/vis/"):
        assert client.get(address).status_code == 404


def test_a_proposal_is_found_by_the_unit_and_the_deciders_only(client: Client) -> None:
    example = factories.example()
    for person, status in [
        (factories.user(role=Role.AGREEMENT_HOLDER, unit=example.unit), 200),
        (factories.user(role=Role.HEAD_OF_AREA, area=example.unit.area), 200),
        (factories.user(role=Role.CENTRAL_EDITOR), 200),
        (factories.user(role=Role.AGREEMENT_HOLDER), 404),
        (factories.user(role=Role.FORUM_MEMBER), 404),
    ]:
        client.force_login(person)
        assert client.get(f"/lederforum/{example.slug}/").status_code == status
        assert client.get(f"/lederforum/{example.slug}/vis/").status_code == 404


def test_the_forum_is_filtered_and_searched(client: Client) -> None:
    together, outdoors = factories.initiative("Fællesskaber"), factories.initiative("Udeliv")
    factories.example(state=ExampleState.CLEARED, title="Makkere", did="Fællesskaberne voksede", initiative=together)
    factories.example(state=ExampleState.CLEARED, title="Bålet", did="Vi gik ud", initiative=outdoors)
    factories.example(title="Hemmelig", did="Fællesskaberne")
    client.force_login(factories.user(role=Role.FORUM_MEMBER))

    def found(**filters: object) -> set[str]:
        words = client.get("/lederforum/", filters).content.decode()
        return {title for title in ("Makkere", "Bålet", "Hemmelig") if title in words}

    assert found() == {"Makkere", "Bålet"}
    assert found(indsats=together.pk) == {"Makkere"}
    assert found(q="fællesskab") == {"Makkere"}
    assert found(q="bålet") == {"Bålet"}
    assert found(type="daycare") == set()
    assert found(aar=factories.SCHOOL_YEAR) == {"Makkere", "Bålet"}


def test_the_goal_of_the_evidence_is_a_filter_when_some_example_has_one(client: Client) -> None:
    client.force_login(factories.user(role=Role.FORUM_MEMBER))
    factories.example(state=ExampleState.CLEARED, title="Uden mål")
    assert 'name="maal"' not in client.get("/lederforum/").content.decode()
    wellbeing, unused = (Goal.objects.create(name=name) for name in ("Trivsel", "Ingen bruger det"))
    told_of = factories.evidence(shared=True, goal=wellbeing)
    example = factories.example(state=ExampleState.CLEARED, title="Makkere", evidence=told_of)
    hidden = factories.evidence(shared=True, goal=unused)
    factories.example(title="Hemmelig", evidence=hidden)
    page = client.get("/lederforum/", {"maal": wellbeing.pk}).content.decode()
    assert "Makkere" in page and "Uden mål" not in page
    assert "Ingen bruger det" not in page, "a goal that only proposals have is not offered"
    assert "Trivsel" in client.get(f"/lederforum/{example.slug}/").content.decode()


def test_strange_searches_give_a_page(client: Client) -> None:
    factories.example(state=ExampleState.CLEARED)
    client.force_login(factories.user(role=Role.FORUM_MEMBER))
    for words in ['"', "'", "  ", "\x00", "æ" * 300, "AND", "NOT", "*", "a\x00b", "(", "col:x", "-", "--"]:
        assert client.get("/lederforum/", {"q": words, "indsats": "x", "type": "?", "aar": "0"}).status_code == 200, (
            words
        )


def test_the_list_costs_the_same_with_many_examples(client: Client) -> None:
    client.force_login(factories.user(role=Role.FORUM_MEMBER))
    counts = []
    client.get("/lederforum/")  # fill caches
    for more in (3, 20):
        for _one in range(more):
            factories.example(state=ExampleState.CLEARED, initiative=factories.initiative())
        with CaptureQueriesContext(connection) as queries:
            client.get("/lederforum/")
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_examples_cannot_be_cleared_or_deleted_in_the_wagtail_admin() -> None:
    editor, boss = factories.user(role=Role.CENTRAL_EDITOR), factories.user(is_superuser=True)
    proposed, cleared = factories.example(), factories.example(state=ExampleState.CLEARED)
    for person in (editor, boss):
        tester = proposed.permissions_for_user(person)
        assert not any(
            [tester.can_edit(), tester.can_publish(), tester.can_delete(), tester.can_move(), tester.can_copy()]
        )
        tester = cleared.permissions_for_user(person)
        assert not any([tester.can_unpublish(), tester.can_delete(), tester.can_move()])


def test_a_filter_with_an_out_of_range_number_is_ignored(client: Client) -> None:
    client.force_login(factories.user(role=Role.FORUM_MEMBER))
    assert client.get("/lederforum/", {"indsats": "9" * 40}).status_code == 200


def test_the_form_begins_with_all_texts_of_a_story_without_marks(client: Client) -> None:
    unit = factories.make_unit()
    leader = factories.user(role=Role.AGREEMENT_HOLDER, unit=unit)
    body = [
        {"type": "text", "id": str(uuid.uuid4()), "value": "Vi **gik** ud."},
        {"type": "quote", "id": str(uuid.uuid4()), "value": {"words": "Den har ben!", "who": "et barn"}},
    ]
    meeting = factories.meeting(unit=unit)
    story = factories.evidence(meeting=meeting, kind="story", body=body, shared=True, owner=leader)
    client.force_login(leader)
    address = reverse("example_from_evidence", kwargs={**meeting_url_kwargs(meeting), "pk": story.pk})
    assert client.get(address).context["form"]["saw"].value() == "Vi gik ud.\n\nDen har ben!\net barn"
