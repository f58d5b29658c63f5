"""Ends every session of a person."""

from django.db.models import F

from accounts.user import User


def end_sessions(*, user: User) -> None:
    """The next request of every browser where `user` is signed in meets the sign-in page."""
    User.objects.filter(pk=user.pk).update(session_epoch=F("session_epoch") + 1)
    user.refresh_from_db(fields=["session_epoch"])
