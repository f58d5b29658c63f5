"""What may be done to a template in the editor, beyond Wagtail's own permissions."""

from wagtail.models.pages import PagePermissionTester


class TemplatePermissionTester(PagePermissionTester):
    """A year that was started stands on its template: it is neither deleted, moved nor taken down, by nobody.

    Copying goes through "new template from last year's", because two templates of one year cannot be.
    """

    @property
    def _stands_under_a_year(self) -> bool:
        return self.page.specific.is_started

    def can_delete(self, ignore_bulk: bool = False) -> bool:
        return super().can_delete(ignore_bulk) and not self._stands_under_a_year

    def can_unpublish(self) -> bool:
        return super().can_unpublish() and not self._stands_under_a_year

    def can_move(self) -> bool:
        return False

    def can_move_to(self, destination: object) -> bool:
        return False

    def can_copy(self) -> bool:
        return False

    def can_view_revisions(self) -> bool:
        """Wagtail shows the way to the history to whoever has any right, and refuses them there."""
        return self.can_edit()


class IndexPermissionTester(PagePermissionTester):
    """The shelf of templates stays where it is."""

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
