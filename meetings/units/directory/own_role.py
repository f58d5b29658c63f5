"""A changed rule must not take away the role of whoever changes it: nobody might be left who can change it back."""

from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.roles import Right, roles_with
from accounts.user import User
from foundation.errors import Refusal
from meetings.units.directory.models import SeenValue
from meetings.units.directory.sync_roles import rules_for
from meetings.units.membership import Membership, MembershipSource


class OwnRole(Refusal):
    """The person would no longer be an administrator."""


def require_own_role(by: User) -> None:
    """Raise OwnRole if the rules, as changed in the caller's transaction, no longer make `by` an administrator."""
    managing = roles_with(Right.MANAGE_ALL_PEOPLE)
    own = Membership.objects.current(timezone.localdate()).for_user(by).filter(role__in=managing)
    if own.exclude(source=MembershipSource.DIRECTORY).exists():
        return
    values = SeenValue.objects.filter(user=by).values_list("claim", "value")
    if not any(rule.role in managing for rule in rules_for(values)):
        raise OwnRole(
            _("You are an administrator by this rule, and would no longer be. Let another administrator do it.")
        )
