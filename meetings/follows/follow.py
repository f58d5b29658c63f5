"""Follow something. Idempotent."""

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.user import User
from foundation import audit
from foundation.errors import NotAllowed
from meetings.follows.followable import FollowTarget, followable
from meetings.follows.models import Follow


def follow(*, target: FollowTarget, by: User) -> Follow:
    """Follow something: everybody follows for themselves. Raises NotAllowed for what `by` may not see any more."""
    if followable(by, page=target.page, initiative=target.initiative) is None:
        raise NotAllowed(_("You cannot follow this."))
    with transaction.atomic():
        User.objects.select_for_update().get(pk=by.pk)  # two at once make one row
        row = Follow.objects.for_user(by).filter(page=target.page, initiative=target.initiative).first()
        if row is None:
            row = Follow.objects.create(person=by, page_id=target.page, initiative_id=target.initiative)
            audit.record("follow.begun", row, by=by, page=target.page, initiative=target.initiative)
    return row
