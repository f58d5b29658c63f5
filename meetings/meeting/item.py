"""The row of one agenda item of a meeting: what happens to it. What the item is stands in the meeting's agenda."""

from collections.abc import Collection
from datetime import datetime
from functools import cache
from uuid import UUID

from django.db import models
from django.utils.translation import gettext_lazy as _

from foundation.compiled_query import CompiledQuery, Parameter, set_related
from foundation.forms.optimistic_lock import VersionedModel
from foundation.model_fields import StreamField
from meetings.meeting.blocks import BroughtStreamBlock
from meetings.meeting.pages import MeetingPage


class MeetingItem(VersionedModel):
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
    #: What the unit brings. Each statement has a version of its own, so that `version` stays that of the other fields.
    brought = StreamField(BroughtStreamBlock(required=False), verbose_name=_("what we bring"), blank=True)
    #: When the minutes were approved. From then on `brought` stays as it is.
    frozen_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("agenda item")
        verbose_name_plural = _("agenda items")
        constraints = [models.UniqueConstraint(fields=["meeting", "block_id"], name="one_row_an_agenda_item")]

    def __str__(self) -> str:
        return f"{self.meeting_id}: {self.block_id}"


def items_of(
    meeting: MeetingPage, *, brought: bool = False, times: bool = False, notes: bool = False
) -> dict[str, MeetingItem]:
    """Return the rows of the meeting by block id. One query for each `meeting` object.

    `brought`: with what the unit brings; `times`: with the times of the meeting on its screen; `notes`: with their
    notes. Ask for them before anything else reads the agenda of the same object.
    """
    unread = [] if notes else ["notes"]
    unread += [] if brought else ["brought", "frozen_at"]
    unread += [] if times else ["actual_seconds", "extra_minutes"]
    if "items" not in getattr(meeting, "_prefetched_objects_cache", ()):
        set_related(meeting, "items", _items_without(*unread).objects(meeting=meeting.pk))
    return {str(row.block_id): row for row in meeting.items.all()}


@cache
def _items_without(*unread: str) -> CompiledQuery:
    of_meeting = Parameter("meeting", models.BigAutoField())
    return CompiledQuery(lambda: MeetingItem.objects.filter(meeting=of_meeting).defer(*unread))


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
    """Delete the rows of items that left the agenda, except those that have notes, something that the unit brings, or
    another row that refers to them."""
    left = MeetingItem.objects.filter(meeting=meeting, notes="").exclude(block_id__in=_ids_in_agenda(meeting))
    unused = left.filter(**{f"{relation.name}__isnull": True for relation in MeetingItem._meta.related_objects})
    MeetingItem.objects.filter(pk__in=[row.pk for row in unused if not row.brought]).delete()


def freeze_items(meeting: MeetingPage, at: datetime) -> None:
    """Keep what the unit brought as it is now, as the minutes are approved."""
    MeetingItem.objects.filter(meeting=meeting).update(frozen_at=at)


def _ids_in_agenda(meeting: MeetingPage) -> list[str]:
    return [str(block.id) for block in meeting.agenda_items if not block.value["is_break"]]
