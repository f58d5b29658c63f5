"""Two writers never overwrite each other silently."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from wagtail.models import PageLogEntry, Revision

from foundation.errors import NotAllowed
from meetings.meeting.enums import Attendance
from meetings.minutes.content import Attendee
from meetings.minutes.pages import MinutesPage
from meetings.minutes.writing.save_minutes import NotADraft, SavedByAnother, save_minutes
from tests.meetings.minutes.scene import Scene, agreed, begun, full_text, submit, submitted, written

pytestmark = pytest.mark.django_db


def save(scene: Scene, by: Any = None, seen: int | None = None, **parts: Any) -> MinutesPage:
    seen = scene.minutes.version if seen is None else seen
    content = full_text(scene, **parts)
    page = save_minutes(minutes=scene.minutes, content=content, seen_version=seen, by=by or scene.leader)
    scene.minutes = page
    return page


def revisions(scene: Scene) -> int:
    return Revision.objects.for_instance(scene.minutes).count()


def test_everything_written_is_there_again() -> None:
    scene = begun()
    save(
        scene,
        agreements=(agreed("Vi læser hver dag", owner_detail="Tom"),),
        adjust_frame="Kortere",
        adjust_content="Færre tal",
    )
    page = MinutesPage.objects.get(pk=scene.minutes.pk)
    assert [block.value["text"] for block in page.sections] == [
        "Vi talte om status på læring og trivsel.",
        "Vi talte om fællesskaber for alle.",
    ]
    assert page.agreements[0].value["text"] == "Vi læser hver dag"
    assert (page.adjust_frame, page.adjust_content, page.version) == ("Kortere", "Færre tal", 2)
    assert set(page.meeting.participants.values_list("attendance", flat=True)) == {Attendance.PRESENT}


def test_the_second_of_two_who_saw_the_same_version_changes_nothing() -> None:
    scene = begun()
    seen = scene.minutes.version
    save(scene, adjust_frame="Lises ord")
    with pytest.raises(SavedByAnother) as refused:
        save(scene, by=scene.consultant, seen=seen, adjust_frame="Kims ord")
    assert refused.value.current.adjust_frame == "Lises ord"
    assert MinutesPage.objects.get(pk=scene.minutes.pk).adjust_frame == "Lises ord"


def test_a_refused_save_leaves_attendance_alone() -> None:
    scene = begun()
    save(scene)
    absent = tuple(Attendee(person.pk, attendance="absent") for person in scene.meeting.participants.all())
    with pytest.raises(SavedByAnother):
        save(scene, seen=1, attendance=absent)
    assert set(scene.meeting.participants.values_list("attendance", flat=True)) == {Attendance.PRESENT}


def test_attendance_of_people_who_were_not_invited_is_not_noted() -> None:
    scene, elsewhere = begun(), begun(title="Bakkeskolen")
    stranger = elsewhere.meeting.participants.first()
    save(scene, attendance=(Attendee(stranger.pk, attendance="present"),))
    stranger.refresh_from_db()
    assert stranger.attendance == Attendance.UNKNOWN


def test_a_writers_saves_in_one_sitting_are_one_revision_and_one_line_in_the_log() -> None:
    scene = begun()
    for word in ("Et", "To", "Tre"):
        save(scene, by=scene.consultant, adjust_frame=word)
    assert revisions(scene) == 2  # the beginning, and the consultant's sitting
    assert PageLogEntry.objects.filter(page=scene.minutes.pk, action="wagtail.edit").count() == 1
    assert scene.minutes.get_latest_revision().as_object().adjust_frame == "Tre"


def test_another_writer_gets_a_revision_of_her_own() -> None:
    scene = begun()
    save(scene, by=scene.consultant)
    save(scene, by=scene.team)
    save(scene, by=scene.consultant)
    assert revisions(scene) == 4


def test_a_new_sitting_gets_a_new_revision() -> None:
    scene = begun()
    save(scene)
    Revision.objects.for_instance(scene.minutes).update(created_at=timezone.now() - timedelta(hours=2))
    save(scene)
    assert revisions(scene) == 2


def test_what_was_submitted_is_never_overwritten_by_a_later_save() -> None:
    scene = written()
    submission = submit(scene)
    from meetings.minutes.approval.withdraw_submission import withdraw_submission
    from tests.meetings.minutes.scene import TODAY

    withdraw_submission(minutes=scene.minutes, version=submission.version, by=scene.leader, today=TODAY)
    scene.minutes.refresh_from_db()
    save(scene, adjust_frame="Nyt")
    submission.revision.refresh_from_db()
    assert submission.revision.content["adjust_frame"] == ""


def test_what_is_waiting_for_a_decision_cannot_be_written_in() -> None:
    scene = submitted()
    with pytest.raises(NotADraft):
        save(scene, adjust_frame="Smuglet ind")
    assert MinutesPage.objects.get(pk=scene.minutes.pk).adjust_frame == ""


@pytest.mark.parametrize("who", ["staff", "board", "chef"])
def test_others_do_not_write(who: str) -> None:
    scene = begun()
    with pytest.raises(NotAllowed):
        save(scene, by=getattr(scene, who))
