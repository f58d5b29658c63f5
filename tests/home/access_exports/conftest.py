import pytest

from meetings.evidence.models import Evidence
from tests.home.access_exports.extracts import OF_NOBODY
from tests.meetings.exports.scene import approved_with_evidence
from tests.meetings.minutes.scene import Scene


@pytest.fixture
def scene() -> Scene:
    scene = approved_with_evidence()
    Evidence.objects.update(**OF_NOBODY)
    return scene
