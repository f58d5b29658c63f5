"""What the Wagtail editor may do with minutes: nothing, whoever asks and whatever their state.

Minutes are written, approved and corrected on the site by the actions of this package. A lock alone is not enough:
Wagtail deletes and moves locked pages, and superusers pass most checks, so every answer here is no.
"""

from wagtail.models import PagePermissionTester


class ClosedToTheEditor(PagePermissionTester):
    """Answers no to all that changes, hides, copies or moves a page; also to what a later Wagtail may ask."""

    def page_locked(self) -> bool:
        return True


def _no(*_asked: object, **_options: object) -> bool:
    return False


for _name in dir(PagePermissionTester):
    if _name.startswith("can_"):
        setattr(ClosedToTheEditor, _name, _no)
