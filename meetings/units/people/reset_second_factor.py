"""Reset the second factor of a person who has lost telephone and codes."""

from allauth.mfa.models import Authenticator
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.adapter import AccountAdapter
from accounts.end_sessions import end_sessions
from accounts.roles import Right
from accounts.user import User
from foundation.audit import record
from foundation.errors import NotAllowed
from meetings.units import access


def reset_second_factor(*, user: User, by: User) -> None:
    """Delete the apps, passkeys and recovery codes of `user`, end all sessions, and tell the person by mail.

    Raises NotAllowed, also for one's own, which is changed with the second factor itself.
    """
    if not access.of(by).everywhere(Right.MANAGE_ALL_PEOPLE):
        raise NotAllowed(_("Only an administrator can do this."))
    if user.pk == by.pk:
        raise NotAllowed(_("You cannot reset your own second factor."))
    with transaction.atomic():
        Authenticator.objects.filter(user=user).delete()
        end_sessions(user=user)
        record("person.second_factor_reset", user, by=by)
        AccountAdapter().send_notification_mail("second_factor_reset", user)
