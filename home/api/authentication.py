"""Who asks: the key in the header `Authorization: Bearer …`."""

from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja.errors import HttpError
from ninja.security import HttpBearer
from wagtail.models import APIToken

from accounts.user import User
from foundation import audit
from home.api.key import key_of_secret, user_within_scopes
from home.api.scopes import ApiScope


class ApiKeyAuthentication(HttpBearer):
    """Answers 401 without a valid key, and 403 when it is not for `scope`. `request.auth` is its user, with the rights
    of the key's scopes alone."""

    def __init__(self, scope: ApiScope | None = None) -> None:
        super().__init__()
        self.scope = scope

    def authenticate(self, request: HttpRequest, token: str) -> User | None:
        today = timezone.localdate()
        key = key_of_secret(token, today)
        if key is None:
            return None
        if self.scope is not None and self.scope not in key.scopes:
            raise HttpError(403, _("The key is not for this. Make one that is."))
        used = key.token.last_used_at
        if used is None or timezone.localdate(used) != today:  # the first use of a day is in the event log
            APIToken.objects.filter(pk=key.token_id).update(last_used_at=timezone.now())
            audit.record("api_key.used", key, by=key.token.user)
        return user_within_scopes(key, today)


def asker(request: Any) -> User:
    return request.auth
