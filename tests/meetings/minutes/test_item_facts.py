"""The form shows at each item what it was about, through the access rules of what is shown."""

import pytest

from meetings.meeting.item import MeetingItem
from tests import factories
from tests.meetings.minutes.browser import signed_in, words
from tests.meetings.minutes.scene import begun

pytestmark = pytest.mark.django_db


def test_questions_topics_times_and_evidence_stand_at_their_item() -> None:
    agenda = [
        factories.agenda_item("Status", minutes=50, questions=["Hvad undrer os?"], local_topics=["Legepladsen"]),
        factories.agenda_item("Afrunding", minutes=10),
    ]
    scene = begun(agenda=agenda)
    row = scene.meeting.items.order_by("pk")[0]
    MeetingItem.objects.filter(pk=row.pk).update(actual_seconds=2400)
    factories.evidence(meeting=scene.meeting, shared=True, item=row, owner=scene.leader, title="Uglerne i skoven")
    factories.evidence(meeting=scene.meeting, shared=False, item=row, owner=scene.leader, title="En kladde")
    page = words(signed_in(scene.consultant).get(scene.address("skriv")).content.decode())
    first, second = page.split("Afrunding", 1)
    for text in ("Planlagt: 50 min.", "tog 40 min.", "Hvad undrer os?", "Legepladsen (eget emne)", "Uglerne i skoven"):
        assert text in first, text
    assert "Planlagt: 10 min." in second and "Uglerne" not in second
    assert "En kladde" not in page
