"""What the editor may do with the lederforum: word it, and correct the text of what is cleared.

Examples are never added, cleared, moved or deleted there.
"""

from typing import Any

from wagtail.models import PagePermissionTester

from meetings.forum.enums import ExampleState
from meetings.template.permissions import IndexPermissionTester


class ForumPermissions(IndexPermissionTester):
    """The lederforum stays where it is, and gets its examples by verbs of the site."""

    def can_add_subpage(self) -> bool:
        return False


class ExamplePermissions(PagePermissionTester):
    """Clearing and taking down are verbs of the site; the editor has no way around them, superusers included."""

    def _is_cleared(self) -> bool:
        return self.page.specific.state == ExampleState.CLEARED

    def can_edit(self) -> bool:
        return self._is_cleared() and super().can_edit()

    def can_publish(self) -> bool:
        return self._is_cleared() and super().can_publish()

    def can_unpublish(self) -> bool:
        return False

    def can_delete(self, ignore_bulk: bool = False) -> bool:
        return False

    def can_move(self) -> bool:
        return False

    def can_move_to(self, destination: Any) -> bool:
        return False

    def can_copy(self) -> bool:
        return False

    def can_copy_to(self, destination: Any, recursive: bool = False) -> bool:
        return False

    def can_set_view_restrictions(self) -> bool:
        return False

    def can_view_revisions(self) -> bool:
        return self.can_edit()
