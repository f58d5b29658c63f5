"""The page across the units: what is read there, by whom, and in which order."""

import re

import pytest
from django.urls import reverse

from accounts.roles import Role
from meetings.agreements.models import Agreement
from meetings.forum.enums import ExampleState
from meetings.forum.pages import ExamplePage
from meetings.insights.across.choice import Choice
from meetings.insights.across.enums import PassageKind
from meetings.insights.across.reading import passages, passages_with_keys
from meetings.meeting.enums import MeetingState
from meetings.meeting.pages import MeetingPage
from meetings.minutes.enums import MinutesState
from meetings.minutes.pages import MinutesPage
from meetings.questionnaires.enums import QuestionType
from meetings.questionnaires.models import Answer, AnswerRound
from meetings.questionnaires.pages import QuestionnairePage
from meetings.support_requests.models import SupportRequest
from meetings.units import access
from tests import factories
from tests.meetings.insights.scene import YEARS, set_up
from tests.meetings.questionnaires.scene import questionnaire

pytestmark = pytest.mark.django_db
ALL = Choice(years=YEARS)
LATEST = {"aar": "2026/2027"}


@pytest.fixture
def scene():
    return set_up()


def words(user, choice=ALL):
    return [one.words for one in passages(user, choice)]


def page(client, user, **query):
    client.force_login(user)
    return client.get(reverse("across"), query)


def test_a_chef_reads_every_kind_of_words_of_the_own_area_and_none_of_another(client, scene):
    text = page(client, scene.chef, **LATEST).content.decode()
    for what in ("resultat", "udfordring", "ønske", "aftale", "lærte", "ramme"):
        for school in ("Åskolen", "Bakkeskolen"):
            assert f"{school} {what} 2026/2027" in text
    assert "Havblik" not in text and "2025/2026</h4>" not in text


def test_an_editor_reads_agreements_and_examples_and_nothing_of_the_meetings(client, scene):
    text = page(client, scene.editor, **LATEST).content.decode()
    assert {"Havblik aftale", "Havblik lærte"} <= set(re.findall(r"Havblik \w+", text))
    for what in ("resultat", "udfordring", "ønske", "ramme"):
        assert what not in text


@pytest.mark.parametrize("role", [role for role in Role if role not in (
    Role.HEAD_OF_AREA, Role.CONSULTANT, Role.CENTRAL_EDITOR)])  # fmt: skip
def test_nobody_else_opens_it(client, scene, role):
    unit = scene.said["Åskolen", "2026/2027"].unit
    assert page(client, factories.user(role=role, unit=unit), **LATEST).status_code == 404


def test_a_stranger_does_not_open_it(client, scene):
    assert page(client, factories.user()).status_code == 404
    client.logout()
    assert client.get(reverse("across")).status_code == 302


def test_words_of_a_meeting_that_is_not_held_are_the_units_own(scene):
    MeetingPage.objects.update(state=MeetingState.PREPARING)
    assert not [one for one in words(scene.chef) if "resultat" in one or "ønske" in one]


def test_what_minutes_say_is_read_only_once_they_are_approved(scene):
    MinutesPage.objects.update(state=MinutesState.SUBMITTED)
    assert not [one for one in words(scene.chef) if "ramme" in one]


def test_an_example_that_is_taken_down_is_gone(scene):
    ExamplePage.objects.update(state=ExampleState.TAKEN_DOWN, live=False)
    assert not [one for one in words(scene.chef) if "lærte" in one]


@pytest.mark.parametrize("who", ["chef", "consultant", "editor"])
def test_no_passage_is_shown_whose_source_the_reader_may_not_see(scene, who):
    user = getattr(scene, who)
    models = {
        "statement": MeetingPage, "wish": SupportRequest, "agreement": Agreement, "example": ExamplePage,
        "minutes": MinutesPage,
    }  # fmt: skip
    for one in passages(user, ALL):
        rows = access.visible_to(user, models[one.source.kind])
        lookup = {"statement": "items", "minutes": "approval"}.get(one.source.kind, "pk")
        assert rows.filter(**{lookup: one.source.pk}).exists(), one


@pytest.mark.parametrize("who", ["chef", "consultant", "editor"])
def test_keys_of_what_one_may_not_see_give_nothing(scene, who):
    user = getattr(scene, who)
    other = factories.user(role=Role.HEAD_OF_AREA, area=scene.said["Havblik", "2026/2027"].unit.area)
    everything = [*passages(scene.chef, ALL), *passages(other, ALL)]
    seen = {one.key for one in passages(user, ALL)}
    got = passages_with_keys(user, [one.key for one in everything] + ["statement:x", "", "minutes:1", "nothing:4:a"])
    assert {one.key for one in got} == seen & {one.key for one in everything}


def test_an_initiative_brings_what_is_about_it_and_what_is_about_the_whole_meeting(client, scene):
    text = page(client, scene.chef, indsats=scene.initiative.pk, **LATEST).content.decode()
    for what in ("resultat", "ønske", "aftale", "lærte", "ramme"):
        assert f"Åskolen {what}" in text
    assert "udeliv 2026" not in text


def test_a_goal_brings_what_was_said_at_the_agenda_items_that_have_it(client, scene):
    text = page(client, scene.chef, maal=scene.goal.pk, **LATEST).content.decode()
    assert "Åskolen udeliv 2026/2027" in text and "Åskolen ønske 2026/2027" in text


def test_a_focus_topic_without_an_initiative_brings_what_was_said_at_its_agenda_item(client, scene):
    text = page(client, scene.chef, fokus="Skoleprofilen", **LATEST).content.decode()
    assert "Åskolen udeliv 2026/2027" in text


def test_two_years_stand_beside_each_other(client, scene):
    text = page(client, scene.chef, aar="2026/2027", ogsaa="2025/2026", indsats=scene.initiative.pk).content.decode()
    unit = text[text.index("<h3>Bakkeskolen</h3>") : text.index("<h3>Åskolen</h3>")]
    assert unit.index("2025/2026</h4>") < unit.index("Bakkeskolen resultat 2025/2026") < unit.index("2026/2027</h4>")
    assert "Bakkeskolen resultat 2026/2027" in unit


def test_units_are_in_alphabetical_order_whatever_they_said(scene):
    order = [one.unit for one in passages(scene.chef, ALL) if one.kind == "results"]
    assert order == sorted(order, key=lambda title: title == "Åskolen")


def test_odd_choices_are_ignored(client, scene):
    for query in ({"indsats": "x"}, {"aar": "\x00"}, {"maal": "9" * 300}, {"omraade": "999"}, {"side": "x"}):
        assert page(client, scene.chef, **query).status_code == 200


def closed_round(meeting, texts):
    """A round without names of the only questionnaire, in which these were written."""
    asked = QuestionnairePage.objects.get()
    question = asked.questions.get(field_type=QuestionType.MULTI_LINE)
    done = AnswerRound.objects.create(
        questionnaire=asked, meeting=meeting, opened_on=meeting.cycle.started_at, closes_on=meeting.cycle.started_at,
        closed_on=meeting.cycle.started_at, asked_count=9, answer_count=len(texts),
    )  # fmt: skip
    for text in texts:
        Answer.objects.create(round=done, values={question.name: text})
    return done


def test_answers_to_questionnaires_are_read_by_who_may_read_the_results(scene, client):
    meetings = {title: scene.said[title, "2026/2027"].meeting for title in ("Åskolen", "Bakkeskolen", "Havblik")}
    questionnaire(meetings["Åskolen"].cycle.template)
    closed_round(meetings["Åskolen"], ["Mere tid", "Færre tal", "Godt møde"])
    closed_round(meetings["Bakkeskolen"], ["Kun to", "har svaret"])
    closed_round(meetings["Havblik"], ["Et andet", "område", "svarede"])
    found = [one for one in passages(scene.chef, ALL) if one.kind == PassageKind.ANSWERS]
    assert [(one.unit, one.words) for one in found] == [
        ("Åskolen", "Færre tal"), ("Åskolen", "Godt møde"), ("Åskolen", "Mere tid"),
    ]  # fmt: skip
    assert not [one for one in passages(scene.editor, ALL) if one.kind == PassageKind.ANSWERS]
    assert page(client, scene.chef, **LATEST).status_code == 200
    assert client.get(found[0].url).status_code == 200


def test_answers_go_into_no_note(scene):
    meeting = scene.said["Åskolen", "2026/2027"].meeting
    questionnaire(meeting.cycle.template)
    closed_round(meeting, ["Mere tid", "Færre tal", "Godt møde"])
    keys = [one.key for one in passages(scene.chef, ALL) if one.kind == PassageKind.ANSWERS]
    assert len(keys) == 3 and passages_with_keys(scene.chef, keys) == []
