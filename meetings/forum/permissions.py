"""Permissions for the lederforum in the Wagtail admin: edit its introduction, and correct the text of cleared examples.

Examples are never added, cleared, moved or deleted there.
"""

from wagtail.models import Page, PagePermissionTester

from meetings.forum.enums import ExampleState
from meetings.template.permissions import IndexPermissionTester


class ForumPermissions(IndexPermissionTester):
    """The lederforum can't be moved, and examples are added only by the actions of the site."""

    def can_add_subpage(self) -> bool:
        return False


class ExamplePermissions(PagePermissionTester):
    """Examples are cleared and taken down only by actions of the site, even for superusers."""

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

    def can_move_to(self, destination: Page) -> bool:
        return False

    def can_copy(self) -> bool:
        return False

    def can_copy_to(self, destination: Page, recursive: bool = False) -> bool:
        return False

    def can_set_view_restrictions(self) -> bool:
        return False

    def can_view_revisions(self) -> bool:
        return self.can_edit()
