"""A signed cookie for browsers in which somebody has signed in, so that attempts elsewhere don't delay their sign-in.

The cookie grants no access. It lists the accounts that have signed in, each by a keyed hash, with a random number for
this browser.
"""

import secrets

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponseBase

from accounts.login_delay import account_key

COOKIE_NAME = settings.KNOWN_BROWSER_COOKIE_NAME
SALT = "accounts.known_browser"
COOKIE_PATH = "/konto/"  # sent to the sign-in pages only
COOKIE_MAX_AGE = 365 * 24 * 60 * 60
#: Key of the session data: the account had never signed in in this browser before this session.
IS_NEW_BROWSER = "new_browser"
#: Limit for a computer that colleagues share.
MAX_ACCOUNTS = 20


def browser_number(request: HttpRequest, login: str) -> str:
    """Return this browser's number for the account, or "" when it has not signed in in this browser."""
    return _read(request).get(account_key(login), "")


def remember(request: HttpRequest, response: HttpResponseBase, login: str) -> None:
    """Add the account to the cookie; the least recently used one is dropped when there are too many."""
    known = _read(request)
    key = account_key(login)
    known[key] = known.pop(key, "") or secrets.token_hex(8)
    response.set_cookie(
        COOKIE_NAME,
        signing.dumps(list(known.items())[-MAX_ACCOUNTS:], salt=SALT),
        max_age=COOKIE_MAX_AGE,
        path=COOKIE_PATH,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def _read(request: HttpRequest) -> dict[str, str]:
    try:
        pairs: list[tuple[str, str]] = signing.loads(
            request.COOKIES.get(COOKIE_NAME, ""), salt=SALT, max_age=COOKIE_MAX_AGE
        )
    except signing.BadSignature:
        return {}
    return dict(pairs)
