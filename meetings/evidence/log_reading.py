"""Writes who read shared words by which a child can be recognised: a story can tell of somebody without a picture."""

from typing import Any

from django.utils import timezone

from media.enums import DepictsChildren
from media.view_log.entry import Circumstances, ViewLogEntry, key_of, window_of
from media.view_log.enums import SeenIn
from media.view_log.record_view import record_view
from meetings.evidence.body import plain_text
from meetings.evidence.pages import EvidencePage
from meetings.units import access


def log_reading(evidence: EvidencePage, user: Any) -> None:
    """Once in ten minutes. Drafts are their writers' own, and files are written down when they are fetched."""
    identifiable = evidence.depicts_children == DepictsChildren.IDENTIFIABLE
    if evidence.is_hidden or not evidence.is_shared or not identifiable or not plain_text(evidence.body.raw_data):
        return
    kind, key = key_of(evidence)
    window = window_of(timezone.now())
    if ViewLogEntry.objects.filter(item_kind=kind, item_key=key, person=user, window=window).exists():
        return
    seen = Circumstances(
        **access.of(user).capacity(evidence.unit_id, evidence.unit.area_id),
        unit_id=evidence.unit_id,
        page_id=evidence.pk,
        seen_in=SeenIn.MEETING,
    )
    record_view(thing=evidence, person=user, seen=seen)
