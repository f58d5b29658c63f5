"""Access rules: who may see what."""

from datetime import date, timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db.models import Model
from django.utils import timezone

from accounts.roles import MATRIX, SCOPE, Right, Role, Scope
from meetings.meeting.enums import MeetingState
from meetings.minutes.enums import MinutesState
from meetings.models import AreaPage, Evidence, MeetingPage, MinutesPage, TemplatePage, UnitPage
from meetings.units import access
from meetings.units.enums import UnitKind
from tests import factories

pytestmark = pytest.mark.django_db


def sees(user: object, thing: Model) -> bool:
    access.clear_cached_access(user)
    by_test = access.may_see(user, thing)
    by_list = access.visible_to(user, type(thing)).filter(pk=thing.pk).exists()
    assert by_test == by_list
    return by_test


@pytest.mark.parametrize("role", [role for role in Role if SCOPE[role] is Scope.UNIT])
def test_a_right_in_one_unit_does_not_apply_to_another(role: Role) -> None:
    own, other = factories.make_unit(), factories.make_unit()
    person = access.of(factories.user(role=role, unit=own))
    for right in Right:
        assert person.may(right, own) == (right in MATRIX[role])
        assert not person.may(right, other)


@pytest.mark.parametrize("role", [Role.HEAD_OF_AREA, Role.CONSULTANT])
def test_a_right_in_an_area_applies_to_its_units_only(role: Role) -> None:
    school, daycare = factories.make_unit(), factories.make_unit(kind=UnitKind.DAYCARE)
    person = access.of(factories.user(role=role, area=school.area))
    for right in Right:
        assert person.may(right, school) == (right in MATRIX[role])
        assert not person.may(right, daycare)


def test_visitors_inactive_accounts_and_people_without_a_role_see_nothing_but_the_front_page() -> None:
    things = [factories.make_unit(), factories.meeting(state=MeetingState.HELD), factories.template("2027/2028")]
    inactive = factories.user(role=Role.AGREEMENT_HOLDER, unit=things[0], is_active=False)
    for nobody in (AnonymousUser(), factories.user(), inactive):
        assert not any(sees(nobody, thing) for thing in things)
        assert sees(nobody, factories.home())


def test_a_model_without_a_rule_is_seen_by_nobody() -> None:
    from foundation.models import QueuedTask

    administrator = factories.user(role=Role.ADMINISTRATOR)
    assert not sees(administrator, QueuedTask.objects.create(path="x"))


def test_a_superuser_sees_no_more_than_the_roles_say() -> None:
    boss = factories.user(is_superuser=True)
    assert not sees(boss, factories.evidence(shared=True))
    assert not sees(boss, factories.make_unit())


def test_a_role_counts_from_its_first_day_until_the_day_it_ends() -> None:
    unit, user, day = factories.make_unit(), factories.user(), date(2026, 10, 1)
    factories.membership(user, Role.LEADERSHIP_TEAM, unit=unit, starts_on=day, ended_on=day + timedelta(days=7))
    for today, held in [(-1, False), (0, True), (6, True), (7, False), (8, False)]:
        assert access.of(user, day + timedelta(days=today)).may(Right.SEE_UNIT, unit) is held


def test_the_board_representative_sees_the_meeting_only_once_it_is_convened() -> None:
    meeting = factories.meeting(state=MeetingState.PLANNED)
    board = factories.user(role=Role.BOARD_REPRESENTATIVE, unit=meeting.unit)
    staff = factories.user(role=Role.STAFF_REPRESENTATIVE, unit=meeting.unit)
    assert sees(staff, meeting) and not sees(board, meeting)
    for state, seen in [(MeetingState.INVITED, True), (MeetingState.HELD, True), (MeetingState.CANCELLED, False)]:
        MeetingPage.objects.filter(pk=meeting.pk).update(state=state)
        assert sees(board, meeting) is seen


def test_taking_part_gives_no_right_to_see() -> None:
    from meetings.models import Participant

    meeting, guest = factories.meeting(state=MeetingState.INVITED), factories.user()
    Participant.objects.create(meeting=meeting, user=guest, name="G", email=guest.email, role=Role.CONSULTANT)
    assert not sees(guest, meeting)


def test_a_draft_is_seen_by_contributors_but_not_head_of_area_consultant_or_board() -> None:
    draft = factories.evidence()
    unit = draft.unit
    for role, seen in [
        (Role.AGREEMENT_HOLDER, True),
        (Role.LEADERSHIP_TEAM, True),
        (Role.STAFF_REPRESENTATIVE, True),
        (Role.BOARD_REPRESENTATIVE, False),
        (Role.HEAD_OF_AREA, False),
        (Role.CONSULTANT, False),
        (Role.CENTRAL_EDITOR, False),
        (Role.ADMINISTRATOR, False),
        (Role.FORUM_MEMBER, False),
    ]:
        assert sees(factories.user(role=role, unit=unit if SCOPE[role] is Scope.UNIT else None,
                                   area=unit.area if SCOPE[role] is Scope.AREA else None), draft) is seen  # fmt: skip


def test_shared_evidence_is_seen_by_the_meetings_roles_but_no_other_unit() -> None:
    shared = factories.evidence(shared=True)
    unit = shared.unit
    for role in (Role.AGREEMENT_HOLDER, Role.STAFF_REPRESENTATIVE, Role.BOARD_REPRESENTATIVE):
        assert sees(factories.user(role=role, unit=unit), shared)
        assert not sees(factories.user(role=role), shared)
    for role in (Role.HEAD_OF_AREA, Role.CONSULTANT):
        assert sees(factories.user(role=role, area=unit.area), shared)
        assert not sees(factories.user(role=role, area=factories.make_area(UnitKind.DAYCARE)), shared)
    for role in (Role.CENTRAL_EDITOR, Role.ADMINISTRATOR, Role.FORUM_MEMBER):
        assert not sees(factories.user(role=role), shared)


def test_withdrawn_evidence_is_hidden_from_the_meeting() -> None:
    shared = factories.evidence(shared=True)
    chef = factories.user(role=Role.HEAD_OF_AREA, area=shared.unit.area)
    assert sees(chef, shared)
    Evidence.objects.filter(pk=shared.pk).update(withdrawn_at=timezone.now())
    assert not sees(chef, shared)


@pytest.mark.parametrize(
    ("state", "readers"),
    [
        (MinutesState.DRAFT, {Role.AGREEMENT_HOLDER, Role.LEADERSHIP_TEAM, Role.CONSULTANT}),
        (
            MinutesState.SUBMITTED,
            {Role.AGREEMENT_HOLDER, Role.LEADERSHIP_TEAM, Role.CONSULTANT, Role.HEAD_OF_AREA},
        ),
        (
            MinutesState.APPROVED,
            {
                Role.AGREEMENT_HOLDER, Role.LEADERSHIP_TEAM, Role.CONSULTANT, Role.HEAD_OF_AREA,
                Role.STAFF_REPRESENTATIVE, Role.BOARD_REPRESENTATIVE,
            },
        ),
    ],
)  # fmt: skip
def test_minutes_are_seen_by_more_roles_in_later_states(state: MinutesState, readers: set[Role]) -> None:
    minutes = factories.minutes(state=state)
    unit = minutes.unit
    for role in Role:
        person = factories.user(
            role=role,
            unit=unit if SCOPE[role] is Scope.UNIT else None,
            area=unit.area if SCOPE[role] is Scope.AREA else None,
        )
        assert sees(person, minutes) is (role in readers), role


def test_templates_are_seen_by_participating_roles_and_drafts_by_editors_only() -> None:
    published, draft = factories.template("2027/2028"), factories.template("2028/2029", published=False)
    leader, editor = factories.user(role=Role.AGREEMENT_HOLDER), factories.user(role=Role.CENTRAL_EDITOR)
    assert sees(leader, published) and not sees(leader, draft)
    assert sees(editor, published) and sees(editor, draft)
    assert not sees(factories.user(role=Role.FORUM_MEMBER), published)


def test_an_area_is_seen_by_whoever_sees_a_unit_in_it() -> None:
    unit = factories.make_unit()
    other = factories.make_area(UnitKind.DAYCARE)
    for person in (
        factories.user(role=Role.STAFF_REPRESENTATIVE, unit=unit),
        factories.user(role=Role.CONSULTANT, area=unit.area),
    ):
        assert sees(person, unit.area) and not sees(person, other)


def test_visible_to_and_may_see_agree(django_assert_num_queries: object) -> None:
    """The access of a user costs one query, however many rights are checked afterwards."""
    unit = factories.make_unit()
    user = factories.user(role=Role.AGREEMENT_HOLDER, unit=unit)
    with django_assert_num_queries(1):  # type: ignore[operator]
        for model in (UnitPage, AreaPage, MeetingPage, Evidence, MinutesPage, TemplatePage):
            access.visible_to(user, model)
