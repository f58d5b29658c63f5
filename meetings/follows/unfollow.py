"""Stop following something."""

from django.db import transaction

from accounts.user import User
from foundation import audit
from meetings.follows.models import Follow


def unfollow(*, page: int | None = None, initiative: int | None = None, by: User) -> None:
    """What `by` has never followed, or may not see any more, is no error."""
    with transaction.atomic():
        for row in Follow.objects.for_user(by).filter(page=page, initiative=initiative).select_for_update():
            audit.record("follow.ended", row, by=by, page=page, initiative=initiative)
            row.delete()
