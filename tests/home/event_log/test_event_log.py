"""The page of the event log: who sees it, its filters, its files, and that looking is logged."""

import io
import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from openpyxl import load_workbook

from accounts.roles import MATRIX, Right, Role
from foundation import audit
from foundation.audit import AuditEvent
from foundation.audit_seal.heads import kept_heads, send_head
from foundation.audit_seal.seal_block import last_block
from foundation.audit_seal.seal_waiting import seal_waiting
from foundation.audit_seal.verify import verify
from home.event_log.action_labels import ACTION_LABELS
from home.operation.nightly_log import delete_old_events, verify_log
from tests import factories
from tests.foundation.audit_seal.tampering import EVENTS, VIEWS, sealed, tamper
from tests.meetings.minutes.scene import approved
from tests.queued_mails import queued_mails

pytestmark = pytest.mark.django_db
ADDRESS = "/haendelser/"
READERS = (Role.ADMINISTRATOR, Role.DATA_PROTECTION_OFFICER)


@pytest.fixture
def officer(client: Client) -> Client:
    client.force_login(factories.user(role=Role.DATA_PROTECTION_OFFICER, name="Dorte Bruun"))
    return client


def rows(client: Client, **asked: object) -> list[str]:
    html = client.get(ADDRESS, asked).content.decode()
    return [" ".join(re.sub(r"<[^>]+>", " ", row).split()) for row in re.findall(r"<tr>(.*?)</tr>", html, re.S)[1:]]


@pytest.mark.parametrize("role", list(Role))
def test_administrator_and_data_protection_officer_see_it_and_nobody_else(client: Client, role: Role) -> None:
    client.force_login(factories.user(role=role))
    expected = 200 if role in READERS else 404
    assert client.get(ADDRESS).status_code == client.get(ADDRESS + "fil/").status_code == expected
    assert ('href="/haendelser/"' in client.get("/").content.decode()) == (role in READERS)


def test_the_data_protection_officer_opens_logs_papers_and_extracts_and_nothing_else(officer: Client) -> None:
    assert MATRIX[Role.DATA_PROTECTION_OFFICER] == {
        Right.SEE_VIEW_LOG,
        Right.SEE_EVENT_LOG,
        Right.KEEP_DATA_PROTECTION,
        Right.EXPORT_MEETING,
        Right.EXPORT_PERSON,
    }
    unit = factories.make_unit("Skovskolen")
    assert officer.get("/").status_code == 200 and officer.get("/visninger/").status_code == 200
    for address in (unit.url, "/drift/", "/aftaler/", "/lederforum/", "/skabeloner/", "/enheder/", "/redaktion/"):
        assert officer.get(address).status_code in (302, 404), address


def test_each_filter_narrows_the_rows(officer: Client) -> None:
    unit, other = factories.make_unit("Skovskolen"), factories.make_unit("Bakkeskolen")
    mette, ole = factories.user(name="Mette Friis"), factories.user(name="Ole Lund")
    audit.record("meeting.convened", unit, by=mette, unit_id=unit.pk)
    audit.record("minutes.submitted", other, by=ole, unit_id=other.pk)
    old = AuditEvent.objects.create(at=timezone.now() - timedelta(days=40), action="role.granted", object_type="x.Y")
    today = timezone.localdate()
    for asked, fits in (
        ({"person": "friis"}, "Mette Friis"),
        ({"person": ole.email}, "Ole Lund"),
        ({"handling": "minutes.submitted"}, "Referat: sendt til godkendelse"),
        ({"enhed": unit.pk}, "Skovskolen"),
        ({"til": today - timedelta(days=30)}, "Rolle: givet"),
        ({"fra": today - timedelta(days=41), "til": today - timedelta(days=39)}, "systemet"),
        ({"nummer": other.pk, "handling": "minutes.submitted"}, "Bakkeskolen"),
    ):
        (row,) = rows(officer, **asked)
        assert fits in row, asked
    assert old.pk and len(rows(officer, person="ingen")) == 0
    assert len(rows(officer, handling="findes.ikke", fra="i går", enhed="x", foer="-1", person="%00")) == 0


def test_views_are_in_the_other_log_without_what_was_seen(officer: Client) -> None:
    from meetings.minutes.reading import log_reading_of_approved

    scene = approved()
    log_reading_of_approved(scene.minutes, scene.leader)
    (row,) = rows(officer, log="visninger")
    assert scene.leader.name in row and f"referat {scene.minutes.pk}" in row and "Set i referatet" in row
    assert "Mette" not in rows(officer, log="visninger", person="ingen")


def test_a_role_and_a_place_that_nobody_knows_are_shown_by_their_code(officer: Client) -> None:
    from meetings.minutes.reading import log_reading_of_approved

    scene = approved()
    log_reading_of_approved(scene.minutes, scene.leader)
    tamper(f"UPDATE {VIEWS} SET role = 'rektor', seen_in = 'loft'")
    (row,) = rows(officer, log="visninger")
    assert f"{scene.leader.name} (rektor)" in row and "Set i loft" in row


def test_looking_is_logged_without_the_name_that_was_searched_for(officer: Client) -> None:
    officer.get(ADDRESS, {"person": "Mette", "log": "visninger"})
    officer.get(ADDRESS + "fil/")
    read, fetched = AuditEvent.objects.order_by("pk")
    assert (read.action, read.data) == ("log.read", {"log": "visninger", "filters": ["person"]})
    assert fetched.action == "log.exported" and read.actor.name == "Dorte Bruun"


def test_the_file_has_the_rows_and_no_formulas(officer: Client) -> None:
    person = factories.user(name="=1+1")
    audit.record("meeting.convened", person, by=person)
    said = officer.get(ADDRESS + "fil/").content.decode("utf-8-sig").splitlines()
    assert said[0].startswith("Tidspunkt;Person;Handling") and "'=1+1;Møde: indkaldt" in said[1]
    book = load_workbook(io.BytesIO(officer.get(ADDRESS + "fil/", {"som": "xlsx"}).content))
    assert book.active["C3"].value == "Møde: indkaldt" and book.active.title == "Hændelseslog"


def test_a_page_has_fifty_rows_and_costs_the_same_however_many_there_are(officer: Client) -> None:
    person = factories.user()
    costs = []
    for _round in range(2):
        for _number in range(60):
            audit.record("meeting.convened", person, by=person)
        rows(officer)
        with CaptureQueriesContext(connection) as queries:
            assert len(rows(officer)) == 50
        costs.append(len(queries))
    assert costs[0] == costs[1]
    html = officer.get(ADDRESS, {"handling": "meeting.convened"}).content.decode()
    older = re.search(r'href="\?(handling=meeting.convened&amp;foer=\d+)"', html)
    assert older
    assert len(rows(officer, **dict(pair.split("=") for pair in older[1].replace("&amp;", "&").split("&")))) == 50


def test_every_act_has_a_name() -> None:
    found = set()
    for folder in ("site", "media", "meetings", "home"):
        for path in (Path(settings.BASE_DIR) / folder).rglob("*.py"):
            found |= set(re.findall(r'\brecord\(\s*"([a-z_]+\.[a-z_]+)"', path.read_text()))
    assert found - set(ACTION_LABELS) == set()


def test_the_nightly_check_is_noted_and_mailed_only_when_something_is_wrong(officer: Client) -> None:
    factories.user(role=Role.ADMINISTRATOR, email="admin@example.dk")
    row = sealed()[1]
    verify_log.call("2026-10-01")
    assert not queued_mails() and "og er hel" in officer.get(ADDRESS).content.decode()
    tamper(f"UPDATE {EVENTS} SET action = 'x' WHERE id = {row.pk}")
    verify_log.call("2026-10-02")
    sentence = f"Række {row.pk} (hændelseslog) er ændret"
    assert len(queued_mails()) == 2 and all(sentence in mail.body for mail in queued_mails())
    officer.force_login(factories.user(role=Role.ADMINISTRATOR))
    assert sentence in officer.get("/drift/").content.decode()


def test_unsealed_rows_are_on_the_operation_page(client: Client) -> None:
    client.force_login(factories.user(role=Role.ADMINISTRATOR))
    AuditEvent.objects.create(at=timezone.now() - timedelta(minutes=2), action="x", object_type="x", object_id="1")
    assert "1 linje har ventet i mere end et minut" in client.get("/drift/").content.decode()
    seal_waiting()
    assert "har ventet" not in client.get("/drift/").content.decode()


def test_the_head_goes_to_mail_and_file(tmp_path: Path, client: Client) -> None:
    client.force_login(factories.user(role=Role.ADMINISTRATOR))
    sealed()
    block = last_block()
    assert "sendes ingen steder" in client.get("/drift/").content.decode()
    settings.AUDIT_HEAD_FILE, settings.AUDIT_HEAD_MAILS = str(tmp_path / "hoveder"), ["dpo@example.dk"]
    try:
        send_head.call("2026-10-01")
        assert kept_heads() == {block.number: block.seal} and (tmp_path / "hoveder").stat().st_mode & 0o077 == 0
        (mail,) = queued_mails()
        assert mail.to == "dpo@example.dk" and block.seal in mail.body
        assert "sidst sendt" in client.get("/drift/").content.decode()
    finally:
        settings.AUDIT_HEAD_FILE, settings.AUDIT_HEAD_MAILS = "", []


def test_acts_stay_unless_the_installation_says_otherwise(settings: object) -> None:
    AuditEvent.objects.create(at=timezone.now() - timedelta(days=800), action="x", object_type="x", object_id="1")
    seal_waiting()
    today = timezone.localdate().isoformat()
    delete_old_events.call(today)
    assert AuditEvent.objects.filter(action="x").exists()
    settings.EVENT_LOG_KEEP_YEARS = 2  # type: ignore[attr-defined]
    delete_old_events.call(today)
    assert not AuditEvent.objects.filter(action="x").exists()
    assert verify(now=timezone.now()).findings == []
    assert AuditEvent.objects.get(action="log.shortened").data["count"] == 1


def test_approved_minutes_are_verified_with_the_log() -> None:
    from meetings.minutes.approval.verify_all_records import verify_all_records
    from meetings.minutes.frozen_format import content_hash
    from meetings.minutes.record import ApprovalRecord

    scene = approved()
    assert verify_all_records() == []
    record = ApprovalRecord.objects.get()
    content = {**record.content, "adjust_frame": "Noget andet"}
    ApprovalRecord.objects.filter(pk=record.pk).update(content=content, content_hash=content_hash(content))
    (sentence,) = verify_all_records()
    assert f"referat {scene.minutes.pk}" in sentence and "ændret efter godkendelsen" in sentence
