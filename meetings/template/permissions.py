"""Restrictions on templates in the editor, in addition to Wagtail's own permissions."""

from wagtail.models.pages import PagePermissionTester


class TemplatePermissionTester(PagePermissionTester):
    """Nobody may delete or unpublish a template whose year was started; no template may be moved or copied.

    Copies are made by "new template from last year's", because a school year can have one template only.
    """

    @property
    def _is_started(self) -> bool:
        return self.page.specific.is_started

    def can_delete(self, ignore_bulk: bool = False) -> bool:
        return super().can_delete(ignore_bulk) and not self._is_started

    def can_unpublish(self) -> bool:
        return super().can_unpublish() and not self._is_started

    def can_move(self) -> bool:
        return False

    def can_move_to(self, destination: object) -> bool:
        return False

    def can_copy(self) -> bool:
        return False

    def can_view_revisions(self) -> bool:
        """Hide the link to the history from those who may not edit, since its page would refuse them."""
        return self.can_edit()


class IndexPermissionTester(PagePermissionTester):
    """Nobody may delete, unpublish, move, copy or reorder the index of templates."""

    def can_delete(self, ignore_bulk: bool = False) -> bool:
        return False

    def can_unpublish(self) -> bool:
        return False

    def can_move(self) -> bool:
        return False

    def can_move_to(self, destination: object) -> bool:
        return False

    def can_copy(self) -> bool:
        return False

    def can_reorder_children(self) -> bool:
        return False

    def can_view_revisions(self) -> bool:
        return self.can_edit()
