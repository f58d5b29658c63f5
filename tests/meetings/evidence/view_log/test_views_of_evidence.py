"""The view log: shown to those responsible, given without names to the person who asks, and deleted in time."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.conf import settings
from django.utils import timezone
from openpyxl import load_workbook

from accounts.roles import Role
from foundation.audit import AuditEvent
from foundation.audit_seal.seal_waiting import seal_waiting
from media.models import ViewLogEntry
from media.view_log.delete_old_entries import delete_old_views
from meetings.evidence.sharing.withdraw_evidence import withdraw_evidence
from tests import factories
from tests.meetings.minutes.scene import approved

pytestmark = pytest.mark.django_db
LOG = "/visninger/"


@pytest.fixture
def seen(scene, signed_in):
    """A photo that Bo from the board has seen."""
    evidence = scene.shared(title="Vandhullet")
    photo = scene.with_photo(evidence)
    assert signed_in(scene.board).get(photo.url("card")).status_code == 200
    return photo


def of(photo):
    return f"/visninger/image/{photo.key}/"


def test_the_agreement_holder_sees_who_when_and_why(scene, signed_in, seen):
    browser = signed_in(scene.leader)
    listed = browser.get(LOG).content.decode()
    assert f"Billede {str(seen.key)[:8]}" in listed and "Vandhullet" in listed
    page = browser.get(of(seen)).content.decode()
    assert "Bo Birk" in page and "Bestyrelsesrepræsentant" in page and "dialogmødet" in page and "Skovskolen" in page


def test_the_administrator_sees_the_log_without_titles(scene, signed_in, seen):
    browser = signed_in(factories.user(role=Role.ADMINISTRATOR))
    for page in (browser.get(LOG), browser.get(of(seen))):
        text = page.content.decode()
        assert f"Billede {str(seen.key)[:8]}" in text and "Skovskolen" in text
        assert "Vandhullet" not in text
    assert "Bo Birk" in browser.get(of(seen)).content.decode()
    assert browser.get(seen.url("card")).status_code == 404


@pytest.mark.parametrize("who", ["team", "staff", "board", "chef", "consultant"])
def test_others_get_404_for_the_view_log(scene, signed_in, seen, who):
    browser = signed_in(getattr(scene, who))
    for address in (LOG, of(seen), f"{LOG}udtraek/?ting=image.{seen.key}"):
        assert browser.get(address).status_code == 404


def test_another_units_leader_finds_nothing(scene, signed_in, seen):
    browser = signed_in(scene.stranger)
    assert str(seen.key)[:8] not in browser.get(LOG).content.decode()
    assert str(seen.key)[:8] not in browser.get(f"{LOG}?fra={seen.evidence_id}").content.decode()
    assert browser.get(of(seen)).status_code == 404
    assert browser.get(f"{LOG}udtraek/?ting=image.{seen.key}").status_code == 404


def test_items_nobody_has_seen_are_listed_too(scene, signed_in):
    photo = scene.with_photo(scene.shared())
    browser = signed_in(scene.leader)
    assert "ingen endnu" in browser.get(f"{LOG}?fra={photo.evidence_id}").content.decode()
    assert "Ingen har set det endnu" in browser.get(of(photo)).content.decode()


def test_the_log_outlives_the_item(scene, signed_in, seen):
    withdraw_evidence(evidence=scene.meeting.evidence.get(), reason="En indsigelse", by=scene.leader)
    page = signed_in(scene.leader).get(of(seen)).content.decode()
    assert "Bo Birk" in page and "Vandhullet" not in page


def test_the_person_who_asks_gets_no_names(scene, signed_in, seen):
    other = scene.with_photo(scene.shared())
    signed_in(scene.chef).get(other.url("card"))
    browser = signed_in(scene.leader)
    address = f"{LOG}udtraek/?ting=image.{seen.key}&ting=image.{other.key}"
    page = browser.get(address).content.decode()
    assert "Bestyrelsesrepræsentant" in page and "Skole- og dagtilbudschef" in page
    assert "Bo Birk" not in page and "Hanne Holm" not in page
    sheet = load_workbook(BytesIO(browser.get(address + "&som=xlsx").content)).active
    rows = list(sheet.iter_rows(values_only=True))
    assert rows[0] == ("Hvad", "Hvornår", "Rolle", "Enhed", "Til hvad")
    assert [row[2:] for row in rows[1:]] == [
        ("Bestyrelsesrepræsentant", "Skovskolen", "dialogmødet"),
        ("Skole- og dagtilbudschef", None, "dialogmødet"),
    ]
    events = AuditEvent.objects.filter(action="view_log.extracted")
    assert events.count() == 4
    assert events.first().data == {"kind": "image", "key": str(seen.key)}


@pytest.mark.parametrize("strange", ["", "?ting=", "?ting=image", "?ting=image.x", "?ting=user.1", "?ting=image.%00"])
def test_invalid_parameters_give_404(scene, signed_in, strange):
    assert signed_in(scene.leader).get(f"{LOG}udtraek/{strange}").status_code == 404


def test_reading_approved_minutes_is_logged_and_drafts_are_not(signed_in):
    scene = approved()
    for _time in range(2):
        assert signed_in(scene.board).get(scene.address()).status_code == 200
    row = ViewLogEntry.objects.get()
    assert (row.item_kind, row.person, row.role, row.seen_in) == (
        "minutespage", scene.board, Role.BOARD_REPRESENTATIVE, "minutes",
    )  # fmt: skip
    page = signed_in(scene.leader).get(f"/visninger/minutespage/{scene.minutes.pk}/").content.decode()
    assert "Referat 2026" in page and "Bo Birk" in page


def test_the_number_of_queries_does_not_grow(scene, signed_in, seen, django_assert_max_num_queries):
    evidence = scene.shared()
    for _number in range(20):
        signed_in(scene.staff).get(scene.with_photo(evidence).url("thumb"))
    browser = signed_in(scene.leader)
    for address in (LOG, of(seen)):
        browser.get(address)
        with django_assert_max_num_queries(14):
            browser.get(address)


def test_old_entries_are_deleted_once_and_the_deletion_is_logged(scene, signed_in, seen):
    today = timezone.localdate()
    age = timedelta(days=settings.VIEW_LOG_KEEP_DAYS)
    seal_waiting()
    assert delete_old_views((today + age).isoformat()) == 0, "the last day is still a day"
    assert delete_old_views((today + age + timedelta(days=1)).isoformat()) == 1
    assert delete_old_views((today + age + timedelta(days=1)).isoformat()) == 0
    event = AuditEvent.objects.get(action="view_log.shortened")
    assert event.data == {"count": 1, "kept_from": str(today + timedelta(days=1))}
