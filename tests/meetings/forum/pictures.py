"""Evidence with rows of photos and films, created directly: uploads are tested in tests/media."""

import json
import uuid
from datetime import timedelta
from typing import Any

from django.utils import timezone

from media.enums import DepictsChildren, LegalBasis, MediaState
from media.kinds.enums import MediaKind
from media.media_item import MediaItem
from meetings.forum.pages import ExamplePage
from tests import factories
from tests.prepared import prepared


@prepared
def image(evidence: Any, by: Any, **fields: Any) -> MediaItem:
    return MediaItem.objects.create(
        kind=MediaKind.IMAGE, evidence=evidence, uploaded_by=by, state=MediaState.READY, width=1200, height=800,
        **{
            "alt_text": "Et tårn af klodser", "legal_basis": LegalBasis.PUBLIC_TASK,
            "depicts_children": DepictsChildren.NOT_IDENTIFIABLE,
            "delete_after": timezone.localdate() + timedelta(days=200), **fields,
        },
    )  # fmt: skip


@prepared
def film(evidence: Any, by: Any, **fields: Any) -> MediaItem:
    return MediaItem.objects.create(
        kind=MediaKind.FILM, evidence=evidence, uploaded_by=by, state=MediaState.READY,
        **{
            "legal_basis": LegalBasis.PUBLIC_TASK, "delete_after": timezone.localdate() + timedelta(days=200),
            "transcript": "Børnene bygger.", **fields,
        },
    )  # fmt: skip


@prepared
def sound(evidence: Any, by: Any, **fields: Any) -> MediaItem:
    return MediaItem.objects.create(
        kind=MediaKind.SOUND, evidence=evidence, uploaded_by=by, state=MediaState.READY,
        **{
            "title": "Sang", "legal_basis": LegalBasis.PUBLIC_TASK,
            "delete_after": timezone.localdate() + timedelta(days=200), "transcript": "Børnene synger.", **fields,
        },
    )  # fmt: skip


@prepared
def shared_evidence(leader: Any, unit: Any, *, with_film: bool = False, **fields: Any) -> Any:
    """Shared evidence of `unit` with one photo (`fields` are the photo's), and a film if asked."""
    evidence = factories.evidence(
        meeting=factories.meeting(unit=unit, state="preparing"), kind="photos", shared=True, body=[]
    )
    blocks = [
        {
            "type": "image",
            "id": str(uuid.uuid4()),
            "value": {"item": image(evidence, leader, **fields).pk, "caption": "Tårnet"},
        }
    ]
    if with_film:
        blocks.append(
            {"type": "film", "id": str(uuid.uuid4()), "value": {"item": film(evidence, leader).pk, "caption": ""}}
        )
    evidence.body = json.dumps(blocks)
    evidence.save()
    return evidence


YESTERDAY = timezone.localdate() - timedelta(days=1)


def cleared_example(leader: Any, **fields: Any) -> ExamplePage:
    """A cleared example that shows a photo and a film."""
    unit = leader.memberships.get().unit
    told = factories.evidence(meeting=factories.meeting(unit=unit, state="preparing"), shared=True)
    basis = {"forum_basis": "public_task", "forum_basis_by": leader, "forum_basis_at": timezone.now()}
    items = [image(told, leader, **basis), film(told, leader, **basis)]
    blocks = [{"type": item.kind, "id": str(uuid.uuid4()), "value": {"item": item.pk, "caption": ""}} for item in items]
    page = factories.example(unit=unit, state="cleared", evidence=told, media=json.dumps(blocks), **fields)
    for item in items:
        page.media_rows.create(media_key=item.key)
    return page
