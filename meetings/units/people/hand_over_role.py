"""Hand over a function: the successor has the role from a day, and the predecessor's ends."""

from datetime import date

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django_tasks import task

from accounts.end_sessions import end_sessions
from accounts.roles import Right, Role
from accounts.user import AnyUser, User
from foundation.audit import record
from foundation.errors import NotAllowed, Refusal
from foundation.forms.optimistic_lock import already_done
from foundation.mail.enqueue_mail import enqueue_mail_from_template
from meetings.units import access
from meetings.units.membership import Membership
from meetings.units.people.admin_groups import set_editor_groups
from meetings.units.people.assignable_roles import may_change_role
from meetings.units.people.end_role import require_given_by_hand
from meetings.units.people.grant_role import RoleAlreadyHeld
from meetings.units.people.handover import Handover, describe_succession, move_all

MAIL = "meetings/units/mail/handed_over"


class CannotTakeOver(Refusal):
    """The successor is the predecessor, or has no account in use."""


class HandoverDayOutOfRange(Refusal):
    """The day is over, or after the role has ended."""


def may_hand_over(user: AnyUser, role: Membership) -> bool:
    """Return whether `user` may hand over the role: who may give it, and an agreement holder their own. Nobody hands
    over what the directory gives."""
    if role.is_from_directory:
        return False
    if may_change_role(user, role.role, role.unit):
        return True
    is_own = role.role == Role.AGREEMENT_HOLDER and role.user_id == user.pk
    return is_own and role.unit is not None and access.of(user).may(Right.MANAGE_UNIT_PEOPLE, role.unit)


def hand_over_role(*, membership: Membership, to: User, on: date, by: User, today: date) -> Handover:
    """Give `to` the role from the day `on`, which is the first day without it for the predecessor, and mail both.

    What follows the role goes with it; what is a person's own is moved on that day, or at once. Texts of the
    past keep their names.

    Raises GivenByDirectory, NotAllowed, CannotTakeOver, HandoverDayOutOfRange, RoleAlreadyHeld, AlreadyDone.
    """
    require_given_by_hand(membership)
    if not may_hand_over(by, membership):
        raise NotAllowed(_("You cannot hand over this role. Ask the administrator."))
    if to.pk == membership.user_id:
        raise CannotTakeOver(_("That is the person who has the role. Choose somebody else."), field="email")
    if not to.is_active:
        raise CannotTakeOver(
            _("The account of %(name)s is closed. Ask the administrator.") % {"name": to}, field="email"
        )
    if on < max(today, membership.starts_on):
        raise HandoverDayOutOfRange(_("That day is over. Choose today or a day ahead."), field="on")
    if membership.ends_on and on > membership.ends_on:
        raise HandoverDayOutOfRange(_("The role ends before that day. Choose an earlier one."), field="on")
    with transaction.atomic():
        get_user_model().objects.select_for_update().get(pk=to.pk)  # of two at once, one is refused
        same = Membership.objects.for_user(to).filter(role=membership.role, unit=membership.unit, area=membership.area)
        if same.filter(Q(ends_on=None) | Q(ends_on__gt=on)).exists():
            raise RoleAlreadyHeld(_("%(name)s already has this role.") % {"name": to}, field="email")
        going = describe_succession(membership)
        held = Membership.objects.filter(Q(ends_on=None) | Q(ends_on__gte=on), pk=membership.pk, handed_over=None)
        until = membership.ends_on
        if not held.update(ends_on=on):
            raise already_done(membership, _("the role is ended"))
        begun = Membership.objects.create(
            user=to, role=membership.role, unit=membership.unit, area=membership.area, starts_on=on, created_by=by,
            ends_on=until if until and until > on else None,
        )  # fmt: skip
        membership.ends_on = on
        handover = Handover.objects.create(ended=membership, begun=begun, on=on, by=by)
        record(
            "role.handed_over", membership, by=by, unit_id=membership.unit_id, role=membership.role,
            user=membership.user_id, to=to.pk, on=on.isoformat(),
        )  # fmt: skip
        if on <= today:
            _begin(handover, today)
        _notify(handover, going)
    return handover


@task(queue_name="nightly")
def begin_handovers(day: str) -> int:
    """Move what is the predecessors' own where the day has come. `day` is an ISO date. Returns how many handovers."""
    today = date.fromisoformat(day)
    rows = Handover.objects.filter(moved_at=None, on__lte=today).order_by("pk")
    due = list(rows.select_related("ended__user", "ended__unit", "begun__user", "by"))
    for handover in due:
        with transaction.atomic():
            _begin(handover, today)
    return len(due)


def _begin(handover: Handover, today: date) -> None:
    if not Handover.objects.filter(pk=handover.pk, moved_at=None).update(moved_at=timezone.now()):
        return
    for person in (handover.ended.user, handover.begun.user):
        set_editor_groups(person, today=today)
        access.clear_cached_access(person)
    move_all(handover)
    end_sessions(user=handover.ended.user)


def _notify(handover: Handover, going: list[str]) -> None:
    for person, is_successor in ((handover.begun.user, True), (handover.ended.user, False)):
        enqueue_mail_from_template(
            to=person.email,
            to_name=person.name,
            from_name=handover.by.name,
            reply_to=handover.by.email,
            template=MAIL,
            language=person.language,
            context={
                "person": person,
                "is_successor": is_successor,
                "handover": handover,
                "place": handover.ended.unit or handover.ended.area,
                "going": going,
                "link": f"{settings.BASE_URL}/",
            },
        )
