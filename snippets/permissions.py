"""Permission policy of the registers: entries are retired, not deleted."""

from collections.abc import Iterable

from wagtail.permission_policies import ModelPermissionPolicy

from accounts.user import AnyUser


class RegisterPolicy(ModelPermissionPolicy):
    """The groups' permissions (home/admin/groups.py) without deletion, as meetings may still refer to an entry."""

    def user_has_permission(self, user: AnyUser, action: str) -> bool:
        return action != "delete" and super().user_has_permission(user, action)

    def user_has_any_permission(self, user: AnyUser, actions: Iterable[str]) -> bool:
        return super().user_has_any_permission(user, set(actions) - {"delete"})
