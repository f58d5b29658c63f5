"""A draft that takes photos, a person who uploads, and a photo whose upload has begun."""

import pytest

from media.uploading import part_file
from meetings.evidence.enums import EvidenceKind
from tests.media.uploading.sender import Sender
from tests.meetings.evidence.conftest import own_store, scene
from tests.meetings.evidence.scene import photo_file

__all__ = ["own_store", "scene"]
PHOTO = photo_file().read()
SIZE = len(PHOTO)


@pytest.fixture
def draft(scene):
    return scene.draft(kind=EvidenceKind.PHOTOS, body=[])


@pytest.fixture
def sender(scene):
    return Sender(scene.staff)


@pytest.fixture
def begun(sender, draft):
    """The URL of an upload of which nothing has been received."""
    return begin_photo(sender, draft)


def begin_photo(sender, draft, length=SIZE, **said):
    answer = sender.begin(length, evidence=draft.pk, kind="image", filename="vandhul.jpg", **said)
    assert answer.status_code == 201, answer.content
    return answer["Location"]


def bytes_of(url):
    return part_file.path_of(url.rstrip("/").rpartition("/")[2]).read_bytes()
