"""A teacher with the draft of a film that is not there yet; prints who and which."""

import json

from meetings.evidence.enums import EvidenceKind
from tests.meetings.evidence.scene import set_up


def main() -> None:
    scene = set_up()
    draft = scene.draft(kind=EvidenceKind.FILM, body=[])
    print(json.dumps({"email": scene.staff.email, "evidence": draft.pk}))
