"""Lines of a data plan: who may change them, until when, and who gets a mail."""

from datetime import date

import pytest

from accounts.roles import Role
from foundation.audit import AuditEvent
from foundation.errors import NotAllowed
from meetings.data_plan.add_line import add_line
from meetings.data_plan.change_line import change_line
from meetings.data_plan.line_values import LineValues, NoSuchGatherer, NothingNamed
from meetings.data_plan.locking import LineChangedMeanwhile, PlanClosed
from meetings.data_plan.models import DataPlanLine
from meetings.data_plan.remove_line import remove_line
from meetings.meeting.enums import MeetingState
from meetings.meeting.pages import MeetingPage
from meetings.notifications.models import Notification
from snippets.models import DataType
from tests import factories
from tests.queued_mails import queued_mails

pytestmark = pytest.mark.django_db

HOLDER, TEAM, STAFF = Role.AGREEMENT_HOLDER, Role.LEADERSHIP_TEAM, Role.STAFF_REPRESENTATIVE
BOARD, CHEF, CONSULTANT = Role.BOARD_REPRESENTATIVE, Role.HEAD_OF_AREA, Role.CONSULTANT
DUE = date(2026, 11, 3)


@pytest.fixture
def meeting(school):
    return factories.meeting(unit=school.unit, state=MeetingState.INVITED)


@pytest.mark.parametrize("role", [HOLDER, TEAM, CONSULTANT])
def test_leaders_and_consultant_write_the_plan(meeting, school, role, today):
    line = add_line(meeting=meeting, agreed=LineValues(what=" Børnenes fotos "), by=school[role], today=today)
    line = change_line(
        line=line, agreed=LineValues(what="Fotos", about="3.B"), expected_version=1, by=school[role], today=today
    )
    assert (line.what, line.about, line.version) == ("Fotos", "3.B", 2)
    remove_line(line=line, expected_version=2, by=school[role])
    assert not DataPlanLine.objects.exists()
    told = list(AuditEvent.objects.filter(action__startswith="data_plan").values_list("action", "data"))
    assert [action for action, _data in told] == [
        "data_plan.line_added", "data_plan.line_changed", "data_plan.line_removed",
    ]  # fmt: skip
    assert "Fotos" not in str(told)


@pytest.mark.parametrize("role", [STAFF, BOARD, CHEF])
def test_others_cannot_write_the_plan(meeting, school, role, today):
    line = factories.plan_line(meeting)
    with pytest.raises(NotAllowed):
        add_line(meeting=meeting, agreed=LineValues(what="Fotos"), by=school[role], today=today)
    with pytest.raises(NotAllowed):
        change_line(line=line, agreed=LineValues(what="Fotos"), expected_version=1, by=school[role], today=today)
    with pytest.raises(NotAllowed):
        remove_line(line=line, expected_version=1, by=school[role])
    stranger = factories.user(role=HOLDER)
    with pytest.raises(NotAllowed):
        add_line(meeting=meeting, agreed=LineValues(what="Fotos"), by=stranger, today=today)


@pytest.mark.parametrize("state", [MeetingState.HELD, MeetingState.CANCELLED])
def test_the_plan_of_a_held_or_cancelled_meeting_cannot_be_changed(meeting, holder, state, today):
    line = factories.plan_line(meeting)
    MeetingPage.objects.update(state=state)
    for act in (
        lambda: add_line(meeting=meeting, agreed=LineValues(what="Fotos"), by=holder, today=today),
        lambda: change_line(line=line, agreed=LineValues(what="Fotos"), expected_version=1, by=holder, today=today),
        lambda: remove_line(line=line, expected_version=1, by=holder),
    ):
        with pytest.raises(PlanClosed):
            act()


def test_the_first_line_moves_a_convened_meeting_to_preparing(meeting, holder, today):
    add_line(meeting=meeting, agreed=LineValues(what="Fotos"), by=holder, today=today)
    assert MeetingPage.objects.get(pk=meeting.pk).state == MeetingState.PREPARING


def test_a_line_needs_a_name_which_may_come_from_the_register(meeting, holder, today):
    with pytest.raises(NothingNamed):
        add_line(meeting=meeting, agreed=LineValues(what="  "), by=holder, today=today)
    absence = DataType.objects.create(name="Fravær")
    line = add_line(meeting=meeting, agreed=LineValues(data_type=absence), by=holder, today=today)
    assert line.what == "Fravær"


def test_required_data_cannot_be_renamed(meeting, holder, today):
    line = factories.plan_line(meeting, "Fravær", is_required=True)
    line = change_line(
        line=line, agreed=LineValues(what="Ingenting", note="Kun 1. klasse"), expected_version=1, by=holder, today=today
    )
    assert (line.what, line.note) == ("Fravær", "Kun 1. klasse")


def test_two_writers_never_overwrite_each_other(meeting, holder, school, today):
    line = factories.plan_line(meeting)
    change_line(line=line, agreed=LineValues(what="A"), expected_version=1, by=holder, today=today)
    with pytest.raises(LineChangedMeanwhile) as met:
        change_line(line=line, agreed=LineValues(what="B"), expected_version=1, by=school[CONSULTANT], today=today)
    assert met.value.current.what == "A"
    with pytest.raises(LineChangedMeanwhile):
        remove_line(line=line, expected_version=1, by=school[CONSULTANT])
    remove_line(line=line, expected_version=2, by=school[CONSULTANT])
    with pytest.raises(LineChangedMeanwhile) as gone:
        change_line(line=line, agreed=LineValues(what="B"), expected_version=2, by=holder, today=today)
    assert gone.value.current is None


class TestGatherer:
    def test_gets_one_mail_when_given(self, meeting, holder, school, today):
        staff = school[STAFF]
        agreed = LineValues(what="Fotos", about="Hvor er der ro?", perspective="children", gatherer=staff, due_on=DUE)
        line = add_line(meeting=meeting, agreed=agreed, by=holder, today=today)
        change_line(line=line, agreed=agreed, expected_version=1, by=holder, today=today)
        assert Notification.objects.count() == 1
        (mail,) = queued_mails()
        assert (mail.to, mail.from_name, mail.reply_to) == (staff.email, holder.name, holder.email)
        assert mail.subject == "Data til dialogmødet for Skovskolen: Fotos"
        assert mail.body.splitlines()[0] == (
            f"{holder.name} beder dig samle »Fotos« til dialogmødet for Skovskolen. "
            "Det skal være klar senest tirsdag den 3. november 2026."
        )
        assert "Hvor er der ro?" in mail.body and "Perspektiv: Børnene" in mail.body
        assert f"/skoler/{school.unit.slug}/2026/bidrag/?plads={line.pk}" in mail.body

    def test_gets_a_mail_when_given_a_line_later(self, meeting, holder, school, today):
        line = factories.plan_line(meeting, gatherer=holder)
        change_line(
            line=line,
            agreed=LineValues(what="Fotos", gatherer=school[STAFF]),
            expected_version=1,
            by=holder,
            today=today,
        )
        (mail,) = queued_mails()
        assert "I har ikke aftalt en frist endnu." in mail.body

    def test_gets_no_mail_for_a_line_chosen_themselves(self, meeting, holder, today):
        add_line(meeting=meeting, agreed=LineValues(what="Fotos", gatherer=holder), by=holder, today=today)
        assert not queued_mails()

    @pytest.mark.parametrize("role", [BOARD, CHEF, CONSULTANT])
    def test_must_be_somebody_of_the_unit_who_gathers(self, meeting, holder, school, role, today):
        with pytest.raises(NoSuchGatherer):
            add_line(meeting=meeting, agreed=LineValues(what="Fotos", gatherer=school[role]), by=holder, today=today)
        far = factories.user(role=STAFF)
        with pytest.raises(NoSuchGatherer):
            add_line(meeting=meeting, agreed=LineValues(what="Fotos", gatherer=far), by=holder, today=today)
        assert not queued_mails() and not DataPlanLine.objects.exists()

    def test_may_be_a_name(self, meeting, holder, today):
        line = add_line(
            meeting=meeting, agreed=LineValues(what="Fotos", gatherer_name="Teamet"), by=holder, today=today
        )
        assert line.who == "Teamet"
