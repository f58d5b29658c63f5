"""Add a correction to approved minutes."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.roles import Right
from accounts.user import User
from foundation import audit
from foundation.errors import NotAllowed, Refusal, TextMissing
from meetings.minutes.notifications import notify_addendum
from meetings.minutes.pages import MinutesPage
from meetings.minutes.record import Addendum
from meetings.units import access


class NotApprovedYet(Refusal):
    """Minutes that are not approved are corrected in the text itself."""


def add_addendum(*, minutes: MinutesPage, text: str, by: User, today: date) -> Addendum:
    """Create a dated addendum, shown below the approved text (which never changes), and mail its readers.

    Raises NotAllowed, NotApprovedYet, TextMissing.
    """
    if not access.of(by).may(Right.ADD_ADDENDUM, minutes.unit):
        raise NotAllowed(_("The agreement holder or the head of the area writes an addendum."))
    if not minutes.is_approved:
        raise NotApprovedYet(_("The minutes are not approved yet: change the text itself."))
    text = text.strip()
    if not text:
        raise TextMissing(_("Write what should be added."), field="text")
    with transaction.atomic():
        addendum = Addendum.objects.create(minutes=minutes, text=text, author=by)
        audit.record("minutes.addendum", minutes, by=by, unit_id=minutes.unit_id, addendum=addendum.pk)
        notify_addendum(addendum, today)
    return addendum
