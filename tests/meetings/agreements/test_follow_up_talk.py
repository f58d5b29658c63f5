"""The follow-up talk: proposed, set, written on by two people, and closed into the statuses of the agreements."""

from datetime import date, time, timedelta

import pytest
from django.urls import reverse
from icalendar import Calendar

from accounts.roles import Role
from foundation.errors import NotAllowed, ReasonMissing
from foundation.forms.optimistic_lock import AlreadyDone, ChangedMeanwhile
from meetings.agreements.follow_up import follow_up
from meetings.agreements.follow_up_talk.hold_talk import AgreementMovedOn, hold_talk
from meetings.agreements.follow_up_talk.models import FollowUpTalk
from meetings.agreements.follow_up_talk.propose_talk import NothingToFollowUp, propose_talk
from meetings.agreements.follow_up_talk.save_lines import LineInput, save_lines
from meetings.agreements.follow_up_talk.set_talk import set_talk
from meetings.agreements.models import Agreement
from meetings.agreements.my_tasks import tasks_for
from meetings.clashes.busy_times import busy_times
from meetings.preparation.planned import NotEligible, PlannedAppointment, TimesDoNotFit
from meetings.units.url_prefixes import meeting_url_kwargs
from tests import factories
from tests.meetings.minutes.browser import signed_in, words
from tests.meetings.minutes.scene import TODAY, agreed, approved
from tests.queued_mails import forget_mails, queued_mails

pytestmark = pytest.mark.django_db

DAY = date(2026, 12, 15)
QUARTER = PlannedAppointment(DAY, time(9), time(9, 15), "Chefens kontor")
THOSE_WHO_TALK, OTHERS = ("leader", "chef", "consultant"), ("team", "staff", "board")


@pytest.fixture
def scene():
    scene = approved(agreed("Vi prøver to voksne"), agreed("Vi læser hver dag"))
    forget_mails()
    return scene


@pytest.fixture
def talk(scene):
    return FollowUpTalk.objects.with_related().get(meeting=scene.meeting)


def agreements(scene):
    return list(Agreement.objects.filter(unit=scene.unit).order_by("pk"))


def place(talk, by, wanted=QUARTER):
    change = set_talk(talk=talk, appointment=wanted, by=by, today=TODAY)
    talk.refresh_from_db()
    return change


def write(talk, by, lines, **more):
    written = {row.pk: LineInput(*line) for row, line in lines.items()}
    return save_lines(talk=talk, lines=written, by=by, today=TODAY, **more)


def page_of(talk, person, what="follow_up_talk"):
    return signed_in(person).get(reverse(what, kwargs=meeting_url_kwargs(talk.meeting)))


# Set -----------------------------------------------------------------------------------------------------------------


def test_a_follow_up_talk_is_proposed_three_months_after_the_approval_and_once(scene, talk):
    assert talk.planned_on == date(2026, 12, 30) and not talk.is_appointment, (
        "1 January is no working day, nor is the eve"
    )
    assert propose_talk(meeting=scene.meeting, by=scene.leader, today=TODAY) == talk


def test_without_open_agreements_there_is_nothing_to_propose(scene, talk):
    talk.delete()
    for row in agreements(scene):
        follow_up(agreement=row, status="fulfilled", note="", by=scene.leader, today=TODAY)
    with pytest.raises(NothingToFollowUp):
        propose_talk(meeting=scene.meeting, by=scene.leader, today=TODAY)


@pytest.mark.parametrize("who", THOSE_WHO_TALK)
def test_the_two_are_invited_with_an_entry_in_their_calendars(scene, talk, who):
    place(talk, getattr(scene, who))
    mails = {mail.to: mail for mail in queued_mails()}
    assert mails.keys() == {scene.leader.email, scene.chef.email}
    mail = mails[scene.chef.email]
    (event,) = Calendar.from_ical(mail.calendar).walk("VEVENT")
    assert event.decoded("dtstart").isoformat() == "2026-12-15T09:00:00+01:00" and event["status"] == "CONFIRMED"
    assert "2 åbne aftaler" in mail.body and f"/{scene.meeting.slug}/opfoelgning/" in mail.body
    assert "to voksne" not in mail.body


def test_moved_it_says_when_it_was_and_called_off_it_leaves_the_calendar(scene, talk):
    place(talk, scene.leader)
    forget_mails()
    place(talk, scene.chef, PlannedAppointment(DAY + timedelta(days=1), time(10), time(10, 30)))
    moved = queued_mails()
    assert len(moved) == 2 and all("Før:" in mail.body.replace("\xa0", " ") for mail in moved)
    forget_mails()
    place(talk, scene.chef, PlannedAppointment(talk.planned_on))
    for mail in queued_mails():
        (event,) = Calendar.from_ical(mail.calendar).walk("VEVENT")
        assert event["status"] == "CANCELLED" and int(event["sequence"]) == 3 and mail.subject.startswith("Aflyst")
    forget_mails()
    assert place(talk, scene.chef, PlannedAppointment(talk.planned_on)) is None and not queued_mails()


def test_times_must_fit_and_only_those_who_talk_can_be_chosen(scene, talk):
    with pytest.raises(TimesDoNotFit):
        place(talk, scene.leader, PlannedAppointment(None))
    with pytest.raises(TimesDoNotFit):
        place(talk, scene.leader, PlannedAppointment(DAY, time(10), time(9)))
    for who in OTHERS:
        with pytest.raises(NotEligible):
            place(talk, scene.leader, PlannedAppointment(DAY, time(9), time(10), "", [getattr(scene, who).pk]))


def test_an_older_form_is_refused(scene, talk):
    place(talk, scene.leader)
    with pytest.raises(ChangedMeanwhile):
        place(talk, scene.chef, PlannedAppointment(DAY, time(11), time(12), seen=1))


def test_chef_and_consultant_are_busy_then(scene, talk):
    place(talk, scene.leader, PlannedAppointment(DAY, time(9), time(9, 15), "", [scene.chef.pk, scene.leader.pk]))
    other = factories.meeting(unit=factories.make_unit())
    (busy,) = busy_times([scene.chef.pk], DAY, DAY, besides=other)
    assert "Opfølgning" in busy.where and scene.unit.title in busy.where
    assert not busy_times([scene.chef.pk], DAY, DAY, besides=scene.meeting)


# Who may -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("who", OTHERS)
def test_others_of_the_unit_neither_see_nor_write(scene, talk, who):
    person = getattr(scene, who)
    refused_everywhere(scene, talk, person)


@pytest.mark.parametrize("role", [Role.AGREEMENT_HOLDER, Role.HEAD_OF_AREA, Role.CONSULTANT])
def test_people_of_other_units_neither_see_nor_write(scene, talk, role):
    daycare = factories.make_unit(kind="daycare")
    refused_everywhere(scene, talk, factories.user(role=role, unit=daycare, area=daycare.area))


@pytest.mark.parametrize("role", [Role.CENTRAL_EDITOR, Role.ADMINISTRATOR, Role.FORUM_MEMBER])
def test_central_staff_neither_see_nor_write(scene, talk, role):
    refused_everywhere(scene, talk, factories.user(role=role))


def refused_everywhere(scene, talk, person):
    row = agreements(scene)[0]
    for act in (
        lambda: place(talk, person),
        lambda: write(talk, person, {row: ("in_progress", "Nå", None, 0)}),
        lambda: hold_talk(talk=talk, by=person, today=TODAY),
        lambda: propose_talk(meeting=talk.meeting, by=person, today=TODAY),
    ):
        with pytest.raises(NotAllowed):
            act()
    for what in ("follow_up_talk", "follow_up_talk_time"):
        assert page_of(talk, person, what).status_code == 404
    assert not [task for task in tasks_for(person, DAY) if "opfølgning" in task.title.lower()]


# Written together ----------------------------------------------------------------------------------------------------


def test_lines_of_two_people_become_statuses_in_their_names(scene, talk):
    one, other = agreements(scene)
    write(talk, scene.leader, {one: ("in_progress", "Vi er i gang i 1. klasse", None, 0)})
    write(talk, scene.chef, {other: ("dropped", "Vi samler kræfterne", None, 0)})
    board = words(signed_in(scene.board).get(f"/aftaler/{one.pk}/").content.decode())
    assert "1. klasse" not in board, "nothing is told before the talk is closed"
    assert hold_talk(talk=talk, by=scene.chef, today=TODAY) == 2
    statuses = {note.agreement_id: note for note in talk.statuses.all()}
    assert (statuses[one.pk].status, statuses[one.pk].author) == ("in_progress", scene.leader)
    assert (statuses[other.pk].status, statuses[other.pk].author) == ("dropped", scene.chef)
    board = words(signed_in(scene.board).get(f"/aftaler/{one.pk}/").content.decode())
    assert "1. klasse" in board and "Skrevet ved opfølgningen" in board
    record = words(page_of(talk, scene.leader).content.decode())
    assert "Vi samler kræfterne" in record and "afsluttet af Hanne Holm" in record


def test_what_another_wrote_on_the_same_agreement_is_never_overwritten_unseen(scene, talk):
    row = agreements(scene)[0]
    write(talk, scene.leader, {row: ("in_progress", "Vi er i gang", None, 0)})
    with pytest.raises(ChangedMeanwhile) as refused:
        write(talk, scene.chef, {row: ("not_started", "Ikke begyndt", None, 0)})
    assert "Lise Lund" in refused.value.message
    write(talk, scene.chef, {row: ("in_progress", "Vi er i gang, og to mangler", None, 1)})
    assert talk.lines.get().note.endswith("to mangler")


def test_two_who_write_on_different_agreements_at_once_do_not_meet(scene, talk):
    leader, chef = signed_in(scene.leader), signed_in(scene.chef)
    url = reverse("follow_up_talk", kwargs=meeting_url_kwargs(talk.meeting))
    one, other = agreements(scene)
    forms = [form_of(client.get(url)) for client in (leader, chef)]
    forms[0][f"note-{one.pk}"], forms[1][f"note-{other.pk}"] = "Lederens", "Chefens"
    assert [leader.post(url, forms[0]).status_code, chef.post(url, forms[1]).status_code] == [302, 302]
    assert {line.note for line in talk.lines.all()} == {"Lederens", "Chefens"}
    stale = forms[0] | {f"note-{one.pk}": "", f"note-{other.pk}": "Lederens om den anden"}
    refused = leader.post(url, stale)
    page = words(refused.content.decode())
    assert refused.status_code == 409 and "Chefens" in page and "Lederens om den anden" in page


def form_of(response):
    """The fields as the page shows them."""
    return {field.html_name: field.value() or "" for field in response.context["form"]} | {
        field.html_initial_name: field.value() or ""
        for field in response.context["form"]
        if field.field.show_hidden_initial
    }


def test_dropping_needs_a_reason_at_its_agreement(scene, talk):
    row = agreements(scene)[1]
    with pytest.raises(ReasonMissing) as refused:
        write(talk, scene.leader, {row: ("dropped", " ", None, 0)})
    assert refused.value.field == f"note-{row.pk}"


def test_a_status_written_meanwhile_asks_for_another_look_before_the_talk_is_closed(scene, talk):
    row = agreements(scene)[0]
    write(talk, scene.leader, {row: ("in_progress", "I gang", None, 0)})
    follow_up(agreement=row, status="fulfilled", note="Færdig", by=scene.team, today=TODAY)
    with pytest.raises(AgreementMovedOn) as refused:
        hold_talk(talk=talk, by=scene.leader, today=TODAY)
    assert refused.value.field == f"note-{row.pk}"
    rows = page_of(talk, scene.leader).context["form"].rows
    assert row in [one["agreement"] for one in rows], "it is closed, but something is written on it"
    write(talk, scene.leader, {row: ("fulfilled", "Færdig, sagde teamet", None, 1)})
    assert hold_talk(talk=talk, by=scene.leader, today=TODAY) == 1


def test_a_held_talk_is_closed_and_another_can_be_set(scene, talk):
    hold_talk(talk=talk, by=scene.leader, today=TODAY)
    for act in (lambda: hold_talk(talk=talk, by=scene.chef, today=TODAY), lambda: place(talk, scene.chef)):
        with pytest.raises(AlreadyDone):
            act()
    url = reverse("follow_up_talk", kwargs=meeting_url_kwargs(talk.meeting))
    assert signed_in(scene.chef).post(url, {"begin": "1"}).status_code == 302
    assert FollowUpTalk.objects.open().get().meeting == scene.meeting


def test_the_summary_has_a_version_of_its_own(scene, talk):
    write(talk, scene.leader, {}, summary="Vi talte om vikarer.", expected_version=talk.version)
    with pytest.raises(ChangedMeanwhile):
        write(talk, scene.chef, {}, summary="Noget andet", expected_version=talk.version)


# On the front page ---------------------------------------------------------------------------------------------------


def tasks(person, on):
    return [(task.title, task.due) for task in tasks_for(person, on) if "pfølgning" in task.title]


def test_the_two_have_it_as_a_task_when_it_is_to_be_set_and_when_it_is_near(scene, talk):
    proposed = talk.planned_on
    for person in (scene.leader, scene.chef):
        assert not tasks(person, proposed - timedelta(days=29))
        assert tasks(person, proposed - timedelta(days=28)) == [("Aftal en tid til opfølgning på aftalerne", proposed)]
    assert not tasks(scene.consultant, proposed)
    place(talk, scene.leader, PlannedAppointment(DAY, time(9), time(9, 15), "", [scene.leader.pk, scene.consultant.pk]))
    for person in (scene.leader, scene.chef, scene.consultant):
        assert not tasks(person, DAY - timedelta(days=8))
        assert tasks(person, DAY - timedelta(days=7)) == [("Opfølgning på aftalerne 15. december 2026", DAY)]
        ((title, _due),) = tasks(person, DAY + timedelta(days=3))
        assert title.endswith("skriv en linje om hver, og afslut den")
    hold_talk(talk=talk, by=scene.leader, today=DAY)
    assert not tasks(scene.leader, DAY + timedelta(days=3))


def test_the_units_agreements_lead_to_it_those_who_talk_alone(scene, talk):
    address = reverse("unit_agreements", kwargs={"area": scene.unit.area.slug, "unit": scene.unit.slug})
    for who, seen in [("leader", True), ("chef", True), ("team", False), ("board", False)]:
        page = signed_in(getattr(scene, who)).get(address).content.decode()
        assert ("opfoelgning/" in page) == seen


def test_the_form_proposes_the_two_and_calls_off(scene, talk):
    page = page_of(talk, scene.leader, "follow_up_talk_time")
    assert page.context["form"].initial[f"people-{talk.pk}"] == [scene.chef.pk, scene.leader.pk]
    client, url = signed_in(scene.leader), reverse("follow_up_talk_time", kwargs=meeting_url_kwargs(talk.meeting))
    sent = {
        f"seen-{talk.pk}": 1, f"day-{talk.pk}": "2026-12-15", f"begins_at-{talk.pk}": "9.00",
        f"ends_at-{talk.pk}": "9.15", "chooses_people": "on", f"people-{talk.pk}": [scene.chef.pk, scene.leader.pk],
    }  # fmt: skip
    assert client.post(url, sent).status_code == 302
    assert client.post(url, {**sent, f"seen-{talk.pk}": 2, "call_off": "1"}).status_code == 302
    talk.refresh_from_db()
    assert not talk.is_appointment and talk.planned_on == DAY
