"""Extend the session during a presentation, up to a maximum, so that nobody is signed out in a meeting."""

from datetime import datetime, timedelta

from django.conf import settings
from django.http import HttpRequest

from accounts.session import Session

#: How far ahead a presentation extends the session with each request.
EXTENSION = timedelta(hours=2)


def extend_session(request: HttpRequest, *, now: datetime) -> None:
    """Move the session's expiry to two hours from `now`, but not past `settings.SESSION_AT_MOST` after sign-in. A
    session with more than an hour left is not written.

    A session that was ended because a role ended has no signed-in user any more.
    """
    signed_in_at = getattr(request.user, "last_login", None)
    if signed_in_at is None or not request.session.session_key:
        return
    until = min(now + EXTENSION, signed_in_at + settings.SESSION_AT_MOST)
    Session.objects.filter(
        session_key=request.session.session_key, expire_date__lt=min(now + EXTENSION / 2, until)
    ).update(expire_date=until)
