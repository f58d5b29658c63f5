"""End again the access that ended after the backup was made."""

from datetime import date

from allauth.mfa.models import Authenticator
from django.db.models import Q
from django.utils import timezone

from accounts.user import User
from foundation.deletion_ledger.ledger_file import LedgerLine
from meetings.units.membership import Membership
from meetings.units.people.admin_groups import set_editor_groups


def close_account(line: LedgerLine) -> bool:
    return bool(User.objects.filter(pk=line.object_id, is_active=True).update(is_active=False))


def reset_second_factor(line: LedgerLine) -> bool:
    """Delete the person's second factors: a lost telephone must not be one again."""
    count, _by_model = Authenticator.objects.filter(user=line.object_id).delete()
    return bool(count)


def end_role(line: LedgerLine) -> bool:
    return _end(line, date.fromisoformat(line.data.get("ends_on") or str(timezone.localdate(line.at))))


def change_days(line: LedgerLine) -> bool:
    """Write the days that are in the line; an empty last day means no end. Earlier versions wrote none of them."""
    written = {name: line.data[name] for name in ("starts_on", "ends_on") if name in line.data}
    days = {name: date.fromisoformat(day) if day else None for name, day in written.items()}
    held = Membership.objects.filter(pk=line.object_id).exclude(**days).first() if days else None
    if held is None:
        return False
    Membership.objects.filter(pk=held.pk).update(**days)
    set_editor_groups(held.user, today=timezone.localdate())
    return True


def hand_over_role(line: LedgerLine) -> bool:
    """Give the role to its successor again, if the account is there; what goes along with it does not."""
    day = date.fromisoformat(line.data["on"])
    if not _end(line, day):
        return False
    held = Membership.objects.get(pk=line.object_id)
    if User.objects.filter(pk=line.data["to"]).exists():
        place = {"role": held.role, "unit": held.unit, "area": held.area}
        Membership.objects.create(user_id=line.data["to"], starts_on=day, **place)
    return True


def _end(line: LedgerLine, day: date) -> bool:
    held = Membership.objects.filter(Q(ends_on=None) | Q(ends_on__gt=day), pk=line.object_id).first()
    if held is None:
        return False
    held.ends_on = max(day, held.starts_on)
    held.save(update_fields=["ends_on"])
    set_editor_groups(held.user, today=timezone.localdate())
    return True
