"""What the editor may do with an example: correct the text of a cleared one, never clear, move or delete it."""

from typing import Any

from wagtail.models import PagePermissionTester

from meetings.forum.enums import ExampleState


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
