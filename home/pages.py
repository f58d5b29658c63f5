"""The front page's page type."""

from typing import ClassVar

from django.utils.translation import gettext_lazy as _

from foundation.pages import BasePage


class HomePage(BasePage):
    """The front page: the user's tasks, or an introduction for visitors."""

    parent_page_types: ClassVar[list[str]] = ["wagtailcore.Page"]
    subpage_types: ClassVar[list[str]] = [
        "meetings.AreaPage", "meetings.TemplateIndexPage", "meetings.ForumPage", "meetings.QuestionnaireIndexPage",
        "meetings.ArticlesPage",
    ]  # fmt: skip
    max_count: ClassVar[int] = 1
    template = "home/home_page.html"

    class Meta:
        verbose_name = _("front page")
