"""Each night, delete the versions of sections that were saved while somebody was still writing."""

from datetime import timedelta
from itertools import groupby

from django.utils import timezone
from django_tasks import task

from meetings.minutes.writing.section_version import SectionVersion
from meetings.minutes.writing.section_versions import last_before_pauses

#: Forms that were opened before can no longer be merged, and show both texts.
OLDER_THAN = timedelta(days=2)


@task()
def thin_out_versions(day: str) -> int:
    """Keep the last version before each pause of a writer. Returns how many were deleted."""
    rows = SectionVersion.objects.filter(saved_at__lt=timezone.now() - OLDER_THAN).defer("content")
    rows = rows.order_by("meeting", "part", "row_id", "number")
    deleted = 0
    for _section, found in groupby(rows.iterator(), key=lambda row: (row.meeting_id, row.part, row.row_id)):
        of_section = list(found)
        kept = {row.pk for row in last_before_pauses(of_section)}
        between = [row.pk for row in of_section if row.pk not in kept]
        deleted += SectionVersion.objects.filter(pk__in=between).delete()[0]
    return deleted
