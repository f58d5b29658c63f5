"""Database sessions with a foreign key to the user (settings.SESSION_ENGINE).

A session ends after an hour without a request (SESSION_COOKIE_AGE), and in any case SESSION_AT_MOST after sign-in.
"""

from datetime import UTC, datetime, timedelta
from typing import TypeAlias, cast

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.base import SessionBase
from django.contrib.sessions.backends.db import SessionStore as DatabaseSessionStore
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from foundation.text.json_object import JsonObject

#: Keys of the session data, written at sign-in: seconds since 1970, and what the browser calls itself.
SIGNED_IN_AT, USER_AGENT = "signed_in_at", "user_agent"
#: A session is not written more often than this for being used.
RENEWED_EVERY = timedelta(minutes=5)
#: How far ahead a presentation extends the session with each request.
PRESENTATION = timedelta(hours=2)

#: A session, or what is stored of it.
SessionData: TypeAlias = SessionBase | JsonObject


class Session(AbstractBaseSession):
    """A session of one browser. The user is in a column, besides in the signed data, so that one query can lead from
    the cookie to the user's rights (`meetings.units.authentication`)."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("person"),
        null=True,
        on_delete=models.CASCADE,
        related_name="sessions",
    )
    signed_in_at = models.DateTimeField(null=True)
    user_agent = models.CharField(max_length=200, blank=True)

    @classmethod
    def get_session_store_class(cls) -> type["SessionStore"]:
        return SessionStore


class SessionStore(DatabaseSessionStore):
    @classmethod
    def get_model_class(cls) -> type[Session]:
        return Session

    def create_model_instance(self, data: JsonObject) -> Session:
        row = cast(Session, super().create_model_instance(data))
        row.user_id = int(data[SESSION_KEY]) if SESSION_KEY in data else None
        row.signed_in_at = signed_in_at(data)
        row.user_agent = data.get(USER_AGENT, "")
        row.expire_date = _not_too_late(row.expire_date, data)
        return row


def record_sign_in(sender: object, *, request: HttpRequest, **_more: object) -> None:
    """Receiver of `user_logged_in`: when, and in which browser."""
    request.session[SIGNED_IN_AT] = timezone.now().timestamp()
    request.session[USER_AGENT] = request.headers.get("User-Agent", "")[:200]


def signed_in_at(data: SessionData) -> datetime | None:
    """Return when the session with this data was signed in; None for a visitor's."""
    return datetime.fromtimestamp(data[SIGNED_IN_AT], UTC) if SIGNED_IN_AT in data else None


def renew(request: HttpRequest, expires: datetime, data: SessionData, *, now: datetime) -> None:
    """Move the end of a session that ends at `expires` to an hour from `now`, because a page is opened or something is
    sent. Requests that scripts repeat by themselves (polling) do not count as use."""
    polling = request.method == "GET" and request.headers.get("Sec-Fetch-Mode", "navigate") != "navigate"
    if not polling:
        _extend(request, data, timedelta(seconds=settings.SESSION_COOKIE_AGE), RENEWED_EVERY, now=now, expires=expires)


def extend_session(request: HttpRequest, *, now: datetime) -> None:
    """Move the session's end to two hours from `now`, so that nobody is signed out in a meeting. A session with more
    than an hour left is not written."""
    if getattr(request.user, "is_authenticated", False):
        _extend(request, request.session, PRESENTATION, PRESENTATION / 2, now=now)


def _extend(
    request: HttpRequest, data: SessionData, by: timedelta, step: timedelta,
    *, now: datetime, expires: datetime | None = None,
) -> None:  # fmt: skip
    until = _not_too_late(now + by, data)
    if expires is None or expires < until - step:
        Session.objects.filter(
            session_key=request.session.session_key, expire_date__lt=min(now + by - step, until)
        ).update(expire_date=until)


def _not_too_late(end: datetime, data: SessionData) -> datetime:
    signed_in = signed_in_at(data)
    return end if signed_in is None else min(end, signed_in + settings.SESSION_AT_MOST)
