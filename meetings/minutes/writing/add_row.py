"""Add one agreement or wish to the draft, from outside its form."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.user import User
from foundation import audit
from foundation.forms.optimistic_lock import bump_version
from meetings.meeting.pages import MeetingPage
from meetings.minutes.content import AgreementRow
from meetings.minutes.enums import MinutesState
from meetings.minutes.page_content import blocks_of, content_of
from meetings.minutes.pages import MinutesPage
from meetings.minutes.wish_fields import WishRow
from meetings.minutes.writing.begin_minutes import begin_minutes
from meetings.minutes.writing.save_sections import NotADraft
from meetings.minutes.writing.section_history import History
from meetings.minutes.writing.sections import Key, values_of


def add_row(*, meeting: MeetingPage, row: AgreementRow | WishRow, is_running: bool, by: User) -> MinutesPage:
    """Append `row` to its part; the minutes are begun by the first. `is_running`: the meeting is being held.

    Raises NotAllowed, NotHeldYet, NotADraft.
    """
    with transaction.atomic():
        begun = begin_minutes(meeting=meeting, by=by, is_running=is_running)
        rows = MinutesPage.objects.select_related("meeting__cycle", "unit").filter(pk=begun.pk)
        minutes = bump_version(rows, None, states=[MinutesState.DRAFT])
        if minutes is None:
            raise NotADraft(_("The minutes are no longer a draft. What you wrote is not saved."))
        content = content_of(minutes)
        if isinstance(row, WishRow):
            part, minutes.wishes = "wishes", blocks_of("wish", (*content.wishes, row))
        else:
            part, minutes.agreements = "agreements", blocks_of("agreement", (*content.agreements, row))
        minutes.saved_by, minutes.saved_at = by, timezone.now()
        minutes.save()
        key: Key = (part, row.id)
        History(meeting.pk, [key]).add(
            {}, {key: values_of(row)}, minutes_version=minutes.version, by=by, at=minutes.saved_at
        )
        what = "minutes.wish_added" if part == "wishes" else "minutes.agreement_added"
        audit.record(what, minutes, by=by, unit_id=minutes.unit_id, version=minutes.version)
    return minutes
