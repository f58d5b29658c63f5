"""Authenticate a request with a single query: session, account and current roles."""

from typing import Any, cast

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.db.models import F
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import constant_time_compare

from accounts.roles import Role
from accounts.user import User
from meetings.units.access import Access, CurrentRole
from meetings.units.membership import Membership


def get_user_with_roles(request: HttpRequest) -> User | None:
    """Return the signed-in user with cached access (`access.of` needs no query), or None.

    None when nobody is signed in, the session was ended, or the user has no role today. Checks the same as Django's
    authentication and `access.of` together, which take three queries: an unexpired session, an active account, and the
    session hash, which changes with a new password or an ended role. For views that a page requests many times.
    """
    key = request.session.session_key
    if not key:
        return None
    today = timezone.localdate()
    rows = list(
        Membership.objects.current(today)
        .filter(user__sessions__session_key=key, user__sessions__expire_date__gt=timezone.now(), user__is_active=True)
        .select_related("user")
        .annotate(session_data=F("user__sessions__session_data"))
        .order_by("pk")
    )
    if not rows:
        return None
    user = cast(User, rows[0].user)
    if not _is_signed_in(user, request.session.decode(rows[0].session_data)):
        return None
    standings = tuple(CurrentRole(Role(row.role), row.unit_id, row.area_id) for row in rows)
    cast(Any, user)._access = Access(user=user, today=today, standings=standings)
    return user


def _is_signed_in(user: User, session: dict[str, Any]) -> bool:
    """Check a session as `django.contrib.auth.get_user` does.

    A hash made with a fallback secret key is accepted too; the next page request renews it.
    """
    if session.get(SESSION_KEY) != str(user.pk) or session.get(BACKEND_SESSION_KEY) not in (
        settings.AUTHENTICATION_BACKENDS
    ):
        return False
    session_hash = session.get(HASH_SESSION_KEY, "")
    valid = [user.get_session_auth_hash(), *user.get_session_auth_fallback_hash()]
    return any(constant_time_compare(session_hash, known) for known in valid)
