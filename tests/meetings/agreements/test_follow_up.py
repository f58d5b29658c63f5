"""Changing the status of an agreement with a dated note."""

from datetime import date, timedelta

import pytest

from accounts.roles import Role
from foundation.audit import AuditEvent
from foundation.errors import NotAllowed, ReasonMissing
from meetings.agreements.enums import AgreementStatus
from meetings.agreements.follow_up import BadDate, DecidedAtMeetings, NothingChanged, follow_up
from meetings.agreements.models import Agreement
from meetings.agreements.my_tasks import tasks_for
from tests import factories
from tests.meetings.minutes.browser import signed_in, words
from tests.meetings.minutes.scene import TODAY, Scene, approved, only_agreement

pytestmark = pytest.mark.django_db
LATER = TODAY + timedelta(days=30)


def write(scene: Scene, status: str, note: str = "", who: str = "leader", on: date = TODAY) -> Agreement:
    row = only_agreement(scene)
    follow_up(agreement=row, status=status, note=note, by=getattr(scene, who), today=on)
    return only_agreement(scene)


@pytest.mark.parametrize("who", ["leader", "team", "chef", "consultant"])
def test_leaders_chef_and_consultant_may_write_a_status(who: str) -> None:
    scene = approved()
    row = write(scene, "in_progress", "Vi er begyndt", who)
    note = row.follow_ups.get()
    assert (row.status, note.note, note.noted_on, note.author) == (
        "in_progress",
        "Vi er begyndt",
        TODAY,
        getattr(scene, who),
    )
    event = AuditEvent.objects.get(action="agreement.followed_up")
    assert event.data == {"before": "not_started", "after": "in_progress"}


def test_dropping_needs_a_reason() -> None:
    scene = approved()
    with pytest.raises(ReasonMissing) as refused:
        write(scene, "dropped", "  ")
    assert refused.value.field == "note"
    assert write(scene, "dropped", "Skolen lukker").status == AgreementStatus.DROPPED


def test_closed_on_is_kept_and_is_cleared_on_reopening() -> None:
    scene = approved()
    assert write(scene, "fulfilled").closed_on == TODAY
    assert write(scene, "fulfilled", "Stadig", on=LATER).closed_on == TODAY
    assert write(scene, "dropped", "Alligevel ikke", on=LATER).closed_on == TODAY
    with pytest.raises(ReasonMissing):
        write(scene, "in_progress")
    assert write(scene, "in_progress", "Vi prøver igen").closed_on is None


def test_a_status_may_say_that_an_agreement_is_still_in_progress() -> None:
    scene = approved()
    write(scene, "in_progress")
    assert write(scene, "in_progress", on=LATER).follow_ups.count() == 2


def test_neither_a_new_status_nor_a_note_is_refused() -> None:
    scene = approved()
    with pytest.raises(NothingChanged):
        write(scene, "not_started")
    assert write(scene, "not_started", "Vi venter på en dato").status == AgreementStatus.NOT_STARTED


def test_carrying_over_outside_the_minutes_is_refused() -> None:
    scene = approved()
    with pytest.raises(DecidedAtMeetings):
        write(scene, "carried_over", "Til næste år")


def test_a_new_date_with_a_reason_can_be_given_at_any_time() -> None:
    scene = approved()
    row = only_agreement(scene)
    day = row.due_on + timedelta(days=40)
    given = {"agreement": row, "status": "in_progress", "by": scene.leader, "today": row.due_on + timedelta(days=3)}
    with pytest.raises(ReasonMissing):
        follow_up(note="", new_due_on=day, **given)
    with pytest.raises(BadDate):
        follow_up(note="Senere", new_due_on=row.due_on + timedelta(days=1), **given)
    with pytest.raises(BadDate):
        follow_up(note="Senere", new_due_on=day, **{**given, "status": "fulfilled"})
    entry = follow_up(note="Vejlederen er syg til påske.", new_due_on=day, **given)
    assert entry.new_due_on == day and only_agreement(scene).due_on == day


def test_a_status_ends_the_task_until_the_next_date() -> None:
    scene = approved()
    due = only_agreement(scene).due_on

    def asked(on: date) -> bool:
        return any(task.url.startswith("/aftaler/") for task in tasks_for(scene.leader, on))

    assert not asked(due - timedelta(days=31)) and asked(due - timedelta(days=30))
    write(scene, "in_progress", "Vi er i gang", on=due - timedelta(days=20))
    assert not asked(due) and asked(due + timedelta(days=1))
    write(scene, "in_progress", "Næsten færdige", on=due + timedelta(days=2))
    assert not asked(due + timedelta(days=31)) and asked(due + timedelta(days=32))
    later = due + timedelta(days=90)
    row = only_agreement(scene)
    follow_up(agreement=row, status="in_progress", note="Ny plan", new_due_on=later, by=scene.leader, today=due)
    assert not asked(later - timedelta(days=31)) and asked(later - timedelta(days=30))


@pytest.mark.parametrize("who", ["staff", "board"])
def test_others_of_the_unit_may_read_but_not_write_a_status(who: str) -> None:
    scene = approved()
    with pytest.raises(NotAllowed):
        write(scene, "fulfilled", who=who)
    client, row = signed_in(getattr(scene, who)), only_agreement(scene)
    assert client.get(f"/aftaler/{row.pk}/").status_code == 200
    assert "Skriv status" not in words(client.get(f"/aftaler/{row.pk}/").content.decode())
    assert client.post(f"/aftaler/{row.pk}/status/", {"status": "fulfilled"}).status_code == 404
    assert only_agreement(scene).status == AgreementStatus.NOT_STARTED


@pytest.mark.parametrize("role", [Role.AGREEMENT_HOLDER, Role.CONSULTANT, Role.HEAD_OF_AREA, Role.FORUM_MEMBER])
def test_people_of_other_units_may_neither_read_nor_write(role: Role) -> None:
    scene = approved()
    row = only_agreement(scene)
    daycare = factories.make_unit(kind="daycare")
    stranger = factories.user(role=role, unit=daycare, area=daycare.area)
    with pytest.raises(NotAllowed):
        follow_up(agreement=row, status="fulfilled", note="", by=stranger, today=TODAY)
    client = signed_in(stranger)
    for address in (f"/aftaler/{row.pk}/", f"/aftaler/{row.pk}/status/"):
        response = client.get(address)
        assert response.status_code == 404
        assert row.text not in response.content.decode()
    assert row.text not in client.get("/aftaler/").content.decode()


@pytest.mark.parametrize("role", [Role.CENTRAL_EDITOR, Role.ADMINISTRATOR])
def test_central_staff_may_read_but_not_write_a_status(role: Role) -> None:
    scene = approved()
    row, person = only_agreement(scene), factories.user(role=role)
    with pytest.raises(NotAllowed):
        follow_up(agreement=row, status="fulfilled", note="", by=person, today=TODAY)
    client = signed_in(person)
    page = words(client.get(f"/aftaler/{row.pk}/").content.decode())
    assert row.text in page
    assert "Skriv status" not in page
    assert scene.address() not in client.get(f"/aftaler/{row.pk}/").content.decode()
    assert client.post(f"/aftaler/{row.pk}/status/", {"status": "fulfilled"}).status_code == 404


def test_the_form_shows_errors_and_keeps_the_input() -> None:
    scene = approved()
    address = f"/aftaler/{only_agreement(scene).pk}/status/"
    client = signed_in(scene.leader)
    refused = client.post(address, {"status": "dropped", "note": "", "new_due_on": "2027-03-01", "seen": 1})
    assert refused.status_code == 422
    page = refused.content.decode()
    assert "Skriv, hvorfor aftalen bortfalder." in words(page) and 'value="2027-03-01"' in page
    assert client.post(address, {"note": "Uden knap", "seen": 1}).status_code == 422
    done = client.post(address, {"status": "fulfilled", "note": "Alle læser nu", "seen": 1}, follow=True)
    page = words(done.content.decode())
    assert "Indfriet" in page
    assert "Alle læser nu" in page
    assert "Aftalt på dialogmødet 2026/2027" in page


def test_carrying_over_is_not_among_the_choices() -> None:
    scene = approved()
    page = signed_in(scene.leader).get(f"/aftaler/{only_agreement(scene).pk}/status/").content.decode()
    assert 'value="carried_over"' not in page
    assert (
        signed_in(scene.leader)
        .post(f"/aftaler/{only_agreement(scene).pk}/status/", {"status": "carried_over", "note": "x", "seen": 1})
        .status_code
        == 422
    )
