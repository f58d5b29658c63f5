"""Write a rule, or change one."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.roles import SCOPE, Right, Role, Scope
from accounts.user import User
from foundation.audit import record
from foundation.errors import NotAllowed, Refusal
from foundation.forms.optimistic_lock import bump_version
from meetings.units import access
from meetings.units.directory.lapse_roles import reapply_rules
from meetings.units.directory.models import DirectoryRule
from meetings.units.directory.own_role import require_own_role
from meetings.units.pages import AreaPage, UnitPage


class RuleExists(Refusal):
    """The same value gives the same role there already."""


def save_rule(
    *,
    rule: DirectoryRule | None = None,
    claim: str,
    value: str,
    role: Role,
    unit: UnitPage | None,
    area: AreaPage | None,
    by: User,
    expected_version: int | None = None,
) -> DirectoryRule:
    """Create the rule, or change `rule`; roles follow as soon as the worker gets to it.

    Raises NotAllowed, RuleExists, OwnRole, ChangedMeanwhile.
    """
    if not access.of(by).everywhere(Right.MANAGE_ALL_PEOPLE):
        raise NotAllowed(_("Only an administrator can do this."))
    values: dict[str, Any] = {
        "claim": claim.strip(), "value": value.strip(), "role": role,
        "unit": unit if SCOPE[role] is Scope.UNIT else None, "area": area if SCOPE[role] is Scope.AREA else None,
    }  # fmt: skip
    with transaction.atomic():
        same = DirectoryRule.objects.filter(**values)
        if same.exclude(pk=rule.pk if rule else 0).exists():
            raise RuleExists(_("There is such a rule already."), field="value")
        if rule is None:
            written = DirectoryRule.objects.create(**values)
        else:
            written = bump_version(DirectoryRule.objects.filter(pk=rule.pk), expected_version, **values)
            require_own_role(by)
        record("directory_rule.written", written, by=by, unit_id=written.unit_id, role=str(role), new=rule is None)
        reapply_rules.enqueue()
    return written
