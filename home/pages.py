"""The front page's page type."""

from typing import ClassVar

from django.utils.translation import gettext_lazy as _

from accounts.user import AnyUser
from foundation.pages import BasePage
from meetings.minutes.permissions import ClosedToTheEditor


class HomePage(BasePage):
    """The front page: the user's tasks, or an introduction for visitors."""

    parent_page_types: ClassVar[list[str]] = ["wagtailcore.Page"]
    subpage_types: ClassVar[list[str]] = ["meetings.AreaPage", "meetings.TemplateIndexPage", "meetings.ForumPage"]
    max_count: ClassVar[int] = 1
    template = "home/home_page.html"

    class Meta:
        verbose_name = _("front page")

    def permissions_for_user(self, user: AnyUser) -> ClosedToTheEditor:
        """No permissions in the Wagtail admin, where it is only an ancestor of the templates."""
        return ClosedToTheEditor(user, self)
