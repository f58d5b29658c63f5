"""Who can read minutes now, as text derived from the role rights."""

from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from accounts.roles import SCOPE, Right, Role, Scope, roles_with
from meetings.evidence.sharing.who_can_see import ROLE_NAMES
from meetings.minutes.enums import MinutesState
from meetings.minutes.pages import MinutesPage


def who_can_read(minutes: MinutesPage) -> str:
    """Return the text after "Can be seen by:", for the present state of `minutes`."""
    roles = set(roles_with(Right.WRITE_MINUTES))
    if minutes.state == MinutesState.SUBMITTED:
        roles |= roles_with(Right.SEE_SUBMITTED_MINUTES)
    elif minutes.state == MinutesState.APPROVED:
        roles |= roles_with(Right.SEE_APPROVED_MINUTES)
    in_unit = get_text_list(_names(roles, Scope.UNIT), _("and"))
    in_area = get_text_list(_names(roles, Scope.AREA), _("and"))
    places = {
        "in_unit": in_unit,
        "unit": minutes.unit.title,
        "in_area": in_area,
        "area": minutes.unit.area.title.lower(),
    }
    return _("%(in_unit)s in %(unit)s together with %(in_area)s for %(area)s") % places


def _names(roles: set[Role], scope: Scope) -> list[str]:
    return [str(ROLE_NAMES[role]) for role in Role if role in roles and SCOPE[role] is scope]
