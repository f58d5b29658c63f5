"""The one-time key in a form: what is sent twice happens once.

The key belongs to one person and the one address the form is sent to. It is made without touching the database and
becomes a row (`SentForm`) when the form is sent. It also proves that we showed this form to this person. A key need not
expire: signing in changes the CSRF token, so no form outlives its session (`SESSION_AT_MOST`).
"""

import secrets
from typing import Any
from urllib.parse import urlsplit

from django.http import HttpRequest
from django.utils.crypto import constant_time_compare, salted_hmac

FIELD = "one_time_key"


def key_for(user: Any, address: str) -> str:
    """A new key for a form that `user` sends to `address` (a path; a query string is ignored)."""
    nonce = secrets.token_urlsafe(12)
    return f"{nonce}.{_signature(user, address, nonce)}"


def key_in(request: HttpRequest) -> str:
    """The key that was sent, if we made it for this person and this address; otherwise empty."""
    nonce, _dot, signature = request.POST.get(FIELD, "").partition(".")
    user = getattr(request, "user", None)
    if not nonce or user is None or not user.is_authenticated:
        return ""
    is_ours = constant_time_compare(signature, _signature(user, request.path, nonce))
    return signature if is_ours else ""


def _signature(user: Any, address: str, nonce: str) -> str:
    said = f"{user.pk} {urlsplit(address).path} {nonce}"
    return salted_hmac("foundation.forms.one_time_key", said, algorithm="sha256").hexdigest()
