"""Approved minutes that rest on figures, a picture of a place, and a picture in which somebody can be recognised."""

import io
import json
import uuid
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone
from PIL import Image

from media.enums import DepictsChildren, LegalBasis
from media.media_item import MediaItem
from meetings.evidence.models import Evidence
from meetings.forum.enums import ExampleState
from meetings.forum.pages import ExamplePage
from meetings.minutes.record import ApprovalRecord
from tests import factories
from tests.meetings.forum.pictures import image
from tests.meetings.minutes import scene as minutes
from tests.meetings.minutes.scene import Scene

PLACE, PERSON = "Et tomt klasselokale", "To børn ved et bord"


def store_picture(item: MediaItem, colour: str = "green", extension: str = "jpg") -> None:
    """Give the row the files that a document and a package hold."""
    out = io.BytesIO()
    Image.new("RGBA" if extension == "webp" else "RGB", (96, 64), colour).save(
        out, {"jpg": "JPEG"}.get(extension, "WEBP")
    )
    item.extension = extension
    size = {"width": 96, "height": 64, "bytes": len(out.getvalue())}
    item.renditions = {"card": size, "full": size}
    item.save()
    for name in item.renditions:
        default_storage.save(item.path(f"{name}.{extension}"), ContentFile(out.getvalue()))


def with_picture(scene: Scene, alternative: str, extension: str = "jpg", **fields: Any) -> Evidence:
    piece = factories.evidence(meeting=scene.meeting, kind="photos", shared=True, body=[], title=alternative.lower())
    item = image(piece, scene.leader, alt_text=alternative, **fields)
    store_picture(item, extension=extension)
    block = {
        "type": "image",
        "id": str(uuid.uuid4()),
        "value": {"item": item.pk, "caption": f"Her er {alternative.lower()}"},
    }
    piece.body = json.dumps([block])
    piece.save()
    return piece


def approved_with_evidence(**parts: Any) -> Scene:
    scene = minutes.written(**parts)
    with_picture(scene, PLACE, depicts_children=DepictsChildren.NONE, legal_basis=LegalBasis.NO_PERSONS)
    with_picture(scene, PERSON, "webp", depicts_children=DepictsChildren.IDENTIFIABLE)
    factories.figures(meeting=scene.meeting, shared=True, title="Trivsel i 4. årgang", owner=scene.leader)
    minutes.submit(scene)
    minutes.approve(scene)
    return scene


def record_of(scene: Scene) -> ApprovalRecord:
    return ApprovalRecord.objects.select_related(
        "approved_by", "minutes__unit", "minutes__meeting__unit", "minutes__meeting__cycle"
    ).get(minutes=scene.minutes)


def cleared_example() -> ExamplePage:
    """An example for all leaders with a picture in which somebody can be recognised."""
    scene = minutes.held(title="Bakkeskolen")
    piece = with_picture(
        scene, PERSON, legal_basis=LegalBasis.CONSENT, depicts_children=DepictsChildren.IDENTIFIABLE,
        forum_basis=LegalBasis.CONSENT, forum_basis_by=scene.leader, forum_basis_at=timezone.now(),
    )  # fmt: skip
    item = MediaItem.objects.get(evidence=piece)
    block = {"type": "image", "id": str(uuid.uuid4()), "value": {"item": item.pk, "caption": ""}}
    return factories.example(unit=scene.unit, state=ExampleState.CLEARED, media=json.dumps([block]))
