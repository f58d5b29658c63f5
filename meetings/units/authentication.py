"""Authenticate a request with a single query: session, account, current roles and the units they are for."""

from collections.abc import Mapping, Sequence
from typing import Any, cast

from django.conf import settings
from django.contrib import auth
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY, middleware
from django.contrib.auth.models import AnonymousUser
from django.db.models import CharField, DateField, DateTimeField, FilteredRelation, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.utils.functional import SimpleLazyObject

from accounts.second_factor import requirement
from accounts.session import Session, renew
from accounts.user import User
from foundation.compiled_query import CompiledQuery, Parameter
from foundation.middleware.language import use_language
from meetings.units import access, see_as
from meetings.units.access import ROLE_COLUMNS, CurrentRole

READING_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
#: Views that say nothing in any language, and read no account or read it with what they ask for.
WITHOUT_LANGUAGE = frozenset(
    {"api", "calendar_feed_file", "colours", "health", "language", "media_file", "security_txt"}
)
#: The pages of one's own sign-in.
SIGN_IN = "/konto/"
#: What one can do while seeing as another role: end it.
STILL_POSSIBLE = frozenset({"see_as_stop", "account_logout"})

#: All but what no page shows.
_USER_COLUMNS = [
    field.attname for field in User._meta.concrete_fields if field.attname not in {"created_at", "second_factor_due"}
]
_USER = [f"user__{name}" for name in _USER_COLUMNS]
_ROLE = [f"held__{name}" for name in ROLE_COLUMNS]
COLUMNS = ["session_data", *_ROLE, *_USER]


class AuthenticationMiddleware(middleware.AuthenticationMiddleware):
    """Django's, whose user comes with session data and access from one query instead of three."""

    def process_request(self, request: HttpRequest) -> None:
        super().process_request(request)
        cast(Any, request).user = SimpleLazyObject(lambda: _cached_user(request))

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        """Redirect whoever lacks a required second factor from every page to the one where it is set up."""
        user = getattr(request, "_cached_user", None)
        if not getattr(user, "second_factor_missing", False) or request.path.startswith(SIGN_IN):
            return response
        return redirect("mfa_index")

    def process_view(self, request: HttpRequest, *_view: object) -> HttpResponse | None:
        """Refuse whatever changes something while the user sees as another role, or lacks a required second factor."""
        name = request.resolver_match.view_name if request.resolver_match else ""
        if request.method in READING_METHODS:
            if request.session.session_key and name not in WITHOUT_LANGUAGE:
                _cached_user(request)  # before anything is translated: the account has a language
            return None
        user = _cached_user(request)
        if getattr(user, "second_factor_missing", False) and not request.path.startswith(SIGN_IN):
            return redirect("mfa_index")
        if getattr(user, "seen_as", None) is None:
            return None
        if name in STILL_POSSIBLE:
            if name == "account_logout":
                see_as.end_preview(request.session, by=cast(User, _cached_user(request)))
            return None
        return render(request, "foundation/read_only.html", status=403)


def _cached_user(request: Any) -> User | AnonymousUser:
    if not hasattr(request, "_cached_user"):
        request._cached_user = _user(request)
    return request._cached_user


def _user(request: Any) -> User | AnonymousUser:
    """What is not plainly signed in is left to Django: no cookie, a closed account, an old key, an ended session."""
    session = request.session
    if session.session_key and not hasattr(session, "_session_cache") and (found := _signed_in(request, _sessions)):
        user, session._session_cache, (expires,) = found
        renew(request, expires, session._session_cache, now=timezone.now())
        return user
    known = auth.get_user(request)
    if isinstance(known, User):
        use_language(request, known.language)
        known.second_factor_missing = requirement.is_overdue(session, timezone.localdate())
        see_as.apply_to(known, session, timezone.now())
    return known


def get_user_with_roles(request: HttpRequest) -> User | None:
    """Return the signed-in user with cached access (`access.of` needs no query), or None.

    None when nobody is signed in, the session was ended, or the user has no role today. Checks the same as Django's
    authentication and `access.of` together, which take three queries: an unexpired session, an active account, and the
    session hash, which changes with a new password or an ended role. The session itself is not loaded.
    """
    found = get_user_and_more(request, _sessions)
    return found[0] if found else None


def get_user_and_more(
    request: HttpRequest, query: CompiledQuery, **values: object
) -> tuple[User, Sequence[Any]] | None:
    """Do as `get_user_with_roles`, with the further columns that `query` selects after those of `sessions_with_roles`.

    `values` are those of its further Parameters.
    """
    found = _signed_in(request, query, **values) if request.session.session_key else None
    return (found[0], found[2]) if found and cast(Any, found[0])._access.is_somebody else None


def _signed_in(
    request: HttpRequest, query: CompiledQuery, **values: object
) -> tuple[User, dict[str, Any], Sequence[Any]] | None:
    """The user with access, the data of the session, and the further columns of `query`."""
    today = timezone.localdate()
    rows = query.rows(key=request.session.session_key, now=timezone.now(), today=today, **values)
    if not rows:
        return None
    of_user = 1 + len(ROLE_COLUMNS)
    more = of_user + len(_USER_COLUMNS)
    user = User.from_db("default", _USER_COLUMNS, rows[0][of_user:more])
    session = request.session.decode(rows[0][0])
    if not _is_signed_in(user, session):
        return None
    use_language(request, user.language)
    roles = [row[1:of_user] for row in rows]
    standings = tuple(CurrentRole.from_row(role) for role in roles if role[0] is not None)
    user.second_factor_missing = requirement.is_overdue(session, today)
    access.set_roles(user, () if user.second_factor_missing else standings, today)
    see_as.apply_to(user, session, timezone.now())
    return user, session, rows[0][more:]


def sessions_with_roles() -> QuerySet[Any]:
    """Return the session with the key, its active user and one row for each current role
    (`MembershipQuerySet.current`).

    Parameters `key`, `now` and `today`. Another query may add columns to its values.
    """
    today = Parameter("today", DateField())
    way = "user__memberships__"
    begun = Q(**{f"{way}starts_on__lte": today})
    current = begun & (Q(**{f"{way}ends_on": None}) | Q(**{f"{way}ends_on__gt": today}))
    key, now = Parameter("key", CharField()), Parameter("now", DateTimeField())
    return (
        Session.objects.filter(session_key=key, expire_date__gt=now, user__is_active=True)
        .annotate(held=FilteredRelation("user__memberships", condition=current))
        .order_by("held__pk")
        .values_list(*COLUMNS)
    )


_sessions = CompiledQuery(lambda: sessions_with_roles().values_list(*COLUMNS, "expire_date"))


def _is_signed_in(user: User, session: Mapping[str, str]) -> bool:
    """Return whether the session is valid, checked as `django.contrib.auth.get_user` does.

    A hash made with a fallback secret key is accepted too; the next page request renews it.
    """
    if session.get(SESSION_KEY) != str(user.pk) or session.get(BACKEND_SESSION_KEY) not in (
        settings.AUTHENTICATION_BACKENDS
    ):
        return False
    session_hash = session.get(HASH_SESSION_KEY, "")
    valid = [user.get_session_auth_hash(), *user.get_session_auth_fallback_hash()]
    return any(constant_time_compare(session_hash, known) for known in valid)
