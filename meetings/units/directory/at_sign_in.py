"""What a sign-in by the directory means for roles (settings.DIRECTORY_ROLES)."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from accounts.directory.claims import Value
from accounts.user import User
from meetings.units.directory.models import SeenValue
from meetings.units.directory.sync_roles import rules_for, sync_roles
from meetings.units.membership import Membership

#: Unmatched values are shown for making rules of them: so many are enough.
MAX_UNMATCHED = 500


def give_roles(*, user: User, values: frozenset[Value], now: datetime) -> bool:
    """Give and end the person's roles of the directory, and record the values. Return whether they have any role
    now."""
    with transaction.atomic():
        SeenValue.objects.filter(user=user).delete()
        SeenValue.objects.bulk_create(
            [SeenValue(user=user, claim=claim, value=value, seen_at=now) for claim, value in sorted(values)]
        )
        sync_roles(user=user, rules=rules_for(values), confirmed_at=now, now=now)
    return bool(Membership.objects.current(timezone.localdate(now)).for_user(user).exists())


def record_unmatched_values(*, values: frozenset[Value], now: datetime) -> None:
    """Note the values of somebody to whom no rule applies, each once, without the person."""
    unmatched = SeenValue.objects.filter(user=None)
    known = set(unmatched.values_list("claim", "value"))
    new = sorted(values - known)[: max(MAX_UNMATCHED - len(known), 0)]
    SeenValue.objects.bulk_create([SeenValue(claim=claim, value=value, seen_at=now) for claim, value in new])
    unmatched.filter(value__in=[value for _claim, value in values]).update(seen_at=now)
