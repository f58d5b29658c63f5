"""A CPR number in free text is not stored; leaders can confirm that it is none, staff cannot."""

import logging
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.roles import Role
from foundation.audit import AuditEvent
from foundation.cpr_forms.form_values import tokens
from meetings.evidence.enums import EvidenceKind
from meetings.evidence.models import Evidence
from meetings.meeting.enums import MeetingState
from meetings.units.pages import UnitPage
from meetings.units.url_prefixes import meeting_url_kwargs
from tests import factories
from tests.foundation.cpr_forms.stored import everything_stored
from tests.meetings.minutes.browser import form_of
from tests.meetings.minutes.scene import held, submitted

pytestmark = pytest.mark.django_db
#: Nobody's: the four last digits are made up.
NUMBER = "120315-1234"
DIGITS = "1203151234"


@pytest.fixture
def unit() -> UnitPage:
    return factories.make_unit("Skovskolen")


def browser(role: Role, unit: UnitPage) -> Client:
    client = Client()
    client.force_login(factories.user(role=role, unit=unit, area=unit.area if role == Role.HEAD_OF_AREA else None))
    return client


def profile(unit: UnitPage) -> str:
    return reverse("unit_edit", args=[unit.area.slug, unit.slug])


def said(text: str, **more: Any) -> dict[str, Any]:
    seen = UnitPage.objects.get().version
    return {"presentation": text, "address": "Skovvej 1", "phone": "", "seen": seen, **more}


def test_the_refused_form_keeps_its_input_and_shows_the_place(unit: UnitPage, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    leader = browser(Role.AGREEMENT_HOLDER, unit)
    answer = leader.post(profile(unit), said(f"Vi er glade. Emil {NUMBER} også."))
    page = answer.content.decode()
    assert f"Emil {NUMBER} også" in page, "what was written is still there"
    assert "Det her ligner et CPR-nummer: »Vi er glade. Emil ••••••-•••• også.«" in page
    assert "Det er ikke et CPR-nummer" in page
    assert NUMBER not in everything_stored() and DIGITS not in everything_stored()
    assert NUMBER not in caplog.text and DIGITS not in caplog.text


def test_a_leader_confirms_and_the_log_records_it_without_the_number(unit: UnitPage) -> None:
    leader = browser(Role.AGREEMENT_HOLDER, unit)
    text = f"Vores P-nummer er {DIGITS}."
    page = leader.post(profile(unit), said(text)).content.decode()
    token = page.split('name="not_cpr" value="')[1].split('"')[0]
    assert leader.post(profile(unit), said(text, not_cpr=token)).status_code == 302
    unit.refresh_from_db()
    assert unit.profile == text
    event = AuditEvent.objects.get(action="text.no_cpr_confirmed")
    assert event.data == {"route": "unit_edit", "fields": ["presentation"]}
    assert DIGITS not in str(event.data) and token not in str(event.data)
    # It stands there now: a colleague goes on writing without being asked again ...
    assert leader.post(profile(unit), said(text + " Ring gerne.")).status_code == 302
    # ... but another number is another question, and the old tick does not cover it.
    answer = leader.post(profile(unit), said(f"{text} Ida 130315-1234", not_cpr=token))
    assert answer.status_code != 302
    unit.refresh_from_db()
    assert "130315" not in unit.profile


def test_a_confirmation_stays_ticked_after_another_error(unit: UnitPage) -> None:
    leader = browser(Role.AGREEMENT_HOLDER, unit)
    page = leader.post(profile(unit), said(DIGITS)).content.decode()
    token = page.split('name="not_cpr" value="')[1].split('"')[0]
    answer = leader.post(profile(unit), said(DIGITS, not_cpr=token, phone="x" * 41))
    assert f'value="{token}" checked' in " ".join(answer.content.decode().split())


def test_staff_cannot_confirm(unit: UnitPage) -> None:
    meeting = factories.meeting(unit=unit, state=MeetingState.PREPARING)
    address = reverse("evidence_create", kwargs={**meeting_url_kwargs(meeting), "kind": "observation"})
    staff = browser(Role.STAFF_REPRESENTATIVE, unit)
    form = staff.get(address).context["form"]
    name = next(name for name in form.fields if name.startswith("words-"))
    words = {name: f"Emil {NUMBER}", "form_key": "a1", "not_cpr": " ".join(tokens(NUMBER))}
    answer = staff.post(address, words)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "kan din leder skrive det" in page and 'name="not_cpr"' not in page
    assert not Evidence.objects.exists()
    assert NUMBER not in everything_stored()


def test_staff_can_edit_a_text_that_a_leader_confirmed(unit: UnitPage) -> None:
    meeting = factories.meeting(unit=unit, state=MeetingState.PREPARING)
    leader, staff = browser(Role.AGREEMENT_HOLDER, unit), browser(Role.LEADERSHIP_TEAM, unit)
    address = reverse("evidence_create", kwargs={**meeting_url_kwargs(meeting), "kind": "observation"})
    name = next(name for name in leader.get(address).context["form"].fields if name.startswith("words-"))
    words = {name: f"P-nummer {DIGITS}", "form_key": "a1", "not_cpr": " ".join(tokens(DIGITS))}
    assert leader.post(address, words).status_code == 302
    evidence = Evidence.objects.get()
    assert evidence.kind == EvidenceKind.OBSERVATION
    edit = reverse("evidence_edit", kwargs={**meeting_url_kwargs(meeting), "pk": evidence.pk})
    again = {name: f"P-nummer {DIGITS} er vores", "seen": evidence.version}
    assert staff.post(edit, again).status_code == 302


def test_the_reason_for_returning_minutes_is_checked_and_nothing_is_stored() -> None:
    scene = submitted()
    chef = Client()
    chef.force_login(scene.chef)
    sent = {"version": scene.minutes.version, "reason": f"Slet {NUMBER}"}
    answer = chef.post(reverse("minutes_decide", kwargs=meeting_url_kwargs(scene.meeting)), sent)
    assert answer.status_code == 422
    assert "Det her ligner et CPR-nummer" in answer.content.decode()
    assert NUMBER not in everything_stored()
    assert AuditEvent.objects.filter(action="minutes.returned").count() == 0


def test_autosave_of_minutes_says_why_it_is_refused() -> None:
    scene = held()
    leader = Client()
    leader.force_login(scene.leader)
    page = leader.get(reverse("minutes_write", kwargs=meeting_url_kwargs(scene.meeting)))
    fields = form_of(page.content.decode())
    sent = {**fields, "sections-0-text": f"Emil {NUMBER}"}
    answer = leader.post(reverse("minutes_save", kwargs=meeting_url_kwargs(scene.meeting)), sent)
    assert answer.status_code == 422
    assert answer.json()["text"] == "Ikke gemt: Noget ligner et CPR-nummer. Tryk på »Gem kladden« for at se hvor."
    assert NUMBER not in everything_stored()
