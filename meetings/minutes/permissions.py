"""What the Wagtail editor may do with minutes: nothing, whoever asks and whatever their state.

Minutes are written, approved and corrected on the site by the verbs of this slice. A lock alone is not enough: Wagtail
deletes and moves locked pages, and superusers pass most checks, so every answer here is no.
"""

from typing import Any

from wagtail.models import PagePermissionTester


class ClosedToTheEditor(PagePermissionTester):
    """Answers no to all that changes, hides, copies or moves a page."""

    def page_locked(self) -> bool:
        return True

    def can_edit(self) -> bool:
        return False

    def can_delete(self, ignore_bulk: bool = False) -> bool:
        return False

    def can_publish(self) -> bool:
        return False

    def can_unpublish(self) -> bool:
        return False

    def can_submit_for_moderation(self) -> bool:
        return False

    def can_lock(self) -> bool:
        return False

    def can_unlock(self) -> bool:
        return False

    def can_move(self) -> bool:
        return False

    def can_move_to(self, destination: Any) -> bool:
        return False

    def can_copy(self) -> bool:
        return False

    def can_copy_to(self, destination: Any, recursive: bool = False) -> bool:
        return False

    def can_add_subpage(self) -> bool:
        return False

    def can_reorder_children(self) -> bool:
        return False

    def can_set_view_restrictions(self) -> bool:
        return False

    def can_unschedule(self) -> bool:
        return False

    def can_view_revisions(self) -> bool:
        return False
