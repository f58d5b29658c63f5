"""Page permissions of minutes in the Wagtail admin: none, for any user and in any state.

Minutes are written, approved and corrected on the site by the actions of this package. A lock alone is not enough:
Wagtail deletes and moves locked pages, and superusers pass most checks, so every check here returns False.
"""

from wagtail.models import PagePermissionTester


class ClosedToTheEditor(PagePermissionTester):
    """Return False from every `can_*` method, also those that a later Wagtail may add."""

    def page_locked(self) -> bool:
        return True


def _no(*_asked: object, **_options: object) -> bool:
    return False


for _name in dir(PagePermissionTester):
    if _name.startswith("can_"):
        setattr(ClosedToTheEditor, _name, _no)
