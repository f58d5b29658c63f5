"""Permissions on our pages in the Wagtail admin, for every user, superusers included."""

from collections.abc import Callable

from wagtail.models import PagePermissionTester

#: For pages whose text is edited there.
EDITING = ("edit", "publish")


class EditorPermissions(PagePermissionTester):
    """Wagtail's own permissions, limited to what `BasePage.editor_may` allows.

    Every `can_*` method is limited, also those that a later Wagtail adds. A lock would not be enough: Wagtail deletes
    and moves locked pages.
    """

    def page_locked(self) -> bool:
        return not self.page.specific.editor_may("edit") or super().page_locked()


def _limited(name: str) -> Callable[..., bool]:
    def check(self: EditorPermissions, *asked: object, **options: object) -> bool:
        allowed = self.page.specific.editor_may(name.removeprefix("can_"))
        return allowed and getattr(PagePermissionTester, name)(self, *asked, **options)

    return check


for _name in dir(PagePermissionTester):
    if _name.startswith("can_"):
        setattr(EditorPermissions, _name, _limited(_name))
# The link to the history is hidden from those who may not edit, since its page would refuse them.
EditorPermissions.can_view_revisions = EditorPermissions.can_edit
