"""Remove a rule."""

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.roles import Right
from accounts.user import User
from foundation.audit import record
from foundation.errors import NotAllowed
from meetings.units import access
from meetings.units.directory.lapse_roles import reapply_rules
from meetings.units.directory.models import DirectoryRule
from meetings.units.directory.own_role import require_own_role


def remove_rule(*, rule: DirectoryRule, by: User) -> None:
    """Remove the rule: roles that no other rule gives end as soon as the worker gets to it.

    Raises NotAllowed, OwnRole. A rule that is gone already is no error.
    """
    if not access.of(by).everywhere(Right.MANAGE_ALL_PEOPLE):
        raise NotAllowed(_("Only an administrator can do this."))
    with transaction.atomic():
        record("directory_rule.removed", rule, by=by, unit_id=rule.unit_id, role=rule.role)
        DirectoryRule.objects.filter(pk=rule.pk).delete()
        require_own_role(by)
        reapply_rules.enqueue()
