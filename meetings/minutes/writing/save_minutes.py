"""Save a draft, unless somebody else saved first."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.roles import Right
from accounts.user import User
from foundation import audit
from foundation.errors import Conflict, NotAllowed
from meetings.meeting.enums import Attendance
from meetings.meeting.item import MeetingItem, update_items
from meetings.meeting.pages import MeetingPage
from meetings.minutes.content import Attendee, MinutesContent, Section
from meetings.minutes.enums import MinutesState
from meetings.minutes.page_content import apply_content
from meetings.minutes.pages import MinutesPage
from meetings.units import access

#: A writer's later saves are not logged until somebody else saves, the minutes are submitted or this much time passes.
SITTING = timedelta(minutes=30)


class SavedByAnother(Conflict):
    """Somebody else saved after the form was opened. `current` is the saved page, unchanged."""


class NotADraft(Conflict):
    """The minutes have been submitted or approved meanwhile; nothing was saved."""


def save_minutes(*, minutes: MinutesPage, content: MinutesContent, seen_version: int, by: User) -> MinutesPage:
    """Save `content` (its written parts and attendance) as version `seen_version` + 1.

    `seen_version` is the version that the form showed. Raises NotAllowed, SavedByAnother, NotADraft; then
    nothing has changed.
    """
    if not access.of(by).may(Right.WRITE_MINUTES, minutes.unit):
        raise NotAllowed(_("Only the unit's leadership and the consultant write the minutes."))
    with transaction.atomic():
        draft = MinutesPage.objects.filter(pk=minutes.pk, state=MinutesState.DRAFT)
        if not draft.filter(version=seen_version).update(version=F("version") + 1):
            raise _conflict(minutes)
        page = MinutesPage.objects.select_related("meeting", "unit").get(pk=minutes.pk)
        now = timezone.now()
        is_logged = not _is_same_sitting(page, by, now)
        page.saved_by, page.saved_at = by, now
        apply_content(page, content)
        page.save()
        note_sections(page.meeting, content.sections)
        note_attendance(page.meeting, content.attendance)
        if is_logged:
            audit.record("minutes.written", page, by=by, unit_id=page.unit_id, version=page.version)
    return page


def note_sections(meeting: MeetingPage, sections: Iterable[Section]) -> None:
    """Store the texts with the agenda items of `meeting`. Other sections are ignored."""
    texts = {section.id: section.text for section in sections}
    changed = []
    for row in MeetingItem.objects.filter(meeting=meeting):
        text = texts.get(str(row.block_id), row.notes)
        if text != row.notes:
            row.notes = text
            changed.append(row)
    update_items(changed, "notes")


def note_attendance(meeting: MeetingPage, rows: Iterable[Attendee]) -> None:
    """Set the attendance of the participants of `meeting`. Other people, and UNKNOWN, are ignored."""
    noted = {row.id: row.attendance for row in rows if row.attendance != Attendance.UNKNOWN}
    for person in meeting.participants.all():
        if person.pk in noted and person.attendance != noted[person.pk]:
            person.attendance = noted[person.pk]
            person.save(update_fields=["attendance"])


def _conflict(minutes: MinutesPage) -> Conflict:
    current = MinutesPage.objects.select_related("meeting", "unit").get(pk=minutes.pk)
    if current.state != MinutesState.DRAFT:
        return NotADraft(_("The minutes are no longer a draft: %(state)s.") % {"state": current.get_state_display()})
    return SavedByAnother(_("Somebody else has saved while you were writing."), current)


def _is_same_sitting(page: MinutesPage, by: User, now: datetime) -> bool:
    """Whether the last save is by `by`, younger than SITTING and not submitted."""
    if page.saved_at is None or page.saved_by_id != by.pk:
        return False
    return now - page.saved_at < SITTING and (page.submitted_at is None or page.submitted_at < page.saved_at)
