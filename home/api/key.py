"""The key with which another system reads on behalf of one person."""

from dataclasses import replace
from datetime import date

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import APIToken

from accounts.roles import Right
from accounts.second_factor.requirement import second_factor_met_q
from accounts.user import User
from home.api.scopes import RIGHTS, ApiScope
from meetings.units import access


class ApiKey(models.Model):
    """A token of Wagtail's, which keeps the secret as a hash, with an end and a scope: it opens what its user may see
    at that moment, within `scopes`, until `expires_on`. A token without this row opens nothing."""

    token = models.OneToOneField(APIToken, on_delete=models.CASCADE, related_name="reads")
    #: Values of ApiScope.
    scopes: models.JSONField[list[str], list[str]] = models.JSONField(default=list)
    expires_on = models.DateField(_("last day"))

    class Meta:
        ordering = ["token__name", "pk"]
        verbose_name = _("key for another system")
        verbose_name_plural = _("keys for other systems")

    def __str__(self) -> str:
        return str(self.token)

    @property
    def scope_labels(self) -> list[str]:
        return [str(ApiScope(scope).label) for scope in self.scopes]


def key_of_secret(secret: str, today: date) -> ApiKey | None:
    """Return the key with this secret, if its last day is not over, and its user may still make keys and has the second
    factor that is required of them."""
    hashes = APIToken.candidate_key_hashes(secret)
    keys = ApiKey.objects.select_related("token__user").filter(token__revoked_at=None, expires_on__gte=today)
    key = keys.filter(second_factor_met_q("token__user", today), token__key_hash__in=hashes).first()
    return key if key is not None and access.of(key.token.user, today).has(Right.MAKE_API_KEYS) else None


def user_within_scopes(key: ApiKey, today: date) -> User:
    """Return the key's user, with no other rights than those of its scopes."""
    user = key.token.user
    only = frozenset().union(*(RIGHTS[ApiScope(scope)] for scope in key.scopes))
    access.set_roles(user, tuple(replace(role, only=only) for role in access.of(user, today).standings), today)
    return user
