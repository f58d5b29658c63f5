"""Lock a wish for an action of the administration: permission, row and version."""

from django.utils.translation import gettext as _

from accounts.roles import Right
from accounts.user import User
from foundation.errors import Conflict, NotAllowed
from foundation.forms.optimistic_lock import require_version
from meetings.support_requests.enums import SupportRequestState
from meetings.support_requests.models import SupportRequest
from meetings.units import access


class WishWithdrawn(Conflict):
    """The unit has taken the wish away."""


def lock_wish(*, wish: SupportRequest, by: User, expected_version: int | None) -> SupportRequest:
    """Return the row, locked until the caller's transaction ends, as its next version.

    `expected_version` is the version that the form showed. Raises NotAllowed, WishWithdrawn, ChangedMeanwhile.
    """
    if not access.of(by).may(Right.ANSWER_WISHES, wish.meeting.unit):
        raise NotAllowed(_("Consultants and head of the area answer the wishes of their units."))
    row: SupportRequest = (
        SupportRequest.objects.select_for_update(of=("self",)).select_related("meeting__unit").get(pk=wish.pk)
    )
    if row.state == SupportRequestState.WITHDRAWN:
        raise WishWithdrawn(_("The unit has withdrawn the wish. Nothing is to be done about it any more."))
    require_version(row, expected_version)
    row.version += 1
    return row
