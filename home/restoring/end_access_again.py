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
    """Deactivate the account."""
    return bool(User.objects.filter(pk=line.object_id, is_active=True).update(is_active=False))


def reset_second_factor(line: LedgerLine) -> bool:
    """Delete the person's second factors: or a lost phone would work again."""
    count, _by_model = Authenticator.objects.filter(user=line.object_id).delete()
    return bool(count)


def end_role(line: LedgerLine) -> bool:
    """End the membership on the day in the line, or the day the line was written."""
    return _end(line, date.fromisoformat(line.data.get("ends_on") or str(timezone.localdate(line.at))))


def change_days(line: LedgerLine) -> bool:
    """Change the days of the membership to those in the line; an empty last day means no end. Earlier versions wrote
    none."""
    written = {name: line.data[name] for name in ("starts_on", "ends_on") if name in line.data}
    days = {name: date.fromisoformat(day) if day else None for name, day in written.items()}
    membership = Membership.objects.filter(pk=line.object_id).exclude(**days).first() if days else None
    if membership is None:
        return False
    Membership.objects.filter(pk=membership.pk).update(**days)
    set_editor_groups(membership.user, today=timezone.localdate())
    return True


def hand_over_role(line: LedgerLine) -> bool:
    """Give the role to its successor again, if the account is there; what goes along with it does not."""
    day = date.fromisoformat(line.data["on"])
    if not _end(line, day):
        return False
    membership = Membership.objects.get(pk=line.object_id)
    if User.objects.filter(pk=line.data["to"]).exists():
        place = {"role": membership.role, "unit": membership.unit, "area": membership.area}
        Membership.objects.create(user_id=line.data["to"], starts_on=day, **place)
    return True


def _end(line: LedgerLine, day: date) -> bool:
    membership = Membership.objects.filter(Q(ends_on=None) | Q(ends_on__gt=day), pk=line.object_id).first()
    if membership is None:
        return False
    membership.ends_on = max(day, membership.starts_on)
    membership.save(update_fields=["ends_on"])
    set_editor_groups(membership.user, today=timezone.localdate())
    return True
