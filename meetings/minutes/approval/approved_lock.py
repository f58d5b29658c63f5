"""The Wagtail lock of approved minutes."""

from django.utils.translation import gettext as _
from wagtail.locks import BaseLock

from accounts.user import AnyUser


class ApprovedLock(BaseLock):
    """Locks approved minutes for everybody, superusers included. Corrections are addenda."""

    def for_user(self, user: AnyUser) -> bool:
        return True

    def get_message(self, user: AnyUser) -> str:
        return _("The minutes are approved and can no longer be changed. A correction is written as an addendum.")

    def get_locked_by(self, user: AnyUser) -> str:
        return _("Locked by the approval")

    def get_description(self, user: AnyUser) -> str:
        return self.get_message(user)
