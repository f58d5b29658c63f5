"""Everything about a meeting or a person: who has it made, what is in it, and what is left out with a reason."""

import csv
import hashlib
import io
import json
import zipfile
from contextlib import suppress
from datetime import date, timedelta
from html import unescape
from uuid import UUID

import pytest
from allauth.account.models import EmailAddress
from django.apps import apps
from django.core.exceptions import ObjectDoesNotExist
from django.core.files.storage import default_storage
from django.db.models import TextField
from django.test import Client
from django.utils import timezone

from accounts.roles import Role
from accounts.user import User
from foundation import audit
from foundation.audit import AuditEvent
from foundation.errors import NotAllowed
from foundation.forms.one_time_key import FIELD, key_for
from foundation.municipality import Municipality
from home.access_exports.personal.all_models import without_a_column, without_a_word
from home.access_exports.personal.registry import TOLD
from home.access_exports.request_export import NothingAbout, request_meeting, request_person
from home.data_protection.processor import Processor
from home.data_protection.record import purposes, recipients
from media.enums import DepictsChildren, LegalBasis
from media.media_item import MediaItem
from meetings.data_plan.models import DataPlanVersion
from meetings.evidence.models import Evidence
from meetings.evidence.retention.delete_expired_evidence import delete_expired
from meetings.evidence.sharing.documents_holding import documents_holding
from meetings.exports.enums import ExportState
from meetings.exports.making.delete_documents import delete_old_documents
from meetings.exports.models import Export
from meetings.figures.models import Dataset
from meetings.meeting.participant import Participant
from snippets.enums import DatasetKind
from tests import factories
from tests.meetings.exports.scene import PERSON, PLACE, approved_with_evidence
from tests.meetings.forum.pictures import image
from tests.meetings.minutes.scene import Scene

pytestmark = pytest.mark.django_db
MEETING, PEOPLE = "/indsigt/moede/", "/indsigt/person/"
OF_NOBODY = {"depicts_children": DepictsChildren.NONE, "legal_basis": LegalBasis.NO_PERSONS}


@pytest.fixture
def scene() -> Scene:
    scene = approved_with_evidence()
    Evidence.objects.update(**OF_NOBODY)
    return scene


def officer() -> User:
    return factories.user(role=Role.DATA_PROTECTION_OFFICER, name="Dorte Bruun")


def signed_in(person: User) -> Client:
    client = Client()
    client.force_login(person)
    return client


def ask(address: str, by: User, **sent: object) -> Export:
    """Send the form; the task runs at once."""
    data = {"purpose": "Anmodning af 3. marts", "case_number": "2026-0042", FIELD: key_for(by, address), **sent}
    answer = signed_in(by).post(address, data)
    assert answer.status_code == 302, answer.context["form"].errors if answer.context else answer.content
    return Export.objects.get(key=UUID(answer["Location"].rpartition("#dokument-")[2]))


def of_meeting(scene: Scene, by: User, **sent: object) -> Export:
    return ask(MEETING, by, unit=scene.unit.pk, school_year=scene.meeting.school_year, **sent)


def unpacked(export: Export, by: User) -> dict[str, bytes]:
    """Fetched as a person does, with every hash verified."""
    export.refresh_from_db()
    assert export.state == ExportState.READY
    answer = signed_in(by).get(f"/dokumenter/{export.key}/")
    assert answer.status_code == 200
    with zipfile.ZipFile(io.BytesIO(b"".join(answer))) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    listed = dict(line.split("  ", 1)[::-1] for line in files["sha256.txt"].decode().splitlines())
    assert set(listed) == set(files) - {"sha256.txt"}
    assert all(hashlib.sha256(files[name]).hexdigest() == digest for name, digest in listed.items())
    return files


def table(files: dict[str, bytes], name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(files[f"data/{name}.csv"].decode("utf-8-sig")), delimiter=";"))


def everything_in(files: dict[str, bytes]) -> str:
    return "\n".join(content.decode("utf-8", "replace") for content in files.values())


def test_the_registry_speaks_of_every_column_by_which_a_person_can_be_found() -> None:
    assert without_a_word() == [], "Tell it in home/access_exports/personal, or give the reason in not_told.py."
    assert without_a_column() == []


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
    assert signed_in(other).post(MEETING, {**sent, FIELD: key_for(other, MEETING)}).status_code == 422
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


def test_it_is_handed_out_no_more_when_something_in_it_was_hidden(scene: Scene) -> None:
    by = officer()
    export = of_meeting(scene, by, with_people="on")
    assert unpacked(export, by)
    shown = MediaItem.objects.get(alt_text=PERSON)
    MediaItem.objects.filter(pk=shown.pk).update(withdrawn_at=timezone.now(), withdrawn_kind="objection")
    assert signed_in(by).get(f"/dokumenter/{export.key}/").status_code == 404
    assert "skjult, siden det blev lavet" in signed_in(by).get("/indsigt/").content.decode()


def left_out_of(files: dict[str, bytes]) -> str:
    return " ".join(f"{one['hvad']} {one['hvorfor']}" for one in table(files, "udeladt"))


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


def test_a_person_gets_all_that_is_theirs_and_nothing_of_others(scene: Scene) -> None:
    mine = factories.evidence(meeting=scene.meeting, owner=scene.leader, title="Mine ord", shared=True)
    other = factories.evidence(meeting=scene.meeting, owner=scene.staff, title="Mias ord", shared=True)
    Evidence.objects.filter(pk__in=[mine.pk, other.pk]).update(**OF_NOBODY)
    audit.record("role.granted", scene.leader, by=scene.chef)
    scene.leader.set_password("en-lang-hemmelighed")
    scene.leader.save()
    by = officer()
    files = unpacked(ask(PEOPLE, by, email=scene.leader.email.upper()), by)
    words = everything_in(files)
    assert table(files, "konto")[0]["mailadresse"] == scene.leader.email
    assert any(one["rolle"] == "Aftaleholder" and one["enhed"] == "Skovskolen" for one in table(files, "roller"))
    assert "Mine ord" in words and "Mias ord" not in words
    assert {one["moede"] for one in table(files, "deltager")} == {"Skovskolen 2026/2027"}
    done = AuditEvent.objects.filter(actor=scene.leader).count()
    assert len(table(files, "handlinger")) == done > 0 and len(table(files, "handlinger-om-kontoen")) == 1
    for person in (scene.staff, scene.board, scene.chef, scene.team, scene.consultant):
        assert person.name not in words and person.email not in words, person
    assert scene.leader.password not in words and "pbkdf2" not in words
    description = json.loads(files["datapackage.json"])
    for resource in description["resources"]:
        rows = table(files, resource["name"])
        assert resource["rowCount"] == len(rows)
        assert not rows or [column["name"] for column in resource["schema"]["fields"]] == list(rows[0])
    assert "<script" not in files["oplysninger.html"].decode() and "http" not in files["data/konto.csv"].decode()


def test_texts_in_which_others_can_be_recognised_are_left_out_until_they_were_assessed(scene: Scene) -> None:
    factories.evidence(meeting=scene.meeting, owner=scene.leader, title="Om lille Bo", shared=True)
    by = officer()
    assert "Om lille Bo" not in everything_in(unpacked(ask(PEOPLE, by, email=scene.leader.email), by))
    chosen = unpacked(ask(PEOPLE, by, email=scene.leader.email, with_people="on"), by)
    assert "Om lille Bo" in everything_in(chosen)


@pytest.mark.parametrize(
    "hidden", [{"withdrawn_at": timezone.now(), "withdrawn_kind": "objection"}, {"delete_after": date(2026, 1, 1)}]
)
def test_a_text_that_was_hidden_since_is_handed_out_no_more_and_its_objection_names_the_extract(
    hidden: dict[str, object], scene: Scene
) -> None:
    mine = factories.evidence(meeting=scene.meeting, owner=scene.leader, shared=True, **OF_NOBODY)
    kept_back = factories.evidence(meeting=scene.meeting, owner=scene.leader, shared=True)
    by = officer()
    export = ask(PEOPLE, by, email=scene.leader.email)
    assert unpacked(export, by)
    (found,) = documents_holding(evidence_id=mine.pk, key=None)
    assert found.reference and "Databeskyttelsesrådgiver" in found.to
    assert not documents_holding(evidence_id=kept_back.pk, key=None)
    Evidence.objects.filter(pk=mine.pk).update(**hidden)
    assert signed_in(by).get(f"/dokumenter/{export.key}/").status_code == 404
    delete_expired(today=timezone.localdate())
    assert signed_in(by).get(f"/dokumenter/{export.key}/").status_code == 404


@pytest.mark.parametrize("hidden", [{"withdrawn_at": timezone.now()}, {"delete_after": date(2026, 1, 1)}, {}])
def test_figures_and_files_keep_no_words_of_a_contribution_whose_content_is_left_out(
    hidden: dict[str, object], scene: Scene
) -> None:
    piece = factories.figures(
        meeting=scene.meeting, shared=True, title="Idas fravær", owner=scene.leader, purpose="Om Idas fravær",
        **(OF_NOBODY if hidden else {}),
    )  # fmt: skip
    Dataset.objects.filter(evidence=piece).update(source="Idas mor")
    image(piece, scene.leader, purpose="Idas fravær", withdrawn_at=timezone.now(), withdrawn_kind="objection")
    Evidence.objects.filter(pk=piece.pk).update(**hidden)
    by = officer()
    files = unpacked(ask(PEOPLE, by, email=scene.leader.email), by)
    assert "Ida" not in everything_in(files)
    assert not documents_holding(evidence_id=piece.pk, key=None)
    assert len(table(files, "tal")) == Dataset.objects.filter(created_by=scene.leader).count()


def test_a_text_on_a_row_of_two_people_is_told_to_its_writer_alone() -> None:
    """Every table with more relations than one: which of its texts each of them is told."""
    found = set()
    for told in TOLD:
        kind = apps.get_model(told.model)
        texts = [field.attname for field in kind._meta.concrete_fields if type(field) is TextField]
        ours = [name for name in told.by if "__" not in name and kind._meta.get_field(name).concrete]
        for name in ours if len(told.by) > 1 else ():
            row = kind(**dict.fromkeys(texts, "fremmede ord"))
            for one in told.by:
                if one in ours and not kind._meta.get_field(one).many_to_many:
                    setattr(row, f"{one}_id", 1 if one == name else 2)
            row.told_to, row.with_people = 1, False
            for column in told.columns:
                with suppress(ObjectDoesNotExist):
                    if column.value(row) == "fremmede ord":
                        found.add((told.name, name, str(column.label)))
    assert found == {
        ("aendringer-af-rammen", "created_by", "forslag"),
        ("aendringer-af-rammen", "decided_by", "Svar"),
        ("indsendte-referater", "decided_by", "begrundelse"),
        ("kommentarer", "user", "Tekst"),
    }


def test_what_an_extract_about_somebody_else_was_for_is_not_told_to_whoever_made_it(scene: Scene) -> None:
    by = officer()
    ask(PEOPLE, by, email=scene.leader.email, purpose="Klage fra Idas mor", case_number="2026-77")
    files = unpacked(ask(PEOPLE, by, email=by.email, purpose="x", case_number=""), by)
    words = everything_in(files)
    assert "Idas mor" not in words and "2026-77" not in words
    assert len(table(files, "dokumenter")) == 2
    sent = signed_in(by).get(PEOPLE).content.decode()
    assert "Skriv ingen navne" in sent.partition('name="purpose"')[0].partition("<form")[2]


def test_an_address_that_is_somebody_elses_finds_nothing_of_theirs(scene: Scene) -> None:
    """Mia has had the address of the leader, and that of the school before the leader got it."""
    EmailAddress.objects.create(user=scene.staff, email=scene.leader.email.upper())
    EmailAddress.objects.create(user=scene.staff, email="skolen@example.dk")
    factories.participant(scene.meeting, name="Pia Far", email="skolen@example.dk", person=factories.user())
    by = officer()
    files = unpacked(ask(PEOPLE, by, email=scene.staff.email), by)
    assert scene.leader.name not in everything_in(files) and "Pia Far" not in everything_in(files)
    assert [one["navn"] for one in table(files, "deltager")] == [scene.staff.name]
    files = unpacked(ask(PEOPLE, by, email="Skolen@example.dk"), by)
    assert table(files, "konto")[0]["mailadresse"] == scene.staff.email


def test_marks_that_turn_or_hide_what_follows_reach_no_page(scene: Scene) -> None:
    factories.wish(scene.meeting, text="Sparring \u202eom\x08 overgange")
    by = officer()
    assert "Sparring om overgange" in unpacked(of_meeting(scene, by), by)["aftaler-og-oensker.html"].decode()


def test_a_person_without_an_account_is_found_by_the_address(scene: Scene) -> None:
    parent = factories.participant(scene.meeting, name="Pia Far", email="pia@example.dk")
    by = officer()
    files = unpacked(ask(PEOPLE, by, email="PIA@example.dk"), by)
    (row,) = table(files, "deltager")
    assert row["navn"] == parent.name and "data/konto.csv" not in files
    with pytest.raises(NothingAbout, match=r"ukendt@example\.dk"):
        request_person(email="ukendt@example.dk", purpose="x", case_number="", with_people=False, by=by)


def test_it_is_logged_without_the_purpose_belongs_to_who_asked_and_is_deleted(scene: Scene) -> None:
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


def test_purposes_recipients_and_deletion_times_are_those_of_the_record(scene: Scene) -> None:
    Municipality.objects.update(keep_image_days=123)
    Processor.objects.create(name="Driftshuset", country="Danmark", purpose="Drift af serveren")
    by = officer()
    words = unescape(unpacked(ask(PEOPLE, by, email=scene.leader.email), by)["laes-foerst.html"].decode())
    assert all(one.text in words for one in (*purposes(), *recipients().statements))
    assert "Driftshuset" in words and "Drift af serveren" in words and "123 dage" in words


def test_what_cannot_be_read_is_said_at_the_field(scene: Scene) -> None:
    by = officer()
    sent = {"unit": scene.unit.pk, "school_year": "1999/2000", "purpose": " ", FIELD: key_for(by, MEETING)}
    errors = signed_in(by).post(MEETING, sent).context["form"].errors
    assert {"school_year", "purpose"} == set(errors)
    sent = {"email": "010190-1234", "purpose": "Om 010190-1234", FIELD: key_for(by, PEOPLE)}
    assert {"email", "purpose"} == set(signed_in(by).post(PEOPLE, sent).context["form"].errors)


def test_a_forum_basis_is_told_to_whoever_decided_it(scene: Scene) -> None:
    item = MediaItem.objects.get(alt_text=PERSON)
    MediaItem.objects.filter(pk=item.pk).update(
        forum_basis=LegalBasis.CONSENT, forum_basis_by=scene.chef, forum_basis_at=timezone.now()
    )
    by = officer()
    (row,) = table(unpacked(ask(PEOPLE, by, email=scene.chef.email), by), "filer-til-lederforum")
    assert row["nummer"] == str(item.key)
