"""Evidence with rows of photos and films, created directly: uploads are tested in tests/media."""

import json
import uuid
from datetime import timedelta
from typing import Any

from django.utils import timezone

from accounts.user import User
from media.enums import DepictsChildren, LegalBasis, MediaState
from media.models import Film, Image, Sound
from meetings.evidence.pages import EvidencePage
from meetings.units.pages import UnitPage
from tests import factories


def image(page: EvidencePage, by: User, **fields: Any) -> Image:
    return Image.objects.create(
        page=page, uploaded_by=by, state=MediaState.READY, width=1200, height=800,
        **{
            "alt_text": "Et tårn af klodser", "legal_basis": LegalBasis.PUBLIC_TASK,
            "depicts_children": DepictsChildren.NOT_IDENTIFIABLE,
            "delete_after": timezone.localdate() + timedelta(days=200), **fields,
        },
    )  # fmt: skip


def film(page: EvidencePage, by: User, **fields: Any) -> Film:
    return Film.objects.create(
        page=page, uploaded_by=by, state=MediaState.READY,
        **{
            "legal_basis": LegalBasis.PUBLIC_TASK, "delete_after": timezone.localdate() + timedelta(days=200),
            "transcript": "Børnene bygger.", **fields,
        },
    )  # fmt: skip


def sound(page: EvidencePage, by: User, **fields: Any) -> Sound:
    return Sound.objects.create(
        page=page, uploaded_by=by, state=MediaState.READY,
        **{
            "title": "Sang", "legal_basis": LegalBasis.PUBLIC_TASK,
            "delete_after": timezone.localdate() + timedelta(days=200), "transcript": "Børnene synger.", **fields,
        },
    )  # fmt: skip


def shared_evidence(leader: User, unit: UnitPage, *, with_film: bool = False, **fields: Any) -> EvidencePage:
    """Shared evidence of `unit` with one photo (`fields` are the photo's), and a film if asked."""
    page = factories.evidence(
        meeting=factories.meeting(unit=unit, state="preparing"), kind="photos", shared=True, body=[]
    )
    blocks = [
        {
            "type": "photo",
            "id": str(uuid.uuid4()),
            "value": {"image": image(page, leader, **fields).pk, "caption": "Tårnet"},
        }
    ]
    if with_film:
        blocks.append(
            {"type": "film", "id": str(uuid.uuid4()), "value": {"film": film(page, leader).pk, "caption": ""}}
        )
    page.body = json.dumps(blocks)
    page.save()
    return page


YESTERDAY = timezone.localdate() - timedelta(days=1)
