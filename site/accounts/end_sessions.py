"""End all sessions of a user."""

from django.db.models import F

from accounts.directory.refresh_token import delete_refresh_token
from accounts.user import User


def end_sessions(*, user: User) -> None:
    """Invalidate the sessions of `user` in all browsers: their next request is redirected to the sign-in page.

    The directory is not asked about them any more until they have signed in by it again.
    """
    User.objects.filter(pk=user.pk).update(session_epoch=F("session_epoch") + 1)
    delete_refresh_token(user)
    user.refresh_from_db(fields=["session_epoch"])
