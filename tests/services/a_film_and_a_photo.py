"""A film and then a photo are received, and nobody works on them yet."""

import json

from media.ingest.receive import receive
from media.kinds.enums import MediaKind
from meetings.evidence.enums import EvidenceKind
from tests import factories
from tests.media import films, pictures


def main() -> None:
    unit = factories.make_unit("Skovskolen")
    by = factories.user(unit=unit)
    evidence = factories.evidence(meeting=factories.meeting(unit=unit), kind=EvidenceKind.PHOTOS, owner=by, body=[])
    receive(kind=MediaKind.FILM, upload=pictures.upload("a.mp4", films.film()), evidence=evidence, by=by)
    receive(kind=MediaKind.IMAGE, upload=pictures.upload("a.jpg", pictures.encoded("JPEG")), evidence=evidence, by=by)
    print(json.dumps({}))
