"""The row of one agenda item of a meeting: what happens to it. What the item is stands in the meeting's agenda."""

from collections.abc import Collection
from uuid import UUID

from django.db import models
from django.db.models import Prefetch, prefetch_related_objects
from django.utils.translation import gettext_lazy as _

from foundation.forms.optimistic_lock import Versioned
from meetings.meeting.pages import MeetingPage


class MeetingItem(Versioned):
    """One agenda item, not a break, that applies to the meeting's kind of unit.

    `block_id` is the id of its block in the agenda, which meetings copy from the template with their ids. An item that
    a new edition of the template removes keeps its row while something refers to it (`delete_unused_items`).
    """

    meeting = models.ForeignKey(MeetingPage, on_delete=models.CASCADE, related_name="items")
    block_id = models.UUIDField()
    #: The unit's own time in minutes; None for the template's.
    planned_minutes = models.PositiveSmallIntegerField(_("minutes"), null=True, blank=True)
    #: How long the item took when the meeting was held, pauses left out; 0 until then.
    actual_seconds = models.PositiveIntegerField(_("actual time in seconds"), default=0)
    #: Minutes that the item got at the meeting on top of its own.
    extra_minutes = models.PositiveSmallIntegerField(_("minutes added at the meeting"), default=0)
    #: The text of the minutes on this item while they are a draft. Submitted and approved minutes have their own copy.
    notes = models.TextField(_("notes"), blank=True)

    class Meta:
        verbose_name = _("agenda item")
        verbose_name_plural = _("agenda items")
        constraints = [models.UniqueConstraint(fields=["meeting", "block_id"], name="one_row_an_agenda_item")]

    def __str__(self) -> str:
        return f"{self.meeting_id}: {self.block_id}"


def items_of(meeting: MeetingPage) -> dict[str, MeetingItem]:
    """Return the rows of the meeting by block id, without their notes. One query for each `meeting` object."""
    prefetch_related_objects([meeting], Prefetch("items", MeetingItem.objects.defer("notes")))
    return {str(row.block_id): row for row in meeting.items.all()}


def item_of(meeting: MeetingPage, block_id: UUID | str | None) -> MeetingItem | None:
    """Return the row of the item with this block id in the meeting's agenda; None for any other input."""
    return items_of(meeting).get(str(block_id)) if str(block_id) in _ids_in_agenda(meeting) else None


def create_missing_items(meeting: MeetingPage) -> None:
    """Create a row for each item of the agenda that has none. Call it whenever items were added to the agenda."""
    rows = MeetingItem.objects.filter(meeting=meeting)
    known = {str(block_id) for block_id in rows.values_list("block_id", flat=True)}
    missing = [block_id for block_id in _ids_in_agenda(meeting) if block_id not in known]
    MeetingItem.objects.bulk_create(MeetingItem(meeting=meeting, block_id=block_id) for block_id in missing)


def update_items(rows: Collection[MeetingItem], field: str) -> None:
    """Store `field` of the rows and count up their versions, in one query. The caller has locked meeting or minutes."""
    for row in rows:
        row.version += 1
    MeetingItem.objects.bulk_update(rows, [field, "version"])


def delete_unused_items(meeting: MeetingPage) -> None:
    """Delete the rows of items that left the agenda, except those that have notes or that another row refers to."""
    left = MeetingItem.objects.filter(meeting=meeting, notes="").exclude(block_id__in=_ids_in_agenda(meeting))
    left.filter(**{f"{relation.name}__isnull": True for relation in MeetingItem._meta.related_objects}).delete()


def _ids_in_agenda(meeting: MeetingPage) -> list[str]:
    return [str(block.id) for block in meeting.agenda_items if not block.value["is_break"]]
