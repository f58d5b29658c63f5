"""Open agreements of earlier years come first in the next minutes; their outcomes are applied on approval."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from meetings.agreements.agreements_from_earlier_years import open_from_earlier_years
from meetings.agreements.enums import AgreementStatus
from meetings.agreements.follow_up import follow_up
from meetings.agreements.models import Agreement
from meetings.minutes.approval.submit_minutes import MinutesIncomplete
from meetings.minutes.page_content import content_of
from meetings.minutes.writing.begin_minutes import begin_minutes
from meetings.minutes.writing.draft_content import draft_content
from tests import factories
from tests.meetings.minutes.browser import form_of, prefix_of, signed_in, words
from tests.meetings.minutes.scene import (
    DUE,
    TODAY,
    Scene,
    agreed,
    approve,
    approved,
    begun,
    full_text,
    save,
    submit,
)

pytestmark = pytest.mark.django_db
NEXT_YEAR = date(2027, 9, 23)
LATER = date(2028, 2, 1)
CARRIED_OVER = {"outcome": "carried_over", "new_due_on": LATER}


def next_year(scene: Scene) -> Scene:
    """The same unit and participants a year later, after the meeting, without minutes."""
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


def write(scene: Scene, **outcomes: dict[str, Any]) -> None:
    """Begins and writes next year's minutes; `outcomes` by the first word of the agreement's text after "Vi"."""
    scene.minutes = begin_minutes(meeting=scene.meeting, by=scene.leader)
    content = full_text(scene, agreements=())
    earlier = tuple(replace(row, **outcomes.get(row.text.split()[1], {})) for row in content.earlier)
    scene.minutes = save(scene.minutes, replace(content, earlier=earlier), scene.leader)


def row(text: str) -> Agreement:
    return Agreement.objects.get(text=text)


def test_only_open_agreements_of_the_unit_from_earlier_years_are_listed(first: Scene, second: Scene) -> None:
    elsewhere = approved(agreed("En anden enheds"), scene=begun(title="Bakkeskolen"))
    follow_up(agreement=row("Vi måler trivsel"), status="fulfilled", note="", by=first.leader, today=TODAY)
    found = open_from_earlier_years(second.meeting, second.leader)
    assert [agreement.text for agreement in found] == ["Vi læser hver dag"]
    assert not open_from_earlier_years(first.meeting, first.leader)
    assert not open_from_earlier_years(elsewhere.meeting, elsewhere.leader)


def test_earlier_agreements_are_the_first_section_of_the_form_with_their_status(second: Scene) -> None:
    page = words(signed_in(second.leader).get(second.address("skriv")).content.decode())
    assert "Aftaler fra tidligere år" in page
    assert page.index("Vi læser hver dag") < page.index("Status på læring og trivsel")
    assert "Skovskolen · senest 1. februar 2027 · Ikke startet · 2026/2027" in page


def test_submitting_needs_a_complete_outcome_for_each_earlier_agreement(second: Scene) -> None:
    write(second, læser={"outcome": "dropped"}, måler={"outcome": "carried_over"})
    with pytest.raises(MinutesIncomplete) as refused:
        submit(second)
    assert [missing.text for missing in refused.value.missing] == [
        "Skriv, hvorfor »Vi læser hver dag« bortfalder.",
        "Vælg en ny dato for »Vi måler trivsel«.",
    ]


def test_an_agreement_past_its_date_cannot_stay_in_progress(first: Scene) -> None:
    factories.agreement(minutes=first.minutes, text="Vi følger op", due_on=LATER)
    second = next_year(first)
    stands = {"outcome": "in_progress"}
    write(second, læser=stands, måler=CARRIED_OVER, følger=stands)
    with pytest.raises(MinutesIncomplete) as refused:
        submit(second)
    (missing,) = refused.value.missing
    assert missing.text == (
        "Datoen for »Vi læser hver dag« er passeret. Viderefør aftalen til en ny dato, eller afslut den."
    )
    assert missing.field.endswith("-outcome")


def test_outcomes_are_applied_on_approval(second: Scene) -> None:
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


def test_an_agreement_closed_after_submission_keeps_its_status(second: Scene) -> None:
    write(second, læser=CARRIED_OVER, måler=CARRIED_OVER)
    submit(second)
    follow_up(agreement=row("Vi læser hver dag"), status="fulfilled", note="", by=second.leader, today=TODAY)
    approve(second)
    assert row("Vi læser hver dag").status == AgreementStatus.FULFILLED
    assert row("Vi måler trivsel").status == AgreementStatus.CARRIED_OVER


def test_an_agreement_closed_meanwhile_leaves_the_draft(second: Scene) -> None:
    write(second, måler=CARRIED_OVER)
    follow_up(agreement=row("Vi læser hver dag"), status="fulfilled", note="", by=second.leader, today=TODAY)
    assert [row.text for row in draft_content(second.minutes).earlier] == ["Vi måler trivsel"]
    submission = submit(second)
    assert [row["text"] for row in submission.content["earlier"]] == ["Vi måler trivsel"]


def test_an_agreement_approved_late_is_added_to_an_existing_draft(first: Scene) -> None:
    second = next_year(first)
    second.minutes = begin_minutes(meeting=second.meeting, by=second.leader)
    factories.agreement(minutes=first.minutes, text="Vi blev sene")
    assert "Vi blev sene" in [row.text for row in draft_content(second.minutes).earlier]
    assert "Vi blev sene" not in [row.text for row in content_of(second.minutes).earlier]


def test_the_form_changes_only_the_outcome_of_earlier_agreements(second: Scene) -> None:
    client = signed_in(second.leader)
    form = form_of(client.get(second.address("skriv")).content.decode())
    block = str(row("Vi læser hver dag").block_id)
    prefix = prefix_of(form, "earlier", block)
    values = {
        f"{prefix}-outcome": "carried_over",
        f"{prefix}-new_due_on": "2028-02-01",
        f"{prefix}-text": "Omskrevet",
    }
    client.post(second.address("skriv"), {**form, **values, "do": "save"})
    second.minutes = begin_minutes(meeting=second.meeting, by=second.leader)
    saved = next(row for row in content_of(second.minutes).earlier if row.id == block)
    assert (saved.text, saved.outcome, saved.new_due_on) == ("Vi læser hver dag", "carried_over", LATER)


def test_the_next_meetings_page_shows_earlier_agreements(second: Scene) -> None:
    page = words(signed_in(second.leader).get(second.address().removesuffix("referat/")).content.decode())
    assert "Vi læser hver dag" in page
