"""Save the notes of one agenda item, while the meeting is held or its minutes are a draft."""

from uuid import UUID

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.roles import Right
from accounts.user import User
from foundation import audit
from foundation.errors import NotAllowed
from foundation.forms.optimistic_lock import bump_version
from meetings.meeting.enums import MeetingState
from meetings.meeting.item import MeetingItem
from meetings.meeting.pages import MeetingPage
from meetings.minutes.enums import MinutesState
from meetings.minutes.pages import MinutesPage
from meetings.minutes.writing.begin_minutes import begin_minutes
from meetings.minutes.writing.merging import merge_paragraphs
from meetings.minutes.writing.save_sections import SAME_SITTING_WITHIN, NotADraft
from meetings.minutes.writing.section_history import History
from meetings.minutes.writing.sections import Key
from meetings.units import access


def save_section(
    *,
    meeting: MeetingPage,
    block_id: UUID,
    text: str,
    expected_version: int,
    seen_text: str | None = None,
    is_running: bool,
    by: User,
) -> MeetingItem:
    """Save `text` as the next version of the item's notes, which the minutes show as its section. Return the row.

    When somebody saved after `expected_version`, both texts are merged by paragraph with `seen_text`, the one that the
    writer began with. `is_running`: the meeting is being held. After it the minutes are begun. Raises NotAllowed,
    NotADraft, NotHeldYet, ChangedMeanwhile.
    """
    if not access.of(by).may(Right.WRITE_MINUTES, meeting.unit):
        raise NotAllowed(_("Only the unit's leadership and the consultant write the minutes."))
    with transaction.atomic():
        state = MeetingPage.objects.values_list("state", flat=True).get(pk=meeting.pk)
        if state == MeetingState.HELD or not is_running:  # it may have ended since the caller looked
            begin_minutes(meeting=meeting, by=by)
        minutes = MinutesPage.objects.filter(meeting=meeting)
        now = timezone.now()
        is_draft = minutes.filter(state=MinutesState.DRAFT).update(version=F("version") + 1, saved_by=by, saved_at=now)
        if not is_draft and minutes.exists():
            raise NotADraft(_("The minutes are no longer a draft. Your text is not saved."))
        items = MeetingItem.objects.filter(meeting=meeting, block_id=block_id)
        before, version_now = items.values_list("notes", "version").get()
        if version_now != expected_version and seen_text is not None:
            merged = merge_paragraphs(seen_text, text, before)
            if merged is not None:
                text, expected_version = merged, version_now
        row = bump_version(items, expected_version, notes=text)
        if text != before:
            key: Key = ("sections", str(block_id))
            version = minutes.values_list("version", flat=True).first() or 0
            History(meeting.pk, [key]).add(
                {key: {"text": before}}, {key: {"text": text}}, minutes_version=version, by=by, at=now
            )
        last = audit.latest_event(row)
        if last is None or last.actor_id != by.pk or now - last.at > SAME_SITTING_WITHIN:
            audit.record("minutes.noted", row, by=by, unit_id=meeting.unit_id)
    return row
