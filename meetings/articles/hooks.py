"""Menu of news and guidance in the Wagtail admin, registered in meetings/wagtail_hooks.py."""

from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import reverse
from django.utils.functional import lazy
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import Menu, MenuItem, SubmenuMenuItem
from wagtail.admin.ui.sidebar import MenuItem as SidebarMenuItem

from accounts.roles import Right
from meetings.articles.pages import ArticlesPage
from meetings.units import access


class ArticlesMenuItem(MenuItem):
    """Shown to those who write articles."""

    def is_shown(self, request: HttpRequest) -> bool:
        return access.of(request.user).has(Right.EDIT_ARTICLES)


class SectionsItem(ArticlesMenuItem):
    """Link to the sections in the editor's page explorer."""

    def render_component(self, request: HttpRequest) -> SidebarMenuItem:
        index = ArticlesPage.objects.values_list("pk", flat=True).first()
        self.url = reverse("wagtailadmin_explore", args=[index]) if index else reverse("wagtailadmin_explore_root")
        return super().render_component(request)


def articles_menu() -> SubmenuMenuItem:
    menu = Menu(
        items=[
            SectionsItem(_("Sections and articles"), "", name="sections", icon_name="list-ul", order=1),
            ArticlesMenuItem(
                _("Pictures and documents"), lazy(reverse, str)("article_files"), name="article-files",
                icon_name="image", order=2,
            ),
        ]
    )  # fmt: skip
    return SubmenuMenuItem(_("News and guidance"), menu, name="articles", icon_name="doc-full-inverse", order=155)


def article_files_script() -> SafeString:
    """Return, for the hook insert_editor_js, a script: the lists of files in the page editor get the files that are
    added in another tab."""
    return format_html(
        '<script src="{}" data-choices-url="{}" defer></script>',
        static("editor/article_files.js"),
        reverse("article_file_choices"),
    )
