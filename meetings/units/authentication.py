"""Who is asking, in one query: from the session's cookie over the account to the roles of today."""

from typing import Any, cast

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.db.models import F
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import constant_time_compare

from accounts.roles import Role
from accounts.user import User
from meetings.units.access import Access, Standing
from meetings.units.membership import Membership


def get_user_with_roles(request: HttpRequest) -> User | None:
    """The person behind the request with roles read (`access.of` asks nothing more), or None: not signed in, signed out
    by somebody else's act, or without a role today.

    The answer is that of Django's own sign-in and of `access.of` together, which take three queries: a session that
    has not ended, an account that may sign in, and the hash that a new password or an ended role changes. For views
    that are asked many times a page.
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
    standings = tuple(Standing(Role(row.role), row.unit_id, row.area_id) for row in rows)
    cast(Any, user)._access = Access(user=user, today=today, standings=standings)
    return user


def _is_signed_in(user: User, session: dict[str, Any]) -> bool:
    """What `django.contrib.auth.get_user` asks of a session. One signed with an older secret key is good here too; the
    next page makes it new."""
    if session.get(SESSION_KEY) != str(user.pk) or session.get(BACKEND_SESSION_KEY) not in (
        settings.AUTHENTICATION_BACKENDS
    ):
        return False
    said = session.get(HASH_SESSION_KEY, "")
    good = [user.get_session_auth_hash(), *user.get_session_auth_fallback_hash()]
    return any(constant_time_compare(said, known) for known in good)
