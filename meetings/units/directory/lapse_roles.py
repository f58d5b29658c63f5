"""Tasks: end what the directory has not confirmed for a while, and follow a changed rule."""

from collections import defaultdict
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django_tasks import task

from accounts.directory.claims import Value
from accounts.directory.settings import DirectorySettings
from accounts.end_sessions import end_sessions
from accounts.user import User
from meetings.units import access
from meetings.units.directory.models import SeenValue
from meetings.units.directory.sync_roles import end_by_directory, rules_for, sync_roles
from meetings.units.membership import Membership, MembershipSource
from meetings.units.people.admin_groups import set_editor_groups


@task(queue_name="nightly")
def lapse_roles(day: str) -> int:
    """End roles that the directory has not confirmed for `lapse_days`, and forget what it said of their holders. `day`
    is an ISO date. Returns how many roles."""
    now = timezone.now()
    before = now - timedelta(days=DirectorySettings.here().lapse_days)
    today = date.fromisoformat(day)
    SeenValue.objects.filter(seen_at__lt=before).delete()
    rows = Membership.objects.current(today).filter(source=MembershipSource.DIRECTORY, confirmed_at__lt=before)
    ended = 0
    for pk in list(rows.values_list("pk", flat=True)):
        with transaction.atomic():
            membership = rows.select_for_update(of=("self",)).select_related("user").filter(pk=pk).first()
            if membership is None:  # confirmed meanwhile
                continue
            end_by_directory(membership, now=now, lapsed=True)
            set_editor_groups(membership.user, today=today)
            end_sessions(user=membership.user)
            access.clear_cached_access(membership.user)
            ended += 1
    return ended


@task()
def reapply_rules() -> int:
    """After a rule was changed, settle the roles of all of whom the directory has said something lately, as of their
    last sign-in. Returns how many people."""
    now = timezone.now()
    said: dict[int, set[Value]] = defaultdict(set)
    when: dict[int, datetime] = {}
    rows = SeenValue.objects.exclude(user=None).values_list("user_id", "claim", "value", "seen_at")
    for user_id, claim, value, seen_at in rows:
        said[user_id].add((claim, value))
        when[user_id] = seen_at
    for user in User.objects.filter(pk__in=said).order_by("pk"):
        sync_roles(user=user, rules=rules_for(said[user.pk]), confirmed_at=when[user.pk], now=now)
    return len(said)
