"""Nobody is signed out in the middle of a meeting, and nobody stays signed in for days."""

from datetime import datetime, timedelta

from django.conf import settings
from django.http import HttpRequest

from accounts.session import Session

#: How far ahead a presentation keeps the door open each time it asks.
AHEAD = timedelta(hours=2)


def stay_signed_in(request: HttpRequest, *, now: datetime) -> None:
    """Moves the end of the session to two hours from `now`, but never past `settings.SESSION_AT_MOST` since the person
    signed in. A session that lasts longer than an hour anyway is left alone: no row is written.

    A session that was ended because a role ended is not found by the request in the first place.
    """
    signed_in_at = getattr(request.user, "last_login", None)
    if signed_in_at is None or not request.session.session_key:
        return
    until = min(now + AHEAD, signed_in_at + settings.SESSION_AT_MOST)
    Session.objects.filter(session_key=request.session.session_key, expire_date__lt=min(now + AHEAD / 2, until)).update(
        expire_date=until
    )
