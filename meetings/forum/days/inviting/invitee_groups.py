"""The groups of people whom one invites to a forum day at once."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.utils.translation import gettext as _

from accounts.roles import Role
from accounts.user import User
from meetings.units.membership import Membership
from meetings.units.pages import AreaPage

LEADERS = (Role.AGREEMENT_HOLDER, Role.LEADERSHIP_TEAM)


@dataclass(frozen=True)
class InviteeGroup:
    key: str
    label: str
    of: Q
    count: int = 0


def invitee_groups(today: date) -> list[InviteeGroup]:
    """Return leaders and department leaders of each area, the other members of the forum, and the administration: those
    groups that have somebody."""
    groups = []
    for area in AreaPage.objects.order_by("title"):
        named = {"area": area.title.lower()}
        within = Q(unit__area=area.pk)
        groups.append(InviteeGroup(f"leaders-{area.pk}", _("Leaders: %(area)s") % named, within & Q(role__in=LEADERS)))
        groups.append(
            InviteeGroup(
                f"departments-{area.pk}",
                _("Department leaders: %(area)s") % named,
                within & Q(role=Role.DEPARTMENT_LEADER),
            )
        )
    groups.append(InviteeGroup("members", _("Other members of the leader forum"), Q(role=Role.FORUM_MEMBER)))
    administration = Q(role__in=(Role.HEAD_OF_AREA, Role.CONSULTANT))
    groups.append(InviteeGroup("administration", _("Heads of area and consultants"), administration))
    counted = [
        InviteeGroup(group.key, group.label, group.of, len(people_in([group], today)))
        for group in groups
    ]  # fmt: skip
    return [group for group in counted if group.count]


def people_in(groups: Iterable[InviteeGroup], today: date) -> list[User]:
    """Return everybody in the groups, once each."""
    any_of = Q(pk__in=[])
    for group in groups:
        any_of |= group.of
    rows = Membership.objects.current(today).filter(any_of)
    return list(User.objects.filter(is_active=True, pk__in=rows.values("user")).order_by("name", "pk"))
