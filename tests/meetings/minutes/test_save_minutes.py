"""Two writers never overwrite each other silently."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from wagtail.models import Revision

from accounts.user import User
from foundation.audit import AuditEvent
from foundation.errors import NotAllowed
from meetings.meeting.enums import Attendance
from meetings.minutes.content import Attendee
from meetings.minutes.pages import MinutesPage
from meetings.minutes.writing.draft_content import draft_content
from meetings.minutes.writing.save_minutes import NotADraft, SavedByAnother, save_minutes
from tests.meetings.minutes.scene import Scene, agreed, begun, full_text, section_texts, submit, submitted, written

pytestmark = pytest.mark.django_db


def save(scene: Scene, by: User | None = None, seen: int | None = None, **parts: Any) -> MinutesPage:
    seen = scene.minutes.version if seen is None else seen
    content = full_text(scene, **parts)
    page = save_minutes(minutes=scene.minutes, content=content, seen_version=seen, by=by or scene.leader)
    scene.minutes = page
    return page


def revisions(scene: Scene) -> int:
    return Revision.objects.for_instance(scene.minutes).count()


def log_entries() -> int:
    return AuditEvent.objects.filter(action="minutes.written").count()


def test_everything_written_is_saved() -> None:
    scene = begun()
    save(
        scene,
        agreements=(agreed("Vi læser hver dag", owner_detail="Tom"),),
        adjust_frame="Kortere",
        adjust_content="Færre tal",
    )
    page = MinutesPage.objects.get(pk=scene.minutes.pk)
    assert section_texts(page) == [
        "Vi talte om status på læring og trivsel.",
        "Vi talte om fællesskaber for alle.",
    ]
    assert page.agreements[0].value["text"] == "Vi læser hver dag"
    assert (page.adjust_frame, page.adjust_content, page.version) == ("Kortere", "Færre tal", 2)
    assert set(page.meeting.participants.values_list("attendance", flat=True)) == {Attendance.PRESENT}


def test_a_second_save_of_the_same_version_is_refused() -> None:
    scene = begun()
    seen = scene.minutes.version
    save(scene, adjust_frame="Lises ord")
    with pytest.raises(SavedByAnother) as refused:
        save(scene, by=scene.consultant, seen=seen, adjust_frame="Kims ord")
    assert refused.value.current.adjust_frame == "Lises ord"
    assert MinutesPage.objects.get(pk=scene.minutes.pk).adjust_frame == "Lises ord"


def test_a_refused_save_does_not_change_attendance() -> None:
    scene = begun()
    save(scene)
    absent = tuple(Attendee(person.pk, attendance="absent") for person in scene.meeting.participants.all())
    with pytest.raises(SavedByAnother):
        save(scene, seen=1, attendance=absent)
    assert set(scene.meeting.participants.values_list("attendance", flat=True)) == {Attendance.PRESENT}


def test_attendance_of_people_who_were_not_invited_is_ignored() -> None:
    scene, elsewhere = begun(), begun(title="Bakkeskolen")
    stranger = elsewhere.meeting.participants.first()
    save(scene, attendance=(Attendee(stranger.pk, attendance="present"),))
    stranger.refresh_from_db()
    assert stranger.attendance == Attendance.UNKNOWN


def test_a_draft_has_no_revision_before_it_is_submitted() -> None:
    scene = begun()
    save(scene)
    save(scene, by=scene.consultant)
    assert revisions(scene) == 0
    submission = submit(scene)
    assert revisions(scene) == 1
    assert [block.value["text"] for block in submission.revision.as_object().sections] == section_texts(scene.minutes)


def test_a_writers_saves_within_thirty_minutes_are_one_log_entry() -> None:
    scene = begun()
    for word in ("Et", "To", "Tre"):
        save(scene, by=scene.consultant, adjust_frame=word)
    assert log_entries() == 1
    assert (scene.minutes.saved_by, scene.minutes.adjust_frame) == (scene.consultant, "Tre")


def test_another_writer_gets_a_new_log_entry() -> None:
    scene = begun()
    save(scene, by=scene.consultant)
    save(scene, by=scene.team)
    save(scene, by=scene.consultant)
    assert log_entries() == 3


def test_a_save_after_thirty_minutes_gets_a_new_log_entry() -> None:
    scene = begun()
    save(scene)
    MinutesPage.objects.update(saved_at=timezone.now() - timedelta(hours=2))
    save(scene)
    assert log_entries() == 2


def test_the_version_of_an_agenda_item_counts_changes_of_its_text() -> None:
    scene = begun()
    save(scene)
    content = draft_content(scene.minutes)
    first, second = content.sections
    save(scene, sections=(replace(first, text="Et andet ord"), second))
    assert [row.version for row in scene.meeting.items.order_by("pk")] == [3, 2]


def test_a_later_save_never_overwrites_a_submitted_revision() -> None:
    scene = written()
    submission = submit(scene)
    from meetings.minutes.approval.withdraw_submission import withdraw_submission
    from tests.meetings.minutes.scene import TODAY

    withdraw_submission(minutes=scene.minutes, version=submission.version, by=scene.leader, today=TODAY)
    scene.minutes.refresh_from_db()
    save(scene, adjust_frame="Nyt")
    submission.revision.refresh_from_db()
    assert submission.revision.content["adjust_frame"] == ""
    assert log_entries() == 2


def test_submitted_minutes_cannot_be_saved() -> None:
    scene = submitted()
    with pytest.raises(NotADraft):
        save(scene, adjust_frame="Smuglet ind")
    assert MinutesPage.objects.get(pk=scene.minutes.pk).adjust_frame == ""


@pytest.mark.parametrize("who", ["staff", "board", "chef"])
def test_others_of_the_meeting_may_not_save(who: str) -> None:
    scene = begun()
    with pytest.raises(NotAllowed):
        save(scene, by=getattr(scene, who))
