"""Takes a role away."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.end_sessions import end_sessions
from foundation.audit import record
from foundation.errors import NotAllowed, Refusal
from meetings.units import access
from meetings.units.membership import Membership
from meetings.units.people.authority import may_decide
from meetings.units.people.editor_group import put_in_editor_groups


class LastAdministrator(Refusal):
    """Nobody would be left to let people in."""


def end_role(*, membership: Membership, by: Any, today: date, ends_on: date | None = None) -> Membership:
    """Ends it on `ends_on`, default today: from the next request the role is gone, and the person's sessions end.

    Raises NotAllowed, LastAdministrator.
    """
    if not may_decide(by, membership.role, membership.unit):
        raise NotAllowed(_("You cannot end this role. Ask the administrator."))
    ends_on = max(ends_on or today, membership.starts_on)
    with transaction.atomic():
        others = Membership.objects.current(today).filter(role=membership.role).exclude(pk=membership.pk)
        if membership.role == "administrator" and not others.filter(ends_on=None).exists():
            raise LastAdministrator(_("This is the last administrator. Give the role to somebody else first."))
        membership.ends_on = ends_on
        membership.save(update_fields=["ends_on"])
        put_in_editor_groups(membership.user, today=today)
        if ends_on <= today:
            end_sessions(user=membership.user)
        record(
            "role.ended", membership, by=by, unit_id=membership.unit_id, role=membership.role, user=membership.user_id
        )
    access.forget(membership.user)
    return membership
