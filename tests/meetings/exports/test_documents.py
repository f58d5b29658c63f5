"""Having documents made: by whom, of what, made once, noted in the log, and deleted."""

import hashlib
from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

import pytest
from django.core.files.storage import default_storage
from django.test import Client
from django.utils import timezone

from accounts.roles import Role
from accounts.user import User
from foundation.audit import AuditEvent
from foundation.errors import NotAllowed
from foundation.forms.one_time_key import KEY_FIELD, key_for
from media.media_item import MediaItem
from meetings.evidence.models import Evidence
from meetings.evidence.sharing.sent_document import HeldItem, SentDocument
from meetings.exports.enums import DocumentSource, ExportState, Format, MinutesPart
from meetings.exports.making.delete_documents import delete_old_documents
from meetings.exports.making.make_document import make_document
from meetings.exports.making.request_document import MAX_WAITING, TooManyWaiting, request_document
from meetings.exports.models import Export
from tests import factories
from tests.meetings.exports.pdf_structure import require_accessible
from tests.meetings.exports.scene import PERSON, approved_with_evidence, cleared_example
from tests.meetings.minutes import scene as minutes
from tests.meetings.minutes.scene import Scene

pytestmark = pytest.mark.django_db
USUAL = ["attendance", "earlier", "adjust", "addenda", "figures", "pictures", "appendix"]


@pytest.fixture
def scene() -> Scene:
    return approved_with_evidence()


def signed_in(person: User) -> Client:
    client = Client()
    client.force_login(person)
    return client


def page(scene: Scene) -> str:
    return f"/{scene.unit.area.slug}/{scene.unit.slug}/{scene.meeting.slug}/dokumenter/"


def ask(scene: Scene, person: User, *, format: str = "pdf", parts: list[str] | None = None) -> Export:
    """Send the form for the minutes; the task runs at once. Return the row, read anew."""
    sent = {
        "minutes-which": "minutes", "minutes-format": format, "minutes-parts": USUAL if parts is None else parts,
        KEY_FIELD: key_for(person, page(scene)),
    }  # fmt: skip
    answer = signed_in(person).post(page(scene), sent)
    assert answer.status_code == 302, answer.context["form"].errors if answer.context else answer.content
    return Export.objects.get(key=UUID(answer["Location"].rpartition("#dokument-")[2]))


def fetch(export: Export, person: User) -> tuple[int, bytes]:
    answer = signed_in(person).get(f"/dokumenter/{export.key}/")
    return answer.status_code, b"".join(answer) if answer.status_code == 200 else b""


@pytest.mark.parametrize("who", ["leader", "team", "staff", "board", "consultant", "chef"])
def test_whoever_reads_the_minutes_fetches_them_as_pdf(scene: Scene, who: str) -> None:
    person = getattr(scene, who)
    export = ask(scene, person)
    assert export.state == ExportState.READY and export.file_name == "referat-skovskolen-2026-2027"
    status, content = fetch(export, person)
    assert status == 200 and require_accessible(content).title
    assert hashlib.sha256(content).hexdigest() == export.sha256 and len(content) == export.byte_size
    shown = signed_in(person).get(page(scene)).content.decode()
    assert f"/dokumenter/{export.key}/" in shown


def test_nobody_else_fetches_it_whatever_the_address(scene: Scene) -> None:
    export = ask(scene, scene.leader)
    others = [scene.chef, scene.team, factories.user(role=Role.AGREEMENT_HOLDER), factories.user(is_superuser=True)]
    assert [fetch(export, person)[0] for person in others] == [404] * 4
    assert Client().get(f"/dokumenter/{export.key}/").status_code == 302
    for person in others:
        assert signed_in(person).get("/dokumenter/tilstand/", {"key": str(export.key)}).status_code == 404


def test_a_document_is_not_handed_out_to_somebody_who_no_longer_reads_the_minutes(scene: Scene) -> None:
    export = ask(scene, scene.board)
    scene.board.memberships.update(ends_on=timezone.localdate() - timedelta(days=1))
    assert fetch(export, scene.board)[0] == 404


@pytest.mark.parametrize("role", [Role.CENTRAL_EDITOR, Role.ADMINISTRATOR, Role.FORUM_MEMBER])
def test_central_staff_have_no_documents_of_a_unit(scene: Scene, role: Role) -> None:
    person = factories.user(role=role)
    assert signed_in(person).get(page(scene)).status_code == 404
    with pytest.raises(NotAllowed):
        request_document(source=DocumentSource.MINUTES, of=scene.meeting, format=Format.PDF, by=person)


def test_leaders_and_heads_of_elsewhere_have_none(scene: Scene) -> None:
    elsewhere = factories.make_unit(kind="daycare")
    for person in (
        factories.user(role=Role.AGREEMENT_HOLDER, unit=elsewhere),
        factories.user(role=Role.HEAD_OF_AREA, area=elsewhere.area),
        factories.user(role=Role.BOARD_REPRESENTATIVE, unit=elsewhere),
    ):
        assert signed_in(person).get(page(scene)).status_code == 404
        for format in Format:
            with pytest.raises(NotAllowed):
                request_document(source=DocumentSource.MINUTES, of=scene.meeting, format=format, by=person)


def test_there_are_no_documents_of_minutes_that_are_not_approved() -> None:
    scene = minutes.submitted()
    shown = signed_in(scene.leader).get(page(scene))
    assert shown.status_code == 200 and shown.context["minutes_form"] is None
    with pytest.raises(NotAllowed):
        request_document(source=DocumentSource.MINUTES, of=scene.meeting, format=Format.PDF, by=scene.leader)


@pytest.mark.parametrize("who", ["leader", "team", "staff", "board"])
def test_the_package_is_for_those_who_journalise(scene: Scene, who: str) -> None:
    person = getattr(scene, who)
    with pytest.raises(NotAllowed):
        request_document(source=DocumentSource.MINUTES, of=scene.meeting, format=Format.PACKAGE, by=person)
    assert "Pakke til ESDH" not in signed_in(person).get(page(scene)).content.decode()
    assert "Pakke til ESDH" in signed_in(scene.chef).get(page(scene)).content.decode()


def held(document: SentDocument | None) -> set[tuple[str, bool]]:
    """The titles of the pieces it holds, and for each whether it is a file."""
    return {(row.evidence.title, row.item_key is not None) for row in HeldItem.objects.filter(document=document)}


def test_what_evidence_it_holds_is_noted_as_sent(scene: Scene) -> None:
    usual, chosen = ask(scene, scene.chef), ask(scene, scene.chef, parts=[*USUAL, "recognisable"])
    place, person = "et tomt klasselokale", PERSON.lower()
    figures = ("Trivsel i 4. årgang", False)
    assert held(usual.sent) == {(place, False), (place, True), figures}
    assert held(chosen.sent) == {(place, False), (place, True), (person, False), (person, True), figures}
    assert chosen.sent.recipients == {"head_of_area": 1} and chosen.sent.made_by == scene.chef
    assert ask(scene, scene.chef, parts=["attendance"]).sent is None


def test_each_step_is_in_the_event_log(scene: Scene) -> None:
    export = ask(scene, scene.leader)
    fetch(export, scene.leader)
    events = AuditEvent.objects.filter(action__startswith="export.")
    assert [event.action for event in events] == ["export.requested", "export.made", "export.fetched"]
    assert {event.actor for event in events} == {scene.leader} and {event.unit_id for event in events} == {
        scene.unit.pk
    }


def hide_file(_scene: Scene | None = None) -> None:
    MediaItem.objects.update(withdrawn_at=timezone.now(), withdrawn_kind="objection")


def hide_piece(_scene: Scene) -> None:
    Evidence.objects.filter(kind="figures").update(withdrawn_at=timezone.now(), withdrawn_kind="objection")


def take_back(_scene: Scene) -> None:
    Evidence.objects.filter(kind="photos").update(audience="unit")


def let_it_pass_its_date(_scene: Scene) -> None:
    MediaItem.objects.update(delete_after=timezone.localdate() - timedelta(days=1))


@pytest.mark.parametrize("hide", [hide_file, hide_piece, take_back, let_it_pass_its_date])
def test_a_document_is_not_handed_out_when_something_in_it_was_hidden(
    scene: Scene, hide: Callable[[Scene], None]
) -> None:
    export, plain = ask(scene, scene.leader), ask(scene, scene.leader, parts=["attendance"])
    hide(scene)
    assert fetch(export, scene.leader)[0] == 404
    assert fetch(plain, scene.leader)[0] == 200  # it holds no evidence
    shown = signed_in(scene.leader).get(page(scene)).content.decode()
    assert f"/dokumenter/{export.key}/" not in shown and f"/dokumenter/{plain.key}/" in shown
    assert "Noget i dokumentet er skjult" in shown
    assert ask(scene, scene.leader).key != export.key


def test_a_document_is_deleted_after_a_while_and_what_it_held_stays_noted(scene: Scene, settings) -> None:
    old, new = ask(scene, scene.leader), ask(scene, scene.chef)
    Export.objects.filter(pk=old.pk).update(requested_at=timezone.now() - timedelta(days=settings.EXPORT_KEEP_DAYS + 1))
    assert fetch(old, scene.leader)[0] == 404
    assert delete_old_documents.call(day="2026-10-01") == 1
    assert not default_storage.exists(old.path) and default_storage.exists(new.path)
    assert list(Export.objects.all()) == [new] and SentDocument.objects.filter(pk=old.sent_id).exists()


def test_files_without_a_row_are_deleted_and_others_stay(scene: Scene) -> None:
    export = ask(scene, scene.leader)
    Export.objects.filter(pk=export.pk).delete()
    delete_old_documents.call(day="2026-10-01")
    assert not default_storage.exists(export.path)


@pytest.mark.usefixtures("real_queue")
def test_the_worker_makes_it_and_asking_twice_makes_one(scene: Scene) -> None:
    first = ask(scene, scene.leader)
    assert first.state == ExportState.WAITING and ask(scene, scene.leader).pk == first.pk
    told = signed_in(scene.leader).get("/dokumenter/tilstand/", {"key": str(first.key)}).json()
    assert told == [{"key": str(first.key), "state": "waiting", "label": "Bliver lavet", "percent": None, "done": False,
                     "refusal": "", "thumb": ""}]  # fmt: skip
    assert fetch(first, scene.leader)[0] == 404
    make_document.call(first.pk)
    make_document.call(first.pk)  # a worker that was taken for dead
    told = signed_in(scene.leader).get("/dokumenter/tilstand/", {"key": str(first.key)}).json()
    assert told[0]["done"] and fetch(first, scene.leader)[0] == 200
    assert SentDocument.objects.filter(kind="export").count() == 1


@pytest.mark.usefixtures("real_queue")
def test_what_may_no_longer_be_seen_is_not_made(scene: Scene) -> None:
    export = ask(scene, scene.board)
    scene.board.memberships.update(ends_on=timezone.localdate() - timedelta(days=1))
    make_document.call(export.pk)
    export.refresh_from_db()
    assert export.state == ExportState.FAILED and not default_storage.exists(export.path)


@pytest.mark.usefixtures("real_queue")
def test_a_person_can_have_a_few_waiting_and_no_more(scene: Scene) -> None:
    chosen = [[part] for part in USUAL[: MAX_WAITING + 1]]
    for parts in chosen[:-1]:
        request_document(
            source=DocumentSource.MINUTES, of=scene.meeting, format=Format.PDF, parts=parts, by=scene.leader
        )
    with pytest.raises(TooManyWaiting):
        request_document(
            source=DocumentSource.MINUTES, of=scene.meeting, format=Format.PDF, parts=chosen[-1], by=scene.leader
        )


def test_the_agenda_is_for_whoever_sees_the_meeting() -> None:
    scene = minutes.held()
    for format in (Format.PDF, Format.WORD):
        export = request_document(source=DocumentSource.AGENDA, of=scene.meeting, format=format, by=scene.board)
        status, content = fetch(Export.objects.get(pk=export.pk), scene.board)
        assert status == 200
        if format == Format.PDF:
            assert require_accessible(content).title == "Dagsorden for dialogmødet 2026/2027"


def test_an_example_is_for_all_leaders_with_people_only_if_chosen() -> None:
    example, leader = cleared_example(), factories.user(role=Role.AGREEMENT_HOLDER)
    usual = request_document(source=DocumentSource.EXAMPLE, of=example, format=Format.PDF, by=leader)
    people = request_document(
        source=DocumentSource.EXAMPLE, of=example, format=Format.PDF, parts=[MinutesPart.RECOGNISABLE], by=leader
    )
    usual, people = Export.objects.get(pk=usual.pk), Export.objects.get(pk=people.pk)
    assert PERSON not in require_accessible(fetch(usual, leader)[1]).alternatives and usual.sent is None
    assert PERSON in require_accessible(fetch(people, leader)[1]).alternatives
    assert {row.item_key is not None for row in people.sent.holds.all()} == {True, False}
    hide_file()
    assert fetch(people, leader)[0] == 404
    staff = factories.user(role=Role.STAFF_REPRESENTATIVE)
    with pytest.raises(NotAllowed):
        request_document(source=DocumentSource.EXAMPLE, of=example, format=Format.PDF, by=staff)
    assert signed_in(staff).get(f"/lederforum/{example.slug}/dokumenter/").status_code == 404
