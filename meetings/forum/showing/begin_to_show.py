"""Show a cleared example to all leaders."""

from django.utils import timezone

from foundation import audit
from media.enums import Audience
from media.media_item import MediaItem
from meetings.evidence.models import Evidence
from meetings.forum.enums import ExampleState
from meetings.forum.notifications import notify_cleared
from meetings.forum.pages import ExamplePage


def begin_to_show(example: ExamplePage) -> None:
    """Move PLANNED to CLEARED, which Wagtail has just published, and tell who proposed it. Called in the transaction of
    the clearance, or in that of the task on the day for which it was planned."""
    planned = ExamplePage.objects.filter(pk=example.pk, state=ExampleState.PLANNED)
    if not planned.update(state=ExampleState.CLEARED, go_live_at=None, cleared_at=timezone.now()):
        return
    shown = ExamplePage.objects.select_related("unit", "proposed_by", "cleared_by").get(pk=example.pk)
    items = MediaItem.objects.filter(key__in=shown.media_rows.values("media_key"))
    Evidence.objects.filter(pk__in=items.values("evidence")).update(audience=Audience.LEADER_FORUM)
    if example.go_live_at is not None:
        audit.record("example.shown", shown, by=None, unit_id=shown.unit_id)
    notify_cleared(shown)
