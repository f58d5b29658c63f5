"""Two people who save notes of the same item at once lose nothing; with threads, on SQLite and on PostgreSQL."""

import uuid

import pytest

from foundation.forms.optimistic_lock import ChangedMeanwhile
from meetings.meeting.item import MeetingItem
from meetings.minutes.writing.save_section import save_section
from tests.meetings.live.scene import running
from tests.meetings.minutes.test_race import at_once

pytestmark = pytest.mark.django_db(transaction=True)
EACH = 200


def test_four_hundred_saves_of_two_people_lose_nothing():
    scene = running()
    block_id = uuid.UUID(scene.blocks[0])

    def write(who, person):
        """As a page does: save on the version it read, and when somebody was first, put both texts together."""
        saved = refused = 0
        while saved < EACH:
            row = MeetingItem.objects.get(meeting=scene.meeting, block_id=block_id)
            text = f"{row.notes} {who}{saved}".strip()
            try:
                save_section(
                    meeting=scene.meeting,
                    block_id=block_id,
                    text=text,
                    expected_version=row.version,
                    is_running=True,
                    by=person,
                )
            except ChangedMeanwhile:
                refused += 1
            else:
                saved += 1
        return refused

    results = at_once(lambda: write("a", scene.leader), lambda: write("b", scene.consultant))
    assert all(isinstance(refused, int) for refused in results), results
    words = MeetingItem.objects.get(meeting=scene.meeting, block_id=block_id).notes.split()
    assert sorted(words) == sorted([*(f"a{n}" for n in range(EACH)), *(f"b{n}" for n in range(EACH))])
