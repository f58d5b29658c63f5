"""Browsers in which somebody has signed in before: a signed cookie, so that others' tries don't hold them up.

The cookie opens nothing. It says which accounts have signed in here, each by a key that can't be read back, with a
number of its own for this browser.
"""

import secrets
from typing import Any

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponseBase

from accounts.login_delay import account_key

NAME = settings.KNOWN_BROWSER_COOKIE_NAME
SALT = "accounts.known_browser"
PATH = "/konto/"  # sent to the pages of signing in only
KEPT = 365 * 24 * 60 * 60
#: On a computer that colleagues share.
MOST_ACCOUNTS = 20


def number_of(request: HttpRequest, login: str) -> str:
    """This browser's number for the account, or "" when it has not signed in here."""
    return _read(request).get(account_key(login), "")


def remember(request: HttpRequest, response: HttpResponseBase, login: str) -> None:
    """The account signed in here; the one used longest ago goes when there are too many."""
    known = _read(request)
    key = account_key(login)
    known[key] = known.pop(key, "") or secrets.token_hex(8)
    response.set_cookie(
        NAME,
        signing.dumps(list(known.items())[-MOST_ACCOUNTS:], salt=SALT),
        max_age=KEPT,
        path=PATH,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def _read(request: HttpRequest) -> dict[str, str]:
    try:
        told: Any = signing.loads(request.COOKIES.get(NAME, ""), salt=SALT, max_age=KEPT)
    except signing.BadSignature:
        return {}
    return dict(told)
