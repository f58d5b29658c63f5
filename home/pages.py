"""The front door."""

from typing import ClassVar

from django.utils.translation import gettext_lazy as _

from accounts.user import AnyUser
from foundation.pages import BasePage
from meetings.minutes.permissions import ClosedToTheEditor


class HomePage(BasePage):
    """What is mine to do now; for visitors, what this is."""

    parent_page_types: ClassVar[list[str]] = ["wagtailcore.Page"]
    subpage_types: ClassVar[list[str]] = ["meetings.AreaPage", "meetings.TemplateIndexPage", "meetings.ForumPage"]
    max_count: ClassVar[int] = 1
    template = "home/home_page.html"

    class Meta:
        verbose_name = _("front page")

    def permissions_for_user(self, user: AnyUser) -> ClosedToTheEditor:
        """In the editor one passes it on the way to the templates, and does nothing with it."""
        return ClosedToTheEditor(user, self)
