"""What is open from earlier years stands first in the next minutes, and what the meeting says about it takes effect
when those minutes are approved."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from meetings.agreements.enums import AgreementStatus
from meetings.agreements.follow_up import follow_up
from meetings.agreements.models import Agreement
from meetings.agreements.open_agreements import open_from_earlier_years
from meetings.minutes.approval.submit_minutes import Incomplete
from meetings.minutes.page_content import content_of
from meetings.minutes.writing.begin_minutes import begin_minutes
from meetings.minutes.writing.draft_content import draft_content
from meetings.minutes.writing.save_minutes import save_minutes
from tests import factories
from tests.meetings.minutes.browser import form_of, prefix_of, signed_in, words
from tests.meetings.minutes.scene import DUE, TODAY, Scene, agreed, approve, approved, begun, full_text, submit

pytestmark = pytest.mark.django_db
NEXT_YEAR = date(2027, 9, 23)
LATER = date(2028, 2, 1)
CARRIED_OVER = {"outcome": "carried_over", "new_due_on": LATER}


def next_year(scene: Scene) -> Scene:
    """The same people a year later, after their meeting; minutes not begun."""
    year = factories.cycle("2027/2028", started_by=scene.chef)
    meeting = factories.meeting(unit=scene.unit, cycle=year, state="held", on=NEXT_YEAR)
    for person in scene.meeting.participants.all():
        person.pk, person.meeting, person.attendance = None, meeting, "unknown"
        person.save()
    return Scene(**{**scene.__dict__, "meeting": meeting, "minutes": None})


@pytest.fixture
def first() -> Scene:
    return approved(agreed("Vi læser hver dag"), agreed("Vi måler trivsel", owner="administration"))


@pytest.fixture
def second(first: Scene) -> Scene:
    return next_year(first)


def write(scene: Scene, **words_about: dict[str, Any]) -> None:
    """Begins and writes next year's minutes; `words_about` by the first word of the agreement's text after "Vi"."""
    scene.minutes = begin_minutes(meeting=scene.meeting, by=scene.leader)
    content = full_text(scene, agreements=())
    earlier = tuple(replace(row, **words_about.get(row.text.split()[1], {})) for row in content.earlier)
    scene.minutes = save_minutes(
        minutes=scene.minutes,
        content=replace(content, earlier=earlier),
        seen_version=scene.minutes.version,
        by=scene.leader,
    )


def row(text: str) -> Agreement:
    return Agreement.objects.get(text=text)


def test_only_open_ones_of_the_unit_and_of_years_before(first: Scene, second: Scene) -> None:
    elsewhere = approved(agreed("En anden enheds"), scene=begun(title="Bakkeskolen"))
    follow_up(agreement=row("Vi måler trivsel"), status="fulfilled", note="", by=first.leader, today=TODAY)
    found = open_from_earlier_years(second.unit, second.meeting.cycle)
    assert [agreement.text for agreement in found] == ["Vi læser hver dag"]
    assert not open_from_earlier_years(first.unit, first.meeting.cycle)
    assert not open_from_earlier_years(elsewhere.unit, elsewhere.meeting.cycle)


def test_they_are_the_first_section_of_the_form_with_their_status(second: Scene) -> None:
    page = words(signed_in(second.leader).get(second.address("skriv")).content.decode())
    assert "Aftaler fra tidligere år" in page
    assert page.index("Vi læser hver dag") < page.index("Status på læring og trivsel")
    assert "Skovskolen · senest 1. februar 2027 · Ikke startet · 2026/2027" in page


def test_a_word_on_each_is_needed_before_submitting(second: Scene) -> None:
    write(second, læser={"outcome": "dropped"}, måler={"outcome": "carried_over"})
    with pytest.raises(Incomplete) as refused:
        submit(second)
    assert [missing.text for missing in refused.value.missing] == [
        "Skriv, hvorfor »Vi læser hver dag« bortfalder.",
        "Vælg en ny dato for »Vi måler trivsel«.",
    ]


def test_a_date_that_has_passed_does_not_stand(first: Scene) -> None:
    factories.agreement(minutes=first.minutes, text="Vi følger op", due_on=LATER)
    second = next_year(first)
    stands = {"outcome": "in_progress"}
    write(second, læser=stands, måler=CARRIED_OVER, følger=stands)
    with pytest.raises(Incomplete) as refused:
        submit(second)
    (missing,) = refused.value.missing
    assert missing.text == (
        "Datoen for »Vi læser hver dag« er passeret. Viderefør aftalen til en ny dato, eller afslut den."
    )
    assert missing.field.endswith("-outcome")


def test_what_the_meeting_said_takes_effect_with_the_approval(second: Scene) -> None:
    carried = {"outcome": "carried_over", "new_due_on": LATER, "note": "Vi nåede det ikke"}
    write(second, læser=carried, måler={"outcome": "fulfilled"})
    submit(second)
    assert row("Vi læser hver dag").status == AgreementStatus.NOT_STARTED
    approve(second)
    reading, wellbeing = row("Vi læser hver dag"), row("Vi måler trivsel")
    assert (reading.status, reading.due_on, reading.closed_on) == (AgreementStatus.CARRIED_OVER, LATER, None)
    assert (wellbeing.status, wellbeing.due_on, wellbeing.closed_on) == (AgreementStatus.FULFILLED, DUE, NEXT_YEAR)
    note = reading.follow_ups.get()
    assert (note.note, note.noted_on, note.new_due_on, note.author) == (
        "Vi nåede det ikke",
        NEXT_YEAR,
        LATER,
        second.leader,
    )
    page = words(signed_in(second.board).get(f"/aftaler/{reading.pk}/").content.decode())
    assert "Videreført, ny dato 1. februar 2028" in page


def test_one_that_was_closed_meanwhile_keeps_its_status(second: Scene) -> None:
    write(second, læser=CARRIED_OVER, måler=CARRIED_OVER)
    submit(second)
    follow_up(agreement=row("Vi læser hver dag"), status="fulfilled", note="", by=second.leader, today=TODAY)
    approve(second)
    assert row("Vi læser hver dag").status == AgreementStatus.FULFILLED
    assert row("Vi måler trivsel").status == AgreementStatus.CARRIED_OVER


def test_one_that_was_settled_elsewhere_is_no_longer_asked_about(second: Scene) -> None:
    write(second, måler=CARRIED_OVER)
    follow_up(agreement=row("Vi læser hver dag"), status="fulfilled", note="", by=second.leader, today=TODAY)
    assert [row.text for row in draft_content(second.minutes).earlier] == ["Vi måler trivsel"]
    submission = submit(second)
    assert [row["text"] for row in submission.content["earlier"]] == ["Vi måler trivsel"]


def test_one_that_was_approved_late_is_asked_about_in_a_draft_that_is_open(first: Scene) -> None:
    second = next_year(first)
    second.minutes = begin_minutes(meeting=second.meeting, by=second.leader)
    factories.agreement(minutes=first.minutes, text="Vi blev sene")
    assert "Vi blev sene" in [row.text for row in draft_content(second.minutes).earlier]
    assert "Vi blev sene" not in [row.text for row in content_of(second.minutes).earlier]


def test_the_form_moves_nothing_but_the_word_on_them(second: Scene) -> None:
    client = signed_in(second.leader)
    form = form_of(client.get(second.address("skriv")).content.decode())
    block = str(row("Vi læser hver dag").block_id)
    prefix = prefix_of(form, "earlier", block)
    said = {
        f"{prefix}-outcome": "carried_over",
        f"{prefix}-new_due_on": "2028-02-01",
        f"{prefix}-text": "Omskrevet",
    }
    client.post(second.address("skriv"), {**form, **said, "do": "save"})
    second.minutes = begin_minutes(meeting=second.meeting, by=second.leader)
    saved = next(row for row in content_of(second.minutes).earlier if row.id == block)
    assert (saved.text, saved.outcome, saved.new_due_on) == ("Vi læser hver dag", "carried_over", LATER)


def test_the_next_meetings_page_shows_them_first(second: Scene) -> None:
    page = words(signed_in(second.leader).get(second.address().removesuffix("referat/")).content.decode())
    assert "Vi læser hver dag" in page
