"""Remove a key: from then on it opens nothing."""

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.roles import Right
from accounts.user import User
from foundation import audit
from foundation.errors import NotAllowed
from home.api.key import ApiKey
from meetings.units import access


def remove_key(*, key: ApiKey, by: User) -> None:
    """Whoever made it, and administrators. Raises NotAllowed."""
    if key.token.user_id != by.pk and not access.of(by).has(Right.SEE_OPERATION):
        raise NotAllowed(_("Only whoever made it or an administrator can do this."))
    with transaction.atomic():
        audit.record("api_key.removed", key, by=by)
        key.token.delete()
