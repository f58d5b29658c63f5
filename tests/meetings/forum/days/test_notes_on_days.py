"""A published note for an area is a point of a forum day; the units' words in it reach those alone for whom they were
cleared."""

import json

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.roles import Role
from meetings.forum.days.inviting.invite_to_forum_day import invite_to_forum_day
from meetings.forum.days.pages import ForumDayPage
from meetings.forum.days.set_programme import BadPoint, PointData, set_programme
from meetings.insights.area_note.answer_passage import answer_passage
from meetings.insights.area_note.withdraw_note import withdraw_note
from tests import factories
from tests.meetings.forum.days.made import forum_day
from tests.meetings.insights import scene as notes
from tests.queued_mails import queued_mail

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("real_queue")]
TITLE, WORDS, NOT_CLEARED = "Det tager vi med", "Åskolen resultat 2026/2027", "Bakkeskolen"


class Stage:
    """A day with a note, to which a leader is invited, and with `guests` others."""

    def __init__(self, *guests) -> None:
        self.scene, self.note = notes.published()
        self.planner = self.scene.consultant
        self.leader = factories.user(role=Role.AGREEMENT_HOLDER)
        self.day = forum_day(people=[self.leader, *guests], planned_by=self.planner)
        set_programme(day=self.day, points=[PointData(note_id=self.note.pk)], expected_version=1, by=self.planner)

    def texts(self, person) -> tuple[str, str, str]:
        """The page, the run, and the keys of what the run may still show."""
        client = Client()
        client.force_login(person)
        addresses = (
            self.day.get_url(),
            *(reverse(f"forum_day_{name}", args=[self.day.slug]) for name in ("show", "still")),
        )
        return tuple(client.get(address).content.decode() for address in addresses)


def test_the_note_is_shown_with_the_words_that_were_cleared() -> None:
    stage = Stage()
    page, run, still = stage.texts(stage.leader)
    assert f'href="{stage.note.url}"' in page and WORDS not in page
    assert TITLE in run and WORDS in run and NOT_CLEARED not in run
    assert all(f'data-key="{key}"' in run for key in json.loads(still)["shown"])


def test_words_that_a_unit_takes_back_leave_the_running_slides() -> None:
    stage = Stage()
    _page, run, before = stage.texts(stage.leader)
    for passage in stage.note.passages.filter(unit__title="Åskolen", kind="results"):
        leader = stage.scene.said["Åskolen", "2026/2027"].leader
        answer_passage(passage=passage, may_stand=False, expected_version=None, by=leader)
    gone = set(json.loads(before)["shown"]) - set(json.loads(stage.texts(stage.leader)[2])["shown"])
    (key,) = gone
    shown_with_it = run.split(f'data-key="{key}"')[1].split("</section>")[0]
    assert WORDS in shown_with_it


@pytest.mark.parametrize("guest", [Role.DEPARTMENT_LEADER, Role.STAFF_REPRESENTATIVE, None])
def test_a_note_is_not_on_the_wall_when_somebody_is_invited_who_may_not_read_it(guest) -> None:
    person = factories.user(role=guest) if guest else None
    stage = Stage(*([person] if person else []))
    if person is None:
        stage.day.invitees.create(name="Uden konto", email="uden@egenby.dk")
    else:
        for text in stage.texts(person):
            assert TITLE not in text and WORDS not in text
        client = Client()
        client.force_login(person)
        assert client.get(stage.note.url).status_code == 404
    page, run, still = stage.texts(stage.leader)
    assert TITLE in page, "the leader reads it on its own page"
    assert TITLE not in run and WORDS not in run and json.loads(still)["shown"] == []
    assert "ikke alle inviterede må læse den" in run


def test_a_note_that_was_taken_back_is_named_nowhere() -> None:
    stage = Stage()
    now = notes.fresh(stage.note)
    withdraw_note(note=now, expected_version=now.version, by=stage.planner)
    for text in stage.texts(stage.leader):
        assert TITLE not in text and WORDS not in text
    assert "En note, der ikke vises længere" in stage.texts(stage.planner)[0]


def test_the_mail_names_the_note_to_those_who_read_it(client: Client) -> None:
    guest = factories.user(role=Role.DEPARTMENT_LEADER)
    stage = Stage(guest)
    ForumDayPage.objects.update(state="planned")
    invite_to_forum_day(day=stage.day, expected_version=None, by=stage.planner, now=timezone.now())
    assert TITLE in queued_mail(stage.leader.email).secret
    mail = queued_mail(guest.email).secret
    assert "En note for området" in mail and TITLE not in mail


@pytest.mark.parametrize("state", ["drafted", "approved", "asked"])
def test_only_a_published_note_is_put_into_a_programme(state: str) -> None:
    scene, note = getattr(notes, state)()
    day = forum_day(planned_by=scene.consultant)
    with pytest.raises(BadPoint):
        set_programme(day=day, points=[PointData(note_id=note.pk)], expected_version=1, by=scene.consultant)
    client = Client()
    client.force_login(scene.consultant)
    form = reverse("forum_day_programme", args=[day.slug])
    assert TITLE not in client.get(form).content.decode()
    sent = {"rows": 0, "seen": 1, "act": "add", "what": f"note-{note.pk}"}
    assert client.post(form, sent).status_code == 422 and not day.points.exists()


def test_a_note_is_put_into_a_programme_by_the_form_once(client: Client) -> None:
    scene, note = notes.published()
    day = forum_day(planned_by=scene.consultant)
    client.force_login(scene.consultant)
    sent = {"rows": 0, "seen": 1, "act": "add", "minutes": 10, "what": f"note-{note.pk}"}
    client.post(reverse("forum_day_programme", args=[day.slug]), sent)
    assert list(day.points.values_list("kind", "note", "minutes", "title")) == [("note", note.pk, 10, "")]
    point = PointData(note_id=note.pk)
    with pytest.raises(BadPoint):
        set_programme(day=day, points=[point, point], expected_version=2, by=scene.consultant)
