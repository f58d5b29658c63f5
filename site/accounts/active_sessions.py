"""Where a person is signed in, and ending it."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext as _

from accounts.directory.refresh_token import delete_refresh_token
from accounts.session import Session
from accounts.user import User
from foundation.audit import record


@dataclass(frozen=True)
class ActiveSession:
    """`number` names the session in forms, without being its key. `used_at` is accurate to five minutes."""

    number: str
    browser: str
    signed_in_at: datetime | None
    used_at: datetime
    is_this_one: bool


def active_sessions(user: User, this_key: str | None) -> list[ActiveSession]:
    """Return the sessions of `user` that have not ended, this one first, then the latest used."""
    now, age = timezone.now(), timedelta(seconds=settings.SESSION_COOKIE_AGE)
    rows = Session.objects.filter(user=user, expire_date__gt=now).order_by("-expire_date")
    sessions = [
        ActiveSession(_number(key), _browser(agent), begun, min(now, expires - age), key == this_key)
        for key, agent, begun, expires in rows.values_list("session_key", "user_agent", "signed_in_at", "expire_date")
    ]
    return sorted(sessions, key=lambda session: not session.is_this_one)


def end_session(*, user: User, number: str) -> None:
    """End one of `user`'s own sessions. One that has ended already is no error."""
    for session in Session.objects.filter(user=user):
        if constant_time_compare(_number(session.session_key), number):
            _end(user, [session])


@transaction.atomic
def end_other_sessions(*, user: User, this_key: str | None) -> None:
    """End all sessions of `user` but the one with the key; nor is the directory asked about them without them."""
    # A confirmation at night holds this lock while it replaces the token (directory/confirm_roles.py).
    User.objects.select_for_update().get(pk=user.pk)
    delete_refresh_token(user)
    _end(user, list(Session.objects.filter(user=user).exclude(session_key=this_key)))


@transaction.atomic
def _end(user: User, sessions: list[Session]) -> None:
    Session.objects.filter(pk__in=[session.pk for session in sessions]).delete()
    record("person.sessions_ended", user, by=user, count=len(sessions))


def _number(key: str) -> str:
    return salted_hmac("accounts.active_sessions", key, algorithm="sha256").hexdigest()[:24]


def _browser(user_agent: str) -> str:
    """»Firefox på Windows«, or that it is unknown."""
    import ua_parser  # its patterns take a tenth of a second to load

    found = ua_parser.parse(user_agent)
    if found.user_agent is None:
        return _("Unknown browser")
    if found.os is None:
        return found.user_agent.family
    return _("%(browser)s on %(system)s") % {"browser": found.user_agent.family, "system": found.os.family}
