"""Whose role requires a second factor, from which day, and whether it is missing.

The day is set at the first sign-in with such a role, a week ahead. The session holds it while the person has no
second factor, so that no page queries for it; from that day on the person has no role in any request
(`meetings.units.authentication`) until one is set up. What the directory says of its own second factor counts
(`BY_PROVIDER`).
"""

from collections.abc import Iterable
from datetime import date, timedelta

from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from allauth.socialaccount.models import SocialAccount
from django.db.models import Exists, OuterRef, Q
from django.http import HttpRequest
from django.utils import timezone

from accounts.provider import DIRECTORY
from accounts.roles import Role
from accounts.second_factor.sign_in_settings import SignInSettings
from accounts.session import SessionData
from accounts.user import User

GRACE_PERIOD = timedelta(days=7)
#: Key of the session data: the day from which the missing second factor is required (ISO).
DUE_SESSION_KEY = "second_factor_due"
#: Key of the session data: the user whom the identity provider says it asked for a second factor.
BY_PROVIDER = "second_factor_by_provider"
SECOND_FACTORS = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]


def update_requirement(request: HttpRequest, user: User, roles: Iterable[Role]) -> None:
    """Store at sign-in whether `roles`, those of today, require a second factor, and from which day."""
    held = set(roles) | ({Role.ADMINISTRATOR} if user.is_superuser else set())
    is_required = SignInSettings.here().requires_one_of(held)
    due = (user.second_factor_due or timezone.localdate() + GRACE_PERIOD) if is_required else None
    if due != user.second_factor_due:
        user.second_factor_due = due
        user.save(update_fields=["second_factor_due"])
    update_session(request, user)


def update_session(request: HttpRequest, user: User) -> None:
    """Write to the session whether the required second factor is missing."""
    by_provider = request.session.get(BY_PROVIDER) == user.pk
    if user.second_factor_due is None or by_provider or is_mfa_enabled(user, SECOND_FACTORS):
        request.session.pop(DUE_SESSION_KEY, None)
    else:
        request.session[DUE_SESSION_KEY] = user.second_factor_due.isoformat()


def due_date(session: SessionData) -> date | None:
    """Return the day from which the missing second factor is required; None when it is not missing."""
    return date.fromisoformat(session[DUE_SESSION_KEY]) if session.get(DUE_SESSION_KEY) else None


def is_overdue(session: SessionData, today: date) -> bool:
    due = due_date(session)
    return due is not None and today >= due


def second_factor_met_q(user_lookup: str, today: date) -> Q:
    """Return a filter of rows whose user, at `user_lookup`, has the second factor that is required of them.

    It is for API keys, which have no session. The directory vouches for those who sign in by it.
    """
    of_person = {"user": OuterRef(user_lookup)}
    is_set_up = Exists(Authenticator.objects.filter(type__in=SECOND_FACTORS, **of_person))
    by_directory = Exists(SocialAccount.objects.filter(provider=DIRECTORY, **of_person))
    due = f"{user_lookup}__second_factor_due"
    return Q(**{f"{due}__isnull": True}) | Q(**{f"{due}__gt": today}) | is_set_up | by_directory


def authenticator_changed(sender: object, *, request: HttpRequest, user: User, **_more: object) -> None:
    """Receiver of allauth's signals about added and removed authenticators."""
    update_session(request, user)
