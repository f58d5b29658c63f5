"""Publish an approved note to the leaders."""

from django.db import transaction
from django.utils import timezone

from accounts.roles import Right
from accounts.user import User
from foundation import audit
from meetings.insights.area_note.enums import NoteState
from meetings.insights.area_note.note_versions import bump_note_version, require_right
from meetings.insights.area_note.pages import AreaNotePage


def publish_note(*, note: AreaNotePage, expected_version: int, by: User) -> AreaNotePage:
    """Move APPROVED to PUBLISHED: all leaders read it, with the passages whose units have said yes, and those that say
    yes later. For the head of the area. Raises NotAllowed, AlreadyDone, ChangedMeanwhile."""
    require_right(Right.APPROVE_AREA_NOTE, note, by)
    with transaction.atomic():
        current = bump_note_version(
            note,
            expected_version=expected_version,
            states=(NoteState.APPROVED,),
            state=NoteState.PUBLISHED,
            published_at=timezone.now(),
        )
        current.latest_revision.publish(user=by, skip_permission_checks=True)
        audit.record("area_note.published", current, by=by, area=current.area_id)
    return AreaNotePage.objects.select_related("area").get(pk=current.pk)
