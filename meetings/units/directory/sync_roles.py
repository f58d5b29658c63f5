"""Give and end a person's roles of the directory, so that they are those that the rules give."""

from collections.abc import Iterable
from datetime import datetime

from django.contrib.auth import get_user_model
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from accounts.directory.claims import Value
from accounts.end_sessions import end_sessions
from accounts.user import User
from foundation.audit import record
from meetings.units import access
from meetings.units.directory.models import DirectoryRule
from meetings.units.membership import Membership, MembershipSource
from meetings.units.people.admin_groups import set_editor_groups

#: Role, unit and area of a membership.
Place = tuple[str, int | None, int | None]


def rules_for(values: Iterable[Value]) -> list[DirectoryRule]:
    """Return the rules that apply to somebody with these values."""
    values = frozenset(values)
    rows = DirectoryRule.objects.filter(value__in={value for _claim, value in values}).select_related("unit", "area")
    return [rule for rule in rows.order_by("pk") if rule.given in values]


def sync_roles(*, user: User, rules: Iterable[DirectoryRule], confirmed_at: datetime, now: datetime) -> None:
    """Roles of `rules` are given or confirmed, the directory's others end today; those given by hand are not touched.

    Whoever lost one is signed out everywhere.
    """
    today = timezone.localdate(now)
    wanted: dict[Place, DirectoryRule] = {(rule.role, rule.unit_id, rule.area_id): rule for rule in rules}
    with transaction.atomic():
        get_user_model().objects.select_for_update().get(pk=user.pk)  # one sign-in of a person at a time
        current = list(Membership.objects.current(today).for_user(user).order_by("pk"))
        held = {_place(row): row for row in current if row.is_from_directory}
        by_hand = {_place(row) for row in current if not row.is_from_directory}
        kept = [row.pk for place, row in held.items() if place in wanted]
        Membership.objects.filter(Q(confirmed_at=None) | Q(confirmed_at__lt=confirmed_at), pk__in=kept).update(
            confirmed_at=confirmed_at
        )
        given = [place for place in wanted if place not in held and place not in by_hand]
        for role, unit_id, area_id in given:
            row = Membership.objects.create(
                user=user, role=role, unit_id=unit_id, area_id=area_id, starts_on=today,
                source=MembershipSource.DIRECTORY, confirmed_at=confirmed_at,
            )  # fmt: skip
            rule = wanted[role, unit_id, area_id]
            record("role.granted", row, by=None, unit_id=unit_id, role=role, user=user.pk, rule=rule.pk)
        ended = [row for place, row in held.items() if place not in wanted]
        for row in ended:
            end_by_directory(row, now=now)
        if given or ended:
            set_editor_groups(user, today=today)
        if ended:
            end_sessions(user=user)
    access.clear_cached_access(user)


def end_by_directory(membership: Membership, *, now: datetime, lapsed: bool = False) -> None:
    """End one role of the directory from today, in the caller's transaction."""
    today = timezone.localdate(now)
    membership.ends_on = max(today, membership.starts_on)
    membership.save(update_fields=["ends_on"])
    record(
        "role.ended", membership, by=None, unit_id=membership.unit_id, role=membership.role, user=membership.user_id,
        source=MembershipSource.DIRECTORY.value, lapsed=lapsed,
    )  # fmt: skip


def _place(row: Membership) -> Place:
    return row.role, row.unit_id, row.area_id
