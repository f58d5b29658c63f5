"""Fifty photos are received, and nobody works on them yet. Prints their keys."""

import json

from accounts.roles import Role
from media.ingest.receive import receive
from media.kinds.enums import MediaKind
from meetings.evidence.enums import EvidenceKind
from tests import factories
from tests.media import pictures

PHOTOS = 50


def main() -> None:
    unit = factories.make_unit("Skovskolen")
    by = factories.user(role=Role.AGREEMENT_HOLDER, unit=unit)
    evidence = factories.evidence(meeting=factories.meeting(unit=unit), kind=EvidenceKind.PHOTOS, owner=by, body=[])
    content = pictures.encoded("JPEG")
    photos = [
        receive(kind=MediaKind.IMAGE, upload=pictures.upload(f"{number}.jpg", content), evidence=evidence, by=by)
        for number in range(PHOTOS)
    ]
    print(json.dumps([str(photo.key) for photo in photos]))
