"""Sections of a draft are saved one by one; two writers never overwrite each other."""

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
from meetings.minutes.content import Attendee, MinutesContent
from meetings.minutes.pages import MinutesPage
from meetings.minutes.writing.draft_content import draft_content
from meetings.minutes.writing.save_sections import NotADraft, SavedSections, SectionInput, changes, save_sections
from meetings.minutes.writing.section_version import SectionVersion
from meetings.minutes.writing.sections import fingerprint, sections_of
from tests import factories
from tests.meetings.minutes import scene as scenes
from tests.meetings.minutes.scene import (
    Scene,
    agreed,
    approve,
    begun,
    full_text,
    section_texts,
    submit,
    submitted,
    written,
)

pytestmark = pytest.mark.django_db
FRAME = ("adjust_frame", "")


def save(scene: Scene, by: User | None = None, **parts: Any) -> MinutesPage:
    scene.minutes = scenes.save(scene.minutes, full_text(scene, **parts), by or scene.leader)
    return scene.minutes


def write(scene: Scene, before: MinutesContent, by: User, **parts: Any) -> SavedSections:
    """Save as somebody whose page was opened when the draft was `before`."""
    return save_sections(minutes=scene.minutes, inputs=changes(before, replace(before, **parts)), by=by)


def item(before: MinutesContent, number: int, text: str) -> dict[str, Any]:
    rows = list(before.sections)
    rows[number] = replace(rows[number], text=text)
    return {"sections": tuple(rows)}


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


class TestTwoWriters:
    def test_in_different_sections_never_meet(self) -> None:
        scene = begun()
        before = draft_content(scene.minutes)
        one = write(scene, before, scene.leader, **item(before, 0, "Lises ord"), adjust_frame="Kortere")
        other = write(scene, before, scene.consultant, **item(before, 1, "Kims ord"), adjust_content="Færre tal")
        assert not one.conflicts and not other.conflicts
        now = draft_content(MinutesPage.objects.get(pk=scene.minutes.pk))
        assert [row.text for row in now.sections] == ["Lises ord", "Kims ord"]
        assert (now.adjust_frame, now.adjust_content) == ("Kortere", "Færre tal")

    def test_at_the_same_place_get_both_texts_and_the_rest_is_saved(self) -> None:
        scene = begun()
        before = draft_content(scene.minutes)
        write(scene, before, scene.leader, **item(before, 0, "Lises ord"))
        other = write(scene, before, scene.consultant, **item(before, 0, "Kims ord"), adjust_frame="Kortere")
        key = ("sections", before.sections[0].id)
        assert list(other.conflicts) == [key]
        found = other.conflicts[key]
        assert (found.saved, found.mine, found.by) == ({"text": "Lises ord"}, {"text": "Kims ord"}, scene.leader)
        now = draft_content(MinutesPage.objects.get(pk=scene.minutes.pk))
        assert (now.sections[0].text, now.adjust_frame) == ("Lises ord", "Kortere")

    def test_in_different_paragraphs_of_one_section_are_merged(self) -> None:
        scene = begun()
        before = draft_content(write(scene, (empty := draft_content(scene.minutes)), scene.leader,
                                     **item(empty, 0, "Uro\n\nFravær\n\nLæsning")).minutes)  # fmt: skip
        write(scene, before, scene.leader, **item(before, 0, "Uro på gangen\n\nFravær\n\nLæsning"))
        other = write(scene, before, scene.consultant, **item(before, 0, "Uro\n\nFravær\n\nLæsning hver dag"))
        assert not other.conflicts
        assert section_texts(scene.minutes)[0] == "Uro på gangen\n\nFravær\n\nLæsning hver dag"

    def test_in_different_fields_of_one_agreement_are_merged(self) -> None:
        scene = begun()
        save(scene, agreements=(agreed("Vi læser", owner="", due_on=None),))
        before = draft_content(scene.minutes)
        row = before.agreements[0]
        write(scene, before, scene.leader, agreements=(replace(row, owner="unit"),))
        other = write(scene, before, scene.consultant, agreements=(replace(row, text="Vi læser hver dag"),))
        assert not other.conflicts
        now = draft_content(other.minutes).agreements[0]
        assert (now.text, now.owner) == ("Vi læser hver dag", "unit")

    def test_note_attendance_of_different_people(self) -> None:
        scene = begun()
        before = draft_content(scene.minutes)
        for number, by in enumerate((scene.leader, scene.consultant)):
            rows = list(before.attendance)
            rows[number] = replace(rows[number], attendance=Attendance.PRESENT)
            assert not write(scene, before, by, attendance=tuple(rows)).conflicts
        now = draft_content(MinutesPage.objects.get(pk=scene.minutes.pk)).attendance
        assert [row.attendance for row in now].count(Attendance.PRESENT) == 2

    def test_add_agreements_at_once_and_keep_both(self) -> None:
        scene = begun()
        before = draft_content(scene.minutes)
        write(scene, before, scene.leader, agreements=(agreed("Lises"),))
        write(scene, before, scene.consultant, agreements=(agreed("Kims"),))
        page = MinutesPage.objects.get(pk=scene.minutes.pk)
        assert [row.text for row in draft_content(page).agreements] == ["Lises", "Kims"]

    def test_an_agreement_taken_out_by_one_stays_out_unless_the_other_changed_it(self) -> None:
        scene = begun()
        save(scene, agreements=(agreed("Vi læser"), agreed("Vi måler")))
        before = draft_content(scene.minutes)
        write(scene, before, scene.leader, agreements=())
        kept = (replace(before.agreements[0], text="Vi læser hver dag"), before.agreements[1])
        other = write(scene, before, scene.consultant, agreements=kept)
        assert [key for key in other.conflicts] == [("agreements", before.agreements[0].id)]
        assert draft_content(MinutesPage.objects.get(pk=scene.minutes.pk)).agreements == ()

    @pytest.mark.parametrize(
        ("choice", "stands"), [("both", "Lise\n\nKim"), ("mine", "Kim"), ("saved", "Lise"), ("", "Kim")]
    )
    def test_choose_what_stands_after_they_saw_both(self, choice: str, stands: str) -> None:
        scene = begun()
        before = draft_content(scene.minutes)
        write(scene, before, scene.leader, adjust_frame="Lise")
        seen = fingerprint({"text": "Lise"})
        kims = SectionInput({"text": "Kim"}, seen, choice)
        assert not save_sections(minutes=scene.minutes, inputs={FRAME: kims}, by=scene.consultant).conflicts
        assert MinutesPage.objects.get(pk=scene.minutes.pk).adjust_frame == stands

    def test_a_third_who_saves_meanwhile_is_not_overwritten_by_the_choice(self) -> None:
        scene = begun()
        before = draft_content(scene.minutes)
        write(scene, before, scene.leader, adjust_frame="Lise")
        seen = fingerprint({"text": "Lise"})
        write(scene, replace(before, adjust_frame="Lise"), scene.team, adjust_frame="Tom")
        kims = SectionInput({"text": "Kim"}, seen, "mine")
        assert list(save_sections(minutes=scene.minutes, inputs={FRAME: kims}, by=scene.consultant).conflicts) == [
            FRAME
        ]
        assert MinutesPage.objects.get(pk=scene.minutes.pk).adjust_frame == "Tom"


def test_what_nobody_can_compare_with_is_not_overwritten() -> None:
    scene = begun()
    save(scene, adjust_frame="Lise")
    kims = SectionInput({"text": "Kim"}, "not known here")
    assert list(save_sections(minutes=scene.minutes, inputs={FRAME: kims}, by=scene.consultant).conflicts) == [FRAME]


def test_an_agreement_with_the_id_of_another_unit_is_ignored() -> None:
    theirs, scene = factories.agreement(), begun()
    key = ("agreements", str(theirs.block_id))
    values = {**sections_of(full_text(scene, agreed("Overtaget"))).popitem()[1], "text": "Overtaget"}
    save_sections(minutes=scene.minutes, inputs={key: SectionInput(values, "")}, by=scene.leader)
    assert not MinutesPage.objects.get(pk=scene.minutes.pk).agreements


def test_attendance_of_people_who_were_not_invited_is_ignored() -> None:
    scene, elsewhere = begun(), begun(title="Bakkeskolen")
    stranger = elsewhere.meeting.participants.first()
    save(scene, attendance=(Attendee(stranger.pk, attendance="present"),))
    stranger.refresh_from_db()
    assert stranger.attendance == Attendance.UNKNOWN


def test_a_draft_has_no_revision_before_it_is_submitted() -> None:
    scene = begun()
    save(scene)
    save(scene, by=scene.consultant, adjust_frame="Nyt")
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
    for word, by in (("Et", scene.consultant), ("To", scene.team), ("Tre", scene.consultant)):
        save(scene, by=by, adjust_frame=word)
    assert log_entries() == 3


def test_a_save_after_thirty_minutes_gets_a_new_log_entry() -> None:
    scene = begun()
    save(scene)
    MinutesPage.objects.update(saved_at=timezone.now() - timedelta(hours=2))
    scene.minutes.refresh_from_db()
    save(scene, adjust_frame="Nyt")
    assert log_entries() == 2


def test_saving_what_stands_there_already_changes_nothing() -> None:
    scene = begun()
    one = agreed()
    save(scene, agreements=(one,))
    version, kept = scene.minutes.version, SectionVersion.objects.count()
    save(scene, by=scene.consultant, agreements=(one,))
    assert (MinutesPage.objects.get(pk=scene.minutes.pk).version, SectionVersion.objects.count()) == (version, kept)


def test_the_version_of_an_agenda_item_counts_changes_of_its_text() -> None:
    scene = begun()
    save(scene)
    before = draft_content(scene.minutes)
    write(scene, before, scene.leader, **item(before, 0, "Et andet ord"))
    assert [row.version for row in scene.meeting.items.order_by("pk")] == [3, 2]


def test_a_later_save_never_overwrites_a_submitted_revision() -> None:
    scene = written()
    submission = submit(scene)
    from meetings.minutes.approval.withdraw_submission import withdraw_submission
    from tests.meetings.minutes.scene import TODAY

    withdraw_submission(minutes=scene.minutes, expected_version=submission.version, by=scene.leader, today=TODAY)
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


class TestVersions:
    def test_each_save_keeps_a_version_and_what_stood_before_the_first(self) -> None:
        scene = begun()
        MinutesPage.objects.update(adjust_frame="Fra før")
        scene.minutes.refresh_from_db()
        for word in ("Et", "Et to"):
            save(scene, adjust_frame=word)
        rows = SectionVersion.objects.filter(part="adjust_frame").order_by("number")
        assert [(row.number, row.content["text"], row.saved_by) for row in rows] == [
            (1, "Fra før", None), (2, "Et", scene.leader), (3, "Et to", scene.leader),
        ]  # fmt: skip

    def test_are_deleted_when_the_minutes_are_approved(self) -> None:
        scene = submitted()
        other = written(scene=begun(title="Bakkeskolen"))
        assert SectionVersion.objects.filter(meeting=scene.meeting).exists()
        approve(scene)
        assert not SectionVersion.objects.filter(meeting=scene.meeting).exists()
        assert SectionVersion.objects.filter(meeting=other.meeting).exists()
