"""The one-time key in a form (idempotency key): a form sent twice is carried out once.

A key is bound to one user and one address. It is made without touching the database and becomes a row (`SentForm`)
when the form is sent. It also proves that we showed this form to this user. A key need not expire: signing in changes
the CSRF token, so no form outlives its session (`SESSION_AT_MOST`).
"""

import secrets
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from django.http import HttpRequest
from django.utils.crypto import constant_time_compare, salted_hmac

if TYPE_CHECKING:
    from accounts.user import AnyUser

KEY_FIELD = "one_time_key"


def key_for(user: "AnyUser", address: str) -> str:
    """Return a new key for a form that `user` sends to `address` (a path; a query string is ignored)."""
    nonce = secrets.token_urlsafe(12)
    return f"{nonce}.{_signature(user, address, nonce)}"


def key_in(request: HttpRequest) -> str:
    """Return the key that was sent, if we made it for this user and this address; otherwise empty."""
    nonce, _dot, signature = request.POST.get(KEY_FIELD, "").partition(".")
    user = getattr(request, "user", None)
    if not nonce or user is None or not user.is_authenticated:
        return ""
    is_ours = constant_time_compare(signature, _signature(user, request.path, nonce))
    return signature if is_ours else ""


def _signature(user: "AnyUser", address: str, nonce: str) -> str:
    signed = f"{user.pk} {urlsplit(address).path} {nonce}"
    return salted_hmac("foundation.forms.one_time_key", signed, algorithm="sha256").hexdigest()
