"""Everything about a meeting or a person: who has it made, what is in it, and what is left out with a reason."""

import json
from datetime import timedelta

import pytest
from django.core.files.storage import default_storage
from django.utils import timezone

from accounts.roles import Role
from accounts.user import User
from foundation.audit import AuditEvent
from foundation.errors import NotAllowed
from foundation.forms.one_time_key import KEY_FIELD, key_for
from home.access_exports.request_export import request_meeting, request_person
from media.enums import LegalBasis
from media.media_item import MediaItem
from meetings.data_plan.models import DataPlanVersion
from meetings.evidence.models import Evidence
from meetings.exports.making.delete_documents import delete_old_documents
from meetings.exports.models import Export
from meetings.meeting.participant import Participant
from snippets.enums import DatasetKind
from tests import factories
from tests.home.access_exports.extracts import (
    MEETING,
    OF_NOBODY,
    PEOPLE,
    ask,
    everything_in,
    left_out_of,
    of_meeting,
    officer,
    signed_in,
    table,
    unpacked,
)
from tests.meetings.exports.scene import PERSON, PLACE
from tests.meetings.minutes.scene import Scene

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("role", list(Role))
def test_who_may_have_what(role: Role, scene: Scene) -> None:
    person = factories.user(role=role, unit=scene.unit) if role in _OF_UNIT else factories.user(
        role=role, area=scene.unit.area if role in (Role.HEAD_OF_AREA, Role.CONSULTANT) else None
    )  # fmt: skip
    client = signed_in(person)
    of_all = role in (Role.DATA_PROTECTION_OFFICER, Role.ADMINISTRATOR)
    of_meetings = of_all or role == Role.HEAD_OF_AREA
    assert client.get(PEOPLE).status_code == (200 if of_all else 404)
    assert client.get("/indsigt/").status_code == client.get(MEETING).status_code == (200 if of_meetings else 404)
    assert ('href="/indsigt/"' in client.get("/").content.decode()) == of_all
    common = {"purpose": "x", "case_number": "", "with_people": False, "by": person}
    if not of_all:
        with pytest.raises(NotAllowed):
            request_person(email=scene.leader.email, **common)
    if not of_meetings:
        with pytest.raises(NotAllowed):
            request_meeting(unit=scene.unit, school_year=scene.meeting.school_year, **common)
    assert not Export.objects.exists()


_OF_UNIT = (
    Role.AGREEMENT_HOLDER, Role.LEADERSHIP_TEAM, Role.STAFF_REPRESENTATIVE, Role.BOARD_REPRESENTATIVE,
    Role.DEPARTMENT_LEADER,
)  # fmt: skip


def test_the_head_of_another_area_has_no_meeting_of_this_one(scene: Scene) -> None:
    other = factories.user(role=Role.HEAD_OF_AREA, area=factories.make_area("daycare"))
    sent = {"unit": scene.unit.pk, "school_year": scene.meeting.school_year, "purpose": "x"}
    assert signed_in(other).post(MEETING, {**sent, KEY_FIELD: key_for(other, MEETING)}).status_code == 422
    common = {"purpose": "x", "case_number": "", "with_people": False, "by": other}
    with pytest.raises(NotAllowed):
        request_meeting(unit=scene.unit, school_year=scene.meeting.school_year, **common)


def test_the_meeting_is_handed_out_without_what_others_have_a_right_to_keep(scene: Scene) -> None:
    secret = factories.figures(
        meeting=scene.meeting, shared=True, title="Læsning i 8.b", owner=scene.leader, kind=DatasetKind.TEST,
        **OF_NOBODY,
    )  # fmt: skip
    assert secret.datasets.get().is_confidential
    factories.evidence(meeting=scene.meeting, title="Internt udkast om Ida", owner=scene.staff)
    taken_back = factories.evidence(meeting=scene.meeting, title="Fortryd Bertil", shared=True)
    Evidence.objects.filter(pk=taken_back.pk).update(withdrawn_at=timezone.now(), withdrawn_kind="objection")
    Participant.objects.filter(meeting=scene.meeting, user=scene.board).update(reply_note="Min kone er syg")
    by = officer()
    files = unpacked(of_meeting(scene, by), by)
    assert {"laes-foerst.html", "dagsorden.html", "referat.html", "bidrag.html", "aftaler-og-oensker.html"} < set(files)
    words = everything_in(files)
    for theirs in ("Bertil", "Ida", "Min kone", "Læsning i 8.b", scene.board.email, PERSON):
        assert theirs not in words, theirs
    assert PLACE in words and "Trivsel i 4. årgang" in words and "Bo Birk" in words
    assert {one["rolle"] for one in table(files, "deltagere")} >= {"Aftaleholder", "Bestyrelsesrepræsentant"}
    left_out = left_out_of(files)
    for why in ("kladde", "fortrolige", "kan genkendes", "indsigelse", "Mailadresser"):
        assert why in left_out, why
    assert files["laes-foerst.html"].decode().count("Anmodning af 3. marts") == 1
    assert [name for name in files if name.startswith("filer/")] == ["filer/01-image.jpg"]


def test_what_shows_people_is_in_it_when_it_was_assessed(scene: Scene) -> None:
    by = officer()
    files = unpacked(of_meeting(scene, by), by)
    assert [name for name in files if name.startswith("filer/")] == ["filer/01-image.jpg"]
    assert table(files, "filer")[0]["beskrivelse"] == PLACE
    files = unpacked(of_meeting(scene, by, with_people="on"), by)
    assert sorted(name for name in files if name.startswith("filer/")) == ["filer/01-image.jpg", "filer/02-image.webp"]


def test_an_extract_is_handed_out_no_more_when_something_in_it_was_hidden(scene: Scene) -> None:
    by = officer()
    export = of_meeting(scene, by, with_people="on")
    assert unpacked(export, by)
    shown = MediaItem.objects.get(alt_text=PERSON)
    MediaItem.objects.filter(pk=shown.pk).update(withdrawn_at=timezone.now(), withdrawn_kind="objection")
    assert signed_in(by).get(f"/dokumenter/{export.key}/").status_code == 404
    assert "skjult, siden det blev lavet" in signed_in(by).get("/indsigt/").content.decode()


def test_the_title_of_a_contribution_that_is_left_out_is_told_nowhere(scene: Scene) -> None:
    factories.figures(meeting=scene.meeting, shared=True, title="Idas fravær", owner=scene.leader)
    factories.figures(
        meeting=scene.meeting, shared=True, title="Læsning under middel", owner=scene.leader, kind=DatasetKind.TEST,
        **OF_NOBODY,
    )  # fmt: skip
    by = officer()
    files = unpacked(of_meeting(scene, by), by)
    words = everything_in(files)
    assert "Idas fravær" not in words and "Læsning under middel" not in words
    assert "Små tal i »Trivsel i 4. årgang«" in left_out_of(files) and "fortrolige" in left_out_of(files)
    assert "Idas fravær" in everything_in(unpacked(of_meeting(scene, by, with_people="on"), by))


def test_a_text_is_given_only_if_nobody_can_be_recognised_in_it(scene: Scene) -> None:
    """The same rule as of a file: that it shows no child does not say that it shows no colleague."""
    factories.evidence(
        meeting=scene.meeting, shared=True, title="Vores sygemeldte", depicts_children="none", owner=scene.leader
    )
    by = officer()
    assert "Vores sygemeldte" not in everything_in(unpacked(of_meeting(scene, by), by))
    assert "Vores sygemeldte" in everything_in(unpacked(of_meeting(scene, by, with_people="on"), by))
    assert "Vores sygemeldte" not in everything_in(unpacked(ask(PEOPLE, by, email=scene.leader.email), by))
    figures = factories.figures(meeting=scene.meeting, shared=True, title="Fravær", depicts_children="none")
    assert figures.legal_basis != LegalBasis.NO_PERSONS
    assert "Fravær" in everything_in(unpacked(of_meeting(scene, by), by)), "counts without small numbers show nobody"


def test_a_draft_that_was_objected_to_is_told_as_the_other_drafts(scene: Scene) -> None:
    draft = factories.evidence(meeting=scene.meeting)
    factories.evidence(meeting=scene.meeting)
    Evidence.objects.filter(pk=draft.pk).update(withdrawn_at=timezone.now(), withdrawn_kind="objection")
    by = officer()
    said = left_out_of(unpacked(of_meeting(scene, by), by))
    assert "2 kladder" in said and "indsigelse" not in said and f"Bidrag {draft.pk}" not in said


def test_minutes_that_are_not_approved_and_meetings_that_are_not_convened_are_drafts() -> None:
    meeting = factories.meeting(unit=factories.make_unit("Skovskolen"))
    factories.participant(meeting, name="Pia Far", email="pia@example.dk")
    factories.plan_line(meeting, "Vikarer i 3.b", note="Mia er sygemeldt")
    factories.wish(meeting, text="Hjælp til 3.b")
    by = officer()
    files = unpacked(ask(MEETING, by, unit=meeting.unit_id, school_year=meeting.school_year), by)
    assert not {"referat.html", "dagsorden.html", "data/deltagere.csv", "data/dataplan.csv"} & set(files)
    words = everything_in(files)
    assert not [one for one in ("Pia Far", "3.b", "Mia er sygemeldt") if one in words]
    left_out = {one["hvad"] for one in table(files, "udeladt")}
    assert {"Referat", "Dagsorden", "Deltagere", "Dataplan", "Ønsker til forvaltningen"} <= left_out


def test_the_data_plan_is_the_one_that_both_sides_confirmed_last(scene: Scene) -> None:
    entry, by = {"id": 1, "about": "", "note": "", "due_on": ""}, officer()
    for number, sides, what in ((1, ("unit", "consultant"), "Trivsel"), (2, ("unit",), "Vikarer i 3.b")):
        plan = DataPlanVersion.objects.create(
            meeting=scene.meeting, number=number, content=[{**entry, "what": what}], content_hash=what
        )
        for side in sides:
            plan.confirmations.create(side=side, by=scene.leader)
    factories.plan_line(scene.meeting, "Sygemeldte")
    files = unpacked(of_meeting(scene, by), by)
    assert [one["data"] for one in table(files, "dataplan")] == ["Trivsel"]
    assert "Dataplan" not in {one["hvad"] for one in table(files, "udeladt")}
    assert "Vikarer" not in everything_in(files) and "Sygemeldte" not in everything_in(files)


def test_marks_that_turn_or_hide_what_follows_reach_no_page(scene: Scene) -> None:
    factories.wish(scene.meeting, text="Sparring \u202eom\x08 overgange")
    by = officer()
    assert "Sparring om overgange" in unpacked(of_meeting(scene, by), by)["aftaler-og-oensker.html"].decode()


def test_an_extract_is_logged_without_the_purpose_belongs_to_who_asked_and_is_deleted(scene: Scene) -> None:
    by, other = officer(), factories.user(role=Role.ADMINISTRATOR)
    export = ask(PEOPLE, by, email=scene.leader.email)
    asked = AuditEvent.objects.get(action="export.requested")
    assert asked.actor == by and asked.data["person"] == scene.leader.pk and asked.data["case_number"] == "2026-0042"
    assert "Anmodning" not in json.dumps(asked.data) and AuditEvent.objects.filter(action="export.made").count() == 1
    assert "Anmodning af 3. marts" in signed_in(by).get("/indsigt/").content.decode()
    assert scene.leader.email not in signed_in(other).get("/indsigt/").content.decode()
    assert signed_in(other).get(f"/dokumenter/{export.key}/").status_code == 404
    unpacked(export, by)
    assert AuditEvent.objects.filter(action="export.fetched", actor=by).count() == 1
    by.memberships.update(ends_on=timezone.localdate() - timedelta(days=1))
    assert signed_in(User.objects.get(pk=by.pk)).get(f"/dokumenter/{export.key}/").status_code == 404
    Export.objects.update(requested_at=timezone.now() - timedelta(days=8))
    delete_old_documents.func(timezone.localdate().isoformat())
    assert not Export.objects.exists() and not default_storage.exists(export.path)


def test_what_cannot_be_read_is_said_at_the_field(scene: Scene) -> None:
    by = officer()
    sent = {"unit": scene.unit.pk, "school_year": "1999/2000", "purpose": " ", KEY_FIELD: key_for(by, MEETING)}
    errors = signed_in(by).post(MEETING, sent).context["form"].errors
    assert {"school_year", "purpose"} == set(errors)
    sent = {"email": "010190-1234", "purpose": "Om 010190-1234", KEY_FIELD: key_for(by, PEOPLE)}
    assert {"email", "purpose"} == set(signed_in(by).post(PEOPLE, sent).context["form"].errors)
