"""Pages are compressed with random padding; files are not."""

import gzip

import pytest
from django.test import Client

from meetings.meeting.enums import MeetingState
from tests.meetings.evidence.scene import set_up

pytestmark = pytest.mark.django_db
ASKING = {"accept-encoding": "gzip, br"}


def test_a_page_is_compressed_and_its_length_varies(client: Client) -> None:
    plain = client.get("/", headers={})
    answers = [client.get("/", headers=ASKING) for _time in range(12)]
    assert all(one["Content-Encoding"] == "gzip" and "Accept-Encoding" in one["Vary"] for one in answers)
    assert gzip.decompress(answers[0].content).startswith(b"<!doctype html>")
    assert len({len(one.content) for one in answers}) > 1
    assert len(answers[0].content) < len(plain.content) / 2
    assert not plain.has_header("Content-Encoding")


def test_files_and_ranges_of_them_are_not(client: Client) -> None:
    scene = set_up(MeetingState.HELD)
    photo = scene.with_photo(scene.shared())
    client.force_login(scene.leader)
    for headers in (ASKING, {**ASKING, "range": "bytes=0-9"}):
        answer = client.get(photo.url("card"), headers=headers)
        assert answer.status_code in (200, 206) and not answer.has_header("Content-Encoding")
        assert answer["Content-Length"] == str(len(b"".join(answer.streaming_content)))
