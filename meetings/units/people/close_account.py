"""Close or reopen an account. Accounts are never deleted, so that their actions stay attributed."""

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.end_sessions import end_sessions
from accounts.roles import Right
from accounts.user import User
from foundation.audit import record
from foundation.errors import NotAllowed
from foundation.forms.optimistic_lock import already_done
from meetings.units import access


def set_sign_in(*, user: User, allowed: bool, by: User) -> User:
    """Allow or stop sign-in; stopping ends all sessions at once.

    Raises NotAllowed (also for one's own account), SomebodyWasFirst.
    """
    if not access.of(by).everywhere(Right.MANAGE_ALL_PEOPLE):
        raise NotAllowed(_("Only an administrator can do this."))
    if user.pk == by.pk:
        raise NotAllowed(_("You cannot close your own account."))
    with transaction.atomic():
        if not User.objects.filter(pk=user.pk, is_active=not allowed).update(is_active=allowed):
            raise already_done(user, _("the account is open") if allowed else _("the account is closed"))
        user.is_active = allowed
        if not allowed:
            end_sessions(user=user)
        record("person.opened" if allowed else "person.closed", user, by=by)
    return user
