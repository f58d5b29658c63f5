"""What may be done with entries of the registers, whoever asks: they are retired, not deleted."""

from typing import Any

from wagtail.permission_policies import ModelPermissionPolicy

from accounts.user import AnyUser


class RegisterPolicy(ModelPermissionPolicy):
    """The groups' permissions (home/admin_groups.py), and never the deletion of what meetings may still name."""

    def user_has_permission(self, user: AnyUser, action: str) -> bool:
        return action != "delete" and super().user_has_permission(user, action)

    def user_has_any_permission(self, user: AnyUser, actions: Any) -> bool:
        return super().user_has_any_permission(user, set(actions) - {"delete"})
