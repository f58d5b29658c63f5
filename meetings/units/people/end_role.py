"""End a person's role."""

from datetime import date

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from accounts.end_sessions import end_sessions
from accounts.roles import EDITOR_ROLES, Role
from accounts.user import User
from foundation.audit import record
from foundation.errors import NotAllowed, Refusal
from foundation.forms.optimistic_lock import already_done
from meetings.units import access
from meetings.units.membership import Membership
from meetings.units.people.admin_groups import set_editor_groups
from meetings.units.people.assignable_roles import may_change_role


class LastAdministrator(Refusal):
    """The role is that of the last administrator, and nobody could add people afterwards."""


class GivenByDirectory(Refusal):
    """The role is the directory's, which would give it again at the next sign-in."""


def require_given_by_hand(membership: Membership) -> None:
    """Raise GivenByDirectory for a role that is not given by hand."""
    if membership.is_from_directory:
        raise GivenByDirectory(
            _("This role comes from the municipality's directory. It is changed there, or by the administrator's rules "
              "under People.")
        )  # fmt: skip


def end_role(*, membership: Membership, by: User, today: date, ends_on: date | None = None) -> Membership:
    """End the role on `ends_on` (default today): it is gone from the next request, and the person's sessions end.

    Raises NotAllowed, GivenByDirectory, LastAdministrator, AlreadyDone.
    """
    if not may_change_role(by, membership.role, membership.unit):
        raise NotAllowed(_("You cannot end this role. Ask the administrator."))
    require_given_by_hand(membership)
    ends_on = max(ends_on or today, membership.starts_on)
    with transaction.atomic():
        if membership.role == Role.ADMINISTRATOR and _is_last(membership, today):
            raise LastAdministrator(_("This is the last administrator. Give the role to somebody else first."))
        held = Membership.objects.filter(Q(ends_on=None) | Q(ends_on__gt=today), pk=membership.pk)
        if not held.update(ends_on=ends_on):
            raise already_done(membership, _("the role is ended"))
        membership.ends_on = ends_on
        if membership.role in EDITOR_ROLES:
            set_editor_groups(membership.user, today=today)
        if ends_on <= today:
            end_sessions(user=membership.user)
        record(
            "role.ended", membership, by=by, unit_id=membership.unit_id, role=membership.role,
            user=membership.user_id, ends_on=ends_on.isoformat(),
        )  # fmt: skip
    access.clear_cached_access(membership.user)
    return membership


def _is_last(membership: Membership, today: date) -> bool:
    """Return whether no other row has the role. Locks the rows, or two administrators could end each other's role."""
    rows = Membership.objects.current(today).filter(role=membership.role, ends_on=None).order_by("pk")
    return not set(rows.select_for_update().values_list("pk", flat=True)) - {membership.pk}
