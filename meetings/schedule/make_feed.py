"""Make a new address for one's calendar feed, and stop it."""

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.user import User
from foundation import audit
from foundation.errors import NotAllowed
from meetings.schedule.models import CalendarFeed
from meetings.units import access


def make_feed(*, by: User) -> str:
    """Return the secret of a new address; the one before is dead. It cannot be read back later. Raises NotAllowed."""
    if not access.of(by).is_somebody:
        raise NotAllowed(_("You have no role, so there is nothing to show in a calendar."))
    with transaction.atomic():
        CalendarFeed.objects.filter(user=by).delete()
        secret = CalendarFeed.make(user=by)
        audit.record("feed.made", by, by=by)
    return secret


def stop_feed(*, by: User) -> None:
    """Make the address dead. Stopping what is stopped changes nothing."""
    with transaction.atomic():
        if CalendarFeed.objects.filter(user=by).delete()[0]:
            audit.record("feed.stopped", by, by=by)
