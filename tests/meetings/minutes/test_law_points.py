"""The seven demands on a school development talk are answered from what is there, and kept with the minutes."""

from dataclasses import replace

import pytest

from media.enums import Audience
from meetings.meeting.enums import Attendance
from meetings.meeting.participant import Participant
from meetings.minutes.approval.verify_record import verify_record
from meetings.minutes.writing.draft_content import draft_content
from meetings.minutes.writing.law_points import law_points
from meetings.units.enums import UnitKind
from snippets.enums import DatasetKind
from tests import factories
from tests.meetings.minutes.browser import signed_in, words
from tests.meetings.minutes.scene import Scene, approve, approved, begun, full_text, save, submitted, written

pytestmark = pytest.mark.django_db


def talk(**fields) -> Scene:
    return begun(covers_school_development_talk=True, **fields)


def met(scene: Scene) -> dict[int, str]:
    """The numbers of the points that are met, with what meets them."""
    found = law_points(type(scene.meeting).objects.get(pk=scene.meeting.pk), draft_content(scene.minutes))
    return {point.id: point.answer for point in found if point.is_met}


def test_an_empty_draft_meets_only_what_the_agenda_knows() -> None:
    assert met(talk()) == {2: "Bo Birk var indkaldt, men deltog ikke.", 6: "Ingen aftaler fra tidligere år er åbne."}


def test_who_took_part_meets_the_first_two() -> None:
    scene = talk()
    scene.meeting.participants.update(attendance=Attendance.PRESENT)
    found = met(scene)
    assert found[1] == "Holdt 24. september 2026 med Lise Lund."
    assert found[2] == "Bo Birk deltog."
    Participant.objects.filter(name="Bo Birk").delete()
    assert 2 not in met(scene)


def test_the_agenda_meets_the_next_two() -> None:
    agenda = [
        factories.agenda_item("Forvaltningens mål", owner="administration"),
        factories.agenda_item("Pause", owner="administration", is_break=True),
        factories.agenda_item("Det lokale", local_topics=["Overgange", "Legepladsen"]),
    ]
    found = met(talk(agenda=agenda))
    assert found[3] == "Skolen har skrevet 2 egne emner."
    assert found[4] == "På dagsordenen: 1. Forvaltningens mål."


@pytest.mark.parametrize("audience", [Audience.UNIT, Audience.MEETING])
def test_only_results_shared_with_the_meeting_meet_the_fifth(audience: Audience) -> None:
    scene = talk()
    factories.figures(
        meeting=scene.meeting, kind=DatasetKind.TEST, shared=audience == Audience.MEETING, title="Læsning i 4. klasse"
    )
    expected = {Audience.MEETING: "Delt med mødet: Læsning i 4. klasse."}
    assert met(scene).get(5) == expected.get(audience)


def test_a_word_on_action_plans_meets_the_last() -> None:
    scene = talk()
    content = full_text(scene)
    rows = (content.sections[0], replace(content.sections[1], text="Vi har ingen handlingsplan i år."))
    scene.minutes = save(scene.minutes, replace(content, sections=rows), scene.leader)
    assert met(scene)[7] == "Står under »Fællesskaber for alle«."


def test_law_points_are_frozen_with_the_minutes_and_the_record_verifies() -> None:
    scene = submitted(scene=talk())
    Participant.objects.filter(name="Bo Birk").delete()  # afterwards: what was submitted stays as it was
    record = approve(scene)
    assert [point.id for point in record.text.law_points] == [1, 2, 3, 4, 5, 6, 7]
    assert record.text.law_points[1].answer == "Bo Birk deltog."
    assert verify_record(record).holds
    assert "Bo Birk deltog." in words(signed_in(scene.chef).get(scene.address()).content.decode())


@pytest.mark.parametrize("kind", [UnitKind.SCHOOL, UnitKind.DAYCARE])
def test_other_meetings_have_none(kind: UnitKind) -> None:
    scene = approved()
    assert scene.minutes.approval.text.law_points == ()
    assert "§ 40 a" not in signed_in(scene.chef).get(scene.address()).content.decode()


def test_a_draft_shows_them_with_links_and_can_be_sent_without() -> None:
    scene = written(scene=talk())
    page = signed_in(scene.leader).get(scene.address()).content.decode()
    assert "Ingen testresultater er delt med mødet." in words(page)
    assert f'href="{scene.meeting.url}#dagsorden"' in page
    assert "Send til godkendelse" in words(page)
