"""The agreement holder sends the minutes, or lets one of those who write them."""

import pytest

from accounts.roles import Role
from foundation.errors import NotAllowed
from meetings.minutes.approval.submit_minutes import submit_minutes
from meetings.minutes.approval.withdraw_submission import withdraw_submission
from meetings.minutes.pages import MinutesPage
from meetings.minutes.writing.appoint_sender import NotAWriter, appoint_sender, possible_senders
from meetings.minutes.writing.save_sections import NotADraft
from meetings.notifications.models import Notification
from meetings.units.membership import Membership
from tests import factories
from tests.meetings.minutes.browser import signed_in, words
from tests.meetings.minutes.scene import TODAY, Scene, approved, written

pytestmark = pytest.mark.django_db


def let(scene: Scene, who: str | None, by: str = "leader") -> None:
    person = getattr(scene, who) if who else None
    appoint_sender(
        minutes=scene.minutes, sender_id=person.pk if person else None, by=getattr(scene, by), today=TODAY
    )  # fmt: skip
    scene.minutes = MinutesPage.objects.get(pk=scene.minutes.pk)


def send(scene: Scene, who: str):
    return submit_minutes(
        minutes=scene.minutes, expected_version=scene.minutes.version, by=getattr(scene, who), today=TODAY
    )


@pytest.mark.parametrize("who", ["consultant", "team"])
def test_who_was_named_sends_and_takes_back(who: str) -> None:
    scene = written()
    with pytest.raises(NotAllowed):
        send(scene, who)
    let(scene, who)
    submission = send(scene, who)
    assert submission.submitted_by == getattr(scene, who)
    withdraw_submission(minutes=scene.minutes, expected_version=submission.version, by=getattr(scene, who), today=TODAY)


def test_who_is_no_longer_named_does_not_send() -> None:
    scene = written()
    let(scene, "team")
    let(scene, None)
    with pytest.raises(NotAllowed):
        send(scene, "team")


def test_who_no_longer_writes_does_not_send() -> None:
    scene = written()
    let(scene, "team")
    Membership.objects.filter(user=scene.team).update(role=Role.STAFF_REPRESENTATIVE)
    with pytest.raises(NotAllowed):
        send(scene, "team")


@pytest.mark.parametrize("who", ["staff", "board", "chef", "leader"])
def test_only_those_who_write_and_do_not_send_anyway_can_be_named(who: str) -> None:
    scene = written()
    with pytest.raises(NotAWriter):
        let(scene, who)


def test_writers_of_other_units_cannot_be_named() -> None:
    scene = written()
    other = factories.user(role=Role.LEADERSHIP_TEAM, unit=factories.make_unit("Bakkeskolen"))
    assert other.pk not in possible_senders(scene.minutes, TODAY)


@pytest.mark.parametrize("by", ["team", "consultant", "staff", "chef"])
def test_only_the_agreement_holder_names(by: str) -> None:
    scene = written()
    with pytest.raises(NotAllowed):
        let(scene, "consultant", by=by)
    assert signed_in(getattr(scene, by)).get(scene.address("afsender")).status_code == 404


def test_approved_minutes_have_nobody_who_sends_them() -> None:
    scene = approved()
    with pytest.raises(NotADraft):
        let(scene, "team")


def test_the_page_where_somebody_is_named_and_what_that_person_sees() -> None:
    scene = written()
    leader, kim = signed_in(scene.leader), signed_in(scene.consultant)
    assert "Send til godkendelse" not in words(kim.get(scene.address()).content.decode())
    assert "Lad en anden sende referatet" in words(leader.get(scene.address()).content.decode())
    form = leader.get(scene.address("afsender")).content.decode()
    assert "Kim Krog" in form and "Tom Tang" in form and "Mia Mose" not in form
    answer = leader.post(scene.address("afsender"), {"sender": scene.consultant.pk}, follow=True)
    assert "Kim Krog må nu sende referatet." in words(answer.content.decode())
    assert "Send til godkendelse" in words(kim.get(scene.address()).content.decode())
    assert "Send referatet til godkendelse" in words(kim.get("/").content.decode())
    told = Notification.objects.get(kind="meetings/minutes/mail/sender")
    assert told.recipient == scene.consultant
