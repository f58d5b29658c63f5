"""The pages of documents and of the journal take as many queries with few rows as with many."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from meetings.exports.enums import USUAL_PARTS, DocumentSource, Format
from meetings.exports.making.request_document import request_document
from meetings.exports.record_journal_entry import record_journal_entry
from meetings.minutes.record import ApprovalRecord
from tests.meetings.exports.scene import approved_with_evidence
from tests.meetings.minutes import scene as minutes

pytestmark = pytest.mark.django_db
MAX_DOCUMENTS, MAX_JOURNAL = 10, 4


def cost(client: Client, url: str, shown: str) -> tuple[int, int]:
    client.get(url)
    with CaptureQueriesContext(connection) as queries:
        answer = client.get(url)
    return len(queries), answer.content.decode().count(shown)


def test_the_number_of_queries_for_documents_is_constant(client: Client) -> None:
    scene = approved_with_evidence()
    client.force_login(scene.chef)
    url = f"{scene.meeting.get_url()}dokumenter/"
    made = []
    for format in (Format.PDF, Format.WORD, Format.PACKAGE):
        request_document(
            source=DocumentSource.MINUTES, of=scene.meeting, format=format, parts=USUAL_PARTS, by=scene.chef
        )
        made.append(cost(client, url, 'href="/dokumenter/'))
    assert [count for _queries, count in made] == [1, 2, 3]
    assert len({queries for queries, _count in made}) == 1 and made[0][0] <= MAX_DOCUMENTS


def test_the_number_of_queries_for_the_journal_is_constant(client: Client) -> None:
    scenes = [minutes.approved()]
    client.force_login(scenes[0].chef)
    few, one = cost(client, "/journal/", "dokumenter/#journal")
    for title in ("Bakkeskolen", "Engskolen"):
        other = minutes.written(scene=minutes.begun(title=title))
        minutes.submit(other)
        minutes.approve(other)
    for record in ApprovalRecord.objects.select_related("minutes__unit")[:2]:
        record_journal_entry(
            minutes=record.minutes, case_number="1", document_number="", expected_version=0, by=scenes[0].chef
        )
    many, three = cost(client, "/journal/", "dokumenter/#journal")
    assert (one, three) == (1, 3)
    assert many == few <= MAX_JOURNAL
