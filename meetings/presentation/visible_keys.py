"""The keys of a presentation that may be shown now. Polled during the presentation, so it must be cheap."""

from django.utils import timezone

from accounts.user import AnyUser
from media.enums import Audience
from media.media_item import MediaItem
from meetings.evidence.models import Evidence
from meetings.evidence.visible_text import with_visible_text
from meetings.figures.models import Dataset
from meetings.meeting.pages import MeetingPage
from meetings.presentation import keys
from meetings.presentation.confidentiality import all_may_see_confidential
from meetings.units import access


def visible_keys(meeting: MeetingPage, user: AnyUser) -> list[str]:
    """Return the keys, with a constant number of queries: the pieces, their files, and the people in the room."""
    today = timezone.localdate()
    rows = access.visible_to(user, Evidence).filter(with_visible_text(), meeting=meeting)
    rows = rows.exclude(audience=Audience.UNIT)
    if not all_may_see_confidential(meeting, today=today):
        rows = rows.exclude(pk__in=Dataset.objects.filter(type__is_confidential=True).values("evidence"))
    pages = set(rows.values_list("pk", flat=True))
    found = [keys.of_evidence(pk) for pk in sorted(pages)]
    files = MediaItem.objects.shown_on(today).filter(evidence__in=pages)
    return found + [keys.of_file(key) for key in files.order_by("pk").values_list("key", flat=True)]
