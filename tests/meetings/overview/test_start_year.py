"""Starting a year: one meeting per unit, resumable, never two."""

import threading
from datetime import timedelta

import pytest
from django.db import connection

from accounts.roles import Right, Role, roles_with
from accounts.user import User
from foundation.audit import AuditEvent
from foundation.errors import NotAllowed
from meetings.cycle.models import Cycle
from meetings.meeting.pages import MeetingPage
from meetings.overview import start_year as module
from meetings.overview.progress import progress_of
from meetings.overview.start_year import NotPublished, start_year
from meetings.units.enums import UnitKind
from tests import factories
from tests.queued_mails import queued_mails

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor():
    return factories.user(role=Role.CENTRAL_EDITOR)


def test_every_active_unit_gets_exactly_one_meeting(editor, today):
    school, daycare = factories.make_unit(), factories.make_unit(kind=UnitKind.DAYCARE)
    closed = factories.make_unit(closed_on=today - timedelta(days=1))
    closing = factories.make_unit(closed_on=today + timedelta(days=30))
    template = factories.template()
    batch = start_year(template=template, by=editor, today=today)
    assert (batch.created, batch.left, batch.refused) == (3, 0, [])
    meetings = MeetingPage.objects.all()
    assert {meeting.unit_id for meeting in meetings} == {school.pk, daycare.pk, closing.pk}
    assert not meetings.filter(unit=closed).exists()
    assert {meeting.template_revision for meeting in meetings} == {template.live_revision}
    assert Cycle.objects.get().started_by == editor
    assert AuditEvent.objects.filter(action="year.started").count() == 1


def test_starting_again_adds_only_what_is_missing(editor, today):
    factories.make_unit()
    template = factories.template()
    start_year(template=template, by=editor, today=today)
    first = MeetingPage.objects.get()
    new = factories.make_unit()
    batch = start_year(template=template, by=editor, today=today)
    assert batch.created == 1
    assert MeetingPage.objects.get(unit=new) and MeetingPage.objects.get(pk=first.pk).version == first.version
    assert AuditEvent.objects.filter(action="year.started").count() == 1


def test_a_new_unit_gets_the_newest_published_version_and_the_others_keep_theirs(editor, today):
    old = factories.make_unit()
    template = factories.template()
    start_year(template=template, by=editor, today=today)
    template.purpose = "Nyt"
    template.save_revision().publish()
    template.refresh_from_db()
    new = factories.make_unit()
    start_year(template=template, by=editor, today=today)
    versions = {meeting.unit_id: meeting.template_revision_id for meeting in MeetingPage.objects.all()}
    assert versions[new.pk] == template.live_revision_id != versions[old.pk]


def test_a_call_with_a_time_limit_can_be_continued(editor, today):
    for _number in range(3):
        factories.make_unit()
    template = factories.template()
    batch = start_year(template=template, by=editor, today=today, seconds=0)
    assert (batch.created, batch.left) == (1, 2)
    assert progress_of(template, editor, today).text == "Der er oprettet møde for 1 af 3 enheder i 2026/2027."
    start_year(template=template, by=editor, today=today)
    progress = progress_of(template, editor, today)
    assert progress.is_complete and progress.text == "Der er oprettet møde for alle 3 enheder i 2026/2027."


def test_an_interrupted_call_leaves_complete_meetings_only(editor, today, monkeypatch):
    for _number in range(3):
        factories.make_unit()
    template = factories.template()
    made = module.create_meeting

    def breaks_at_the_second(**words):
        if MeetingPage.objects.exists():
            raise RuntimeError("the server was stopped")
        return made(**words)

    monkeypatch.setattr(module, "create_meeting", breaks_at_the_second)
    with pytest.raises(RuntimeError):
        start_year(template=template, by=editor, today=today)
    assert MeetingPage.objects.count() == 1
    monkeypatch.undo()
    assert start_year(template=template, by=editor, today=today).created == 2


def test_a_simultaneous_start_is_not_an_error(editor, today, monkeypatch):
    """The other start creates the meetings after this one has listed the missing units."""
    factories.make_unit()
    template = factories.template()
    listed = module.missing_units

    def list_and_start_elsewhere(cycle, user, day):
        units = list(listed(cycle, user, day))
        monkeypatch.undo()
        start_year(template=template, by=editor, today=day)
        return units

    monkeypatch.setattr(module, "missing_units", list_and_start_elsewhere)
    batch = start_year(template=template, by=editor, today=today)
    assert (batch.created, batch.refused) == (0, [])
    assert MeetingPage.objects.count() == 1


def test_a_database_constraint_prevents_a_second_meeting(editor, today, monkeypatch):
    """Even if the check in create_meeting finds nothing, no second meeting is created."""
    unit = factories.make_unit()
    template = factories.template()
    start_year(template=template, by=editor, today=today)
    monkeypatch.setattr(module, "missing_units", lambda cycle, user, day: [unit])
    monkeypatch.setattr(
        "meetings.meeting.create_meeting.MeetingPage.objects.filter", lambda **_: MeetingPage.objects.none()
    )
    batch = start_year(template=template, by=editor, today=today)
    monkeypatch.undo()
    assert batch.created == 0 and MeetingPage.objects.count() == 1


def test_one_unit_that_cannot_have_its_meeting_does_not_stop_the_others(editor, today):
    blocked, free = factories.make_unit("Blokeret"), factories.make_unit()
    elsewhere = factories.meeting(unit=blocked, school_year="2025/2026")
    MeetingPage.objects.filter(pk=elsewhere.pk).update(slug="2026")
    template = factories.template()
    batch = start_year(template=template, by=editor, today=today)
    assert batch.created == 1 and MeetingPage.objects.filter(unit=free).exists()
    assert [(unit.title, reason) for unit, reason in batch.refused] == [
        ("Blokeret", "En anden side har allerede mødets adresse.")
    ]


def test_a_draft_cannot_be_started_from(editor, today):
    factories.make_unit()
    with pytest.raises(NotPublished, match="Udgiv den, før året startes"):
        start_year(template=factories.template(published=False), by=editor, today=today)
    assert not Cycle.objects.exists()


@pytest.mark.parametrize("role", [Role.CENTRAL_EDITOR, Role.ADMINISTRATOR])
def test_editor_and_administrator_start_it_for_all_units(role, today):
    for kind in UnitKind:
        factories.make_unit(kind=kind)
    assert start_year(template=factories.template(), by=factories.user(role=role), today=today).created == 2


def test_a_head_of_area_starts_it_for_the_own_area_and_others_add_the_rest(editor, today):
    own, foreign = factories.make_unit(), factories.make_unit(kind=UnitKind.DAYCARE)
    chef = factories.user(role=Role.HEAD_OF_AREA, area=own.area)
    other = factories.user(role=Role.HEAD_OF_AREA, area=foreign.area)
    template = factories.template()
    assert progress_of(template, chef, today).total == 1
    start_year(template=template, by=chef, today=today)
    first = MeetingPage.objects.get()
    assert first.unit == own and Cycle.objects.get().started_by == chef
    assert progress_of(template, chef, today).is_complete
    assert not progress_of(template, other, today).is_started
    assert progress_of(template, editor, today).text == "Der er oprettet møde for 1 af 2 enheder i 2026/2027."
    assert start_year(template=template, by=other, today=today).created == 1
    assert start_year(template=template, by=editor, today=today).created == 0
    assert {meeting.unit_id for meeting in MeetingPage.objects.all()} == {own.pk, foreign.pk}
    assert MeetingPage.objects.get(pk=first.pk).version == first.version


def test_units_of_another_area_cannot_be_started(today):
    """The action itself refuses, whichever view calls it."""
    own, foreign = factories.make_unit(), factories.make_unit(kind=UnitKind.DAYCARE)
    chef, year = factories.user(role=Role.HEAD_OF_AREA, area=own.area), factories.cycle()
    with pytest.raises(NotAllowed):
        module.create_meeting(unit=foreign, cycle=year, template_revision=year.template.latest_revision, by=chef)


def test_each_leader_of_a_unit_gets_one_mail_with_what_to_do_first(editor, today):
    unit = factories.make_unit("Bakkeskolen")
    holder, team = (factories.user(role=role, unit=unit) for role in (Role.AGREEMENT_HOLDER, Role.LEADERSHIP_TEAM))
    factories.membership(holder, Role.LEADERSHIP_TEAM, unit=unit)
    for role in (Role.STAFF_REPRESENTATIVE, Role.BOARD_REPRESENTATIVE):
        factories.user(role=role, unit=unit)
    factories.user(role=Role.CONSULTANT, area=unit.area)
    template = factories.template()
    start_year(template=template, by=editor, today=today)
    start_year(template=template, by=editor, today=today)
    mails = {mail.to: mail for mail in queued_mails()}
    assert len(queued_mails()) == 2 and set(mails) == {holder.email, team.email}
    assert mails[holder.email].subject == "Bakkeskolen har fået sit dialogmøde 2026/2027"
    assert "/2026/indkald/" in mails[holder.email].body and "/indkald/" not in mails[team.email].body
    assert mails[holder.email].from_name == editor.name


def test_a_unit_without_a_recipient_of_the_mail_is_reported(editor, today):
    unit, led = factories.make_unit(), factories.make_unit()
    factories.user(role=Role.AGREEMENT_HOLDER, unit=led)
    assert progress_of(factories.template(), editor, today).unled == (unit,)


@pytest.mark.parametrize("role", [role for role in Role if role not in roles_with(Right.START_YEAR)])
def test_others_do_not_start_a_year(role, today):
    unit = factories.make_unit()
    with pytest.raises(NotAllowed):
        start_year(template=factories.template(), by=factories.user(role=role, unit=unit), today=today)
    assert not Cycle.objects.exists() and not MeetingPage.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_two_concurrent_starts_create_one_meeting_per_unit(today):
    editor, template = factories.user(role=Role.CENTRAL_EDITOR), factories.template()
    units = [factories.make_unit().pk for _number in range(4)]
    together, errors = threading.Barrier(2), []

    def starts() -> None:
        try:
            together.wait(timeout=20)
            start_year(template=template, by=User.objects.get(pk=editor.pk), today=today)
        except Exception as error:
            errors.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=starts) for _number in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert not errors
    assert sorted(MeetingPage.objects.values_list("unit", flat=True)) == sorted(units)
    assert Cycle.objects.count() == 1
