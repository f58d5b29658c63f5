"""The package for the records system, verified by its own hashes, and where minutes are journalised."""

import csv
import hashlib
import io
import json
import zipfile
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from django.test import Client
from django.utils import timezone
from openpyxl import load_workbook
from wagtail.models import Site

from accounts.roles import Role
from accounts.user import User
from foundation.errors import NotAllowed
from foundation.forms.optimistic_lock import ChangedMeanwhile
from foundation.municipality import ArchiveRule, Municipality
from media.media_item import MediaItem
from meetings.evidence.models import Evidence
from meetings.exports.content.minutes import MinutesSource
from meetings.exports.document_settings import DocumentSettings
from meetings.exports.enums import USUAL_PARTS, DocumentSource, Format, MinutesPart
from meetings.exports.making.request_document import request_document
from meetings.exports.models import Export, JournalEntry
from meetings.exports.package.make_package import Package, make_package
from meetings.exports.package.zip_writer import HASHES
from meetings.exports.record_journal_entry import NotApproved, record_journal_entry
from meetings.minutes.content import LawPoint
from meetings.minutes.frozen_format import freeze
from meetings.minutes.record import ApprovalRecord
from tests import factories
from tests.meetings.exports.pdf_structure import require_accessible
from tests.meetings.exports.scene import PERSON, PLACE, approved_with_evidence, record_of
from tests.meetings.exports.test_pdf import text_of
from tests.meetings.minutes import scene as minutes
from tests.meetings.minutes.scene import Scene

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene() -> Scene:
    return approved_with_evidence()


def write_settings(kind: type[Municipality] | type[DocumentSettings], **fields: str) -> None:
    here = kind.for_site(Site.objects.get(is_default_site=True))
    for name, value in fields.items():
        setattr(here, name, value)
    here.full_clean()
    here.save()


def packed(scene: Scene, folder: Path, parts: frozenset[MinutesPart] = USUAL_PARTS) -> tuple[Package, dict[str, bytes]]:
    path = folder / "package.zip"
    package = make_package(MinutesSource(record_of(scene), parts, scene.chef), path, made_at=timezone.now())
    with zipfile.ZipFile(path) as archive:
        assert archive.testzip() is None
        return package, {name: archive.read(name) for name in archive.namelist()}


def test_every_file_has_the_hash_in_the_list_and_the_list_has_every_file(scene: Scene, tmp_path: Path) -> None:
    _package, files = packed(scene, tmp_path)
    listed = dict(line.split("  ", 1)[::-1] for line in files[HASHES].decode().splitlines())
    assert set(listed) == set(files) - {HASHES}
    assert all(hashlib.sha256(files[name]).hexdigest() == digest for name, digest in listed.items())


def test_the_package_holds_the_minutes_what_they_rest_on_and_the_facts(scene: Scene, tmp_path: Path) -> None:
    write_settings(Municipality, name="Skovby Kommune")
    write_settings(DocumentSettings, kle_schools="17.00.00", kle_daycare="28.00.00", kle_facet="G01")
    record_journal_entry(
        minutes=scene.minutes, case_number="2026-0042", document_number="7", expected_version=0, by=scene.chef
    )
    _package, files = packed(scene, tmp_path)
    assert set(files) == {
        "referat-skovskolen-2026-2027.pdf", "grundlag-skovskolen-2026-2027.pdf", "grundlag/01-image.jpg",
        "metadata.json", "metadata.csv", HASHES,
    }  # fmt: skip
    require_accessible(files["referat-skovskolen-2026-2027.pdf"])
    grounds = require_accessible(files["grundlag-skovskolen-2026-2027.pdf"])
    assert PLACE in grounds.alternatives and grounds.attachments
    facts = json.loads(files["metadata.json"])
    record = ApprovalRecord.objects.get()
    assert facts["title"] == "Referat af dialogmødet 2026/2027, Skovskolen" and facts["date"] == "2026-09-24"
    assert facts["parties"] == ["Skovby Kommune", "Skovskolen"] and facts["document_type"] == "Referat"
    assert (facts["kle_number"], facts["kle_facet"]) == ("17.00.00", "G01")
    assert (facts["owner"], facts["approver"]) == ("Lise Lund", "Hanne Holm")
    assert (facts["case_number"], facts["document_number"]) == ("2026-0042", "7")
    assert facts["content_hash"] == record.content_hash
    (row,) = csv.DictReader(io.StringIO(files["metadata.csv"].decode("utf-8-sig")), delimiter=";")
    assert row["parties"] == "Skovby Kommune; Skovskolen" and row["kle_number"] == "17.00.00"


def test_pictures_of_people_are_left_out_by_name_until_they_are_chosen(scene: Scene, tmp_path: Path) -> None:
    usual, files = packed(scene, tmp_path)
    assert not any(name.endswith(".webp") for name in files)
    assert json.loads(files["metadata.json"])["left_out"] == [
        f"Billede i »{PERSON.lower()}«: Nogen kan genkendes i den. Deres private forhold er taget ud."
    ]
    assert len(usual.held.files) == 1
    chosen, files = packed(scene, tmp_path, frozenset(MinutesPart))
    assert "grundlag/02-image.webp" in files and json.loads(files["metadata.json"])["left_out"] == []
    assert len(chosen.held.files) == 2


def test_the_demands_of_the_law_are_in_it_as_they_were_frozen(scene: Scene, tmp_path: Path) -> None:
    record = record_of(scene)
    points = (LawPoint(1, demand="Resultater", answer="Punkt 1", is_met="yes"), LawPoint(2, demand="Opfølgning"))
    record.content = freeze(replace(record.text, law_points=points))
    del record.text
    path = tmp_path / "package.zip"
    make_package(MinutesSource(record, USUAL_PARTS, scene.chef), path, made_at=timezone.now())
    with zipfile.ZipFile(path) as archive:
        written = archive.read("paragraf-40a.csv").decode("utf-8-sig")
        assert "paragraf-40a.csv" in archive.read(HASHES).decode()
        words = text_of(archive.read("referat-skovskolen-2026-2027.pdf"))
    assert list(csv.reader(io.StringIO(written), delimiter=";"))[1:] == [
        ["1", "Resultater", "Ja", "Punkt 1"], ["2", "Opfølgning", "Nej", ""]
    ]  # fmt: skip
    assert "1. Resultater" in words and "Mangler:" in words


def test_by_the_archive_rule_it_holds_the_minutes_alone(scene: Scene, tmp_path: Path) -> None:
    write_settings(Municipality, archive_rule=ArchiveRule.DELETE)
    _package, files = packed(scene, tmp_path)
    assert not [name for name in files if name.startswith("grundlag")]
    assert "arkivregel" in json.loads(files["metadata.json"])["left_out"][0]


def test_what_is_hidden_is_in_no_package(scene: Scene, tmp_path: Path) -> None:
    Evidence.objects.update(withdrawn_at=timezone.now(), withdrawn_kind="objection")
    package, files = packed(scene, tmp_path, frozenset(MinutesPart))
    assert not [name for name in files if name.startswith("grundlag")] and not package.held.files


def test_a_file_that_the_store_has_lost_is_named(scene: Scene, tmp_path: Path) -> None:
    MediaItem.objects.filter(alt_text=PLACE).update(renditions={})
    _package, files = packed(scene, tmp_path)
    assert any("Filen mangler" in words for words in json.loads(files["metadata.json"])["left_out"])


def test_the_worker_makes_the_package_and_notes_all_it_holds(scene: Scene) -> None:
    made = request_document(source=DocumentSource.MINUTES, of=scene.meeting, format=Format.PACKAGE, by=scene.chef)
    export = Export.objects.get(pk=made.pk)
    client = Client()
    client.force_login(scene.chef)
    answer = client.get(f"/dokumenter/{export.key}/")
    assert (
        answer["Content-Type"] == "application/zip" and 'filename="referat-skovskolen' in answer["Content-Disposition"]
    )
    assert export.sent is not None and export.sent.holds.filter(item_key=None).count() == 3
    scene.chef.memberships.update(role=Role.HEAD_OF_AREA, ends_on=timezone.localdate() - timedelta(days=1))
    factories.membership(scene.chef, Role.LEADERSHIP_TEAM, unit=scene.unit)
    assert client.get(f"/dokumenter/{export.key}/").status_code == 404  # reads the minutes, journalises no more


# Journal ---------------------------------------------------------------------------------------------------------


def address(scene: Scene) -> str:
    return f"/{scene.unit.area.slug}/{scene.unit.slug}/{scene.meeting.slug}/dokumenter/journal/"


def signed_in(person: User) -> Client:
    client = Client()
    client.force_login(person)
    return client


@pytest.mark.parametrize("who", ["chef", "consultant"])
def test_chef_and_consultant_note_where_the_minutes_are(scene: Scene, who: str) -> None:
    client = signed_in(getattr(scene, who))
    assert "Skovskolen" in client.get("/journal/").content.decode()
    shown = client.get(address(scene))
    sent = {**shown.context["form"].initial, "case_number": " 2026-0042 ", "document_number": "", "seen": ""}
    sent["one_time_key"] = shown.content.decode().split('name="one_time_key" value="')[1].split('"')[0]
    assert client.post(address(scene), sent).status_code == 302
    entry = JournalEntry.objects.get()
    assert (entry.case_number, entry.noted_by, entry.version) == ("2026-0042", getattr(scene, who), 1)
    listed = client.get("/journal/")
    assert not listed.context["waiting"] and [row.case_number for row in listed.context["done"]] == ["2026-0042"]


@pytest.mark.parametrize("who", ["leader", "team", "staff", "board"])
def test_only_those_who_journalise_get_the_package(scene: Scene, who: str) -> None:
    person = getattr(scene, who)
    assert signed_in(person).get(address(scene)).status_code == 404
    assert signed_in(person).get("/journal/").status_code == 404
    with pytest.raises(NotAllowed):
        record_journal_entry(minutes=scene.minutes, case_number="1", document_number="", expected_version=0, by=person)


def test_a_chef_of_elsewhere_does_not_and_sees_nothing_of_it(scene: Scene) -> None:
    chef = factories.user(role=Role.HEAD_OF_AREA, area=factories.make_unit(kind="daycare").area)
    assert signed_in(chef).get(address(scene)).status_code == 404
    assert "Skovskolen" not in signed_in(chef).get("/journal/").content.decode()
    with pytest.raises(NotAllowed):
        record_journal_entry(minutes=scene.minutes, case_number="1", document_number="", expected_version=0, by=chef)


def test_of_two_who_note_at_once_the_second_sees_the_first(scene: Scene) -> None:
    record_journal_entry(minutes=scene.minutes, case_number="1", document_number="", expected_version=0, by=scene.chef)
    with pytest.raises(ChangedMeanwhile) as refused:
        record_journal_entry(
            minutes=scene.minutes, case_number="2", document_number="", expected_version=0, by=scene.consultant
        )
    assert refused.value.current.case_number == "1"
    record_journal_entry(
        minutes=scene.minutes, case_number="2", document_number="", expected_version=1, by=scene.consultant
    )
    assert JournalEntry.objects.get().case_number == "2"


def test_minutes_that_are_not_approved_are_not_journalised() -> None:
    scene = minutes.submitted()
    assert signed_in(scene.chef).get(address(scene)).status_code == 404
    with pytest.raises(NotApproved):
        record_journal_entry(
            minutes=scene.minutes, case_number="1", document_number="", expected_version=0, by=scene.chef
        )


def test_central_staff_see_in_the_register_what_is_journalised_and_nothing_else(scene: Scene) -> None:
    client = signed_in(factories.user(role=Role.ADMINISTRATOR))
    address = "/redaktion/meetings/approvalrecord/"
    assert "Skovskolen" in client.get(f"{address}?journalised=0").content.decode()
    record_journal_entry(
        minutes=scene.minutes, case_number="2026-0042", document_number="7", expected_version=0, by=scene.chef
    )
    assert "Skovskolen" not in client.get(f"{address}?journalised=0").content.decode()
    shown = client.get(f"{address}?journalised=1").content.decode()
    assert "2026-0042" in shown and scene.minutes.approval.text.sections[0].text not in shown
    sheet = load_workbook(io.BytesIO(b"".join(client.get(f"{address}?export=xlsx").streaming_content))).active
    header, row = sheet.iter_rows(values_only=True)
    assert header[0] == "Enhed" and row[0] == "Skovskolen" and "2026-0042" in row
    record = ApprovalRecord.objects.get()
    for closed in ("create/", f"edit/{record.pk}/", f"delete/{record.pk}/", f"inspect/{record.pk}/"):
        assert client.get(address + closed).status_code == 404
    # A filter of one's own would read the frozen text letter by letter.
    assert "Skovskolen" in client.get(f"{address}?content__icontains=findes-ikke").content.decode()


@pytest.mark.parametrize("who", ["chef", "consultant", "leader", "board"])
def test_the_register_in_the_editor_is_for_central_staff(scene: Scene, who: str) -> None:
    assert signed_in(getattr(scene, who)).get("/redaktion/meetings/approvalrecord/").status_code == 404
