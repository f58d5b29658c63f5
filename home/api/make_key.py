"""Make a key for another system."""

from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import APIToken

from accounts.roles import Right
from accounts.user import User
from foundation import audit
from foundation.errors import NotAllowed, Refusal
from home.api.key import ApiKey
from meetings.units import access

MAX_VALIDITY = timedelta(days=366)


class DayOutOfRange(Refusal):
    """The last day is over, or more than a year ahead."""


def make_key(*, name: str, scopes: list[str], expires_on: date, by: User) -> tuple[ApiKey, str]:
    """Make a key. Return it and its secret, which cannot be read back later. Raises NotAllowed, DayOutOfRange."""
    if not access.of(by).has(Right.MAKE_API_KEYS):
        raise NotAllowed(_("Only a head of area can do this."))
    if not timezone.localdate() <= expires_on <= timezone.localdate() + MAX_VALIDITY:
        raise DayOutOfRange(_("Choose a day within the next year."), field="expires_on")
    with transaction.atomic():
        token, secret = APIToken.create_token(user=by, name=name.strip())
        key = ApiKey.objects.create(token=token, scopes=scopes, expires_on=expires_on)
        audit.record("api_key.made", key, by=by, scopes=scopes, expires_on=expires_on.isoformat())
    return key, secret
