"""Menu items and header buttons for templates in the editor, registered in meetings/wagtail_hooks.py."""

from collections.abc import Iterator

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import Menu, MenuItem, SubmenuMenuItem
from wagtail.admin.ui.sidebar import MenuItem as SidebarMenuItem
from wagtail.admin.widgets.button import Button
from wagtail.models import Page

from accounts.roles import Right
from accounts.user import AnyUser
from meetings.template.copy_template import is_source
from meetings.template.pages import TemplateIndexPage, TemplatePage
from meetings.units import access


class TemplateMenuItem(MenuItem):
    """Shown to those who write templates."""

    def is_shown(self, request: HttpRequest) -> bool:
        return access.of(request.user).has(Right.EDIT_TEMPLATES)


class AllTemplatesItem(TemplateMenuItem):
    """Link to the index page of templates in the editor's page explorer."""

    def render_component(self, request: HttpRequest) -> SidebarMenuItem:
        index = TemplateIndexPage.objects.values_list("pk", flat=True).first()
        self.url = reverse("wagtailadmin_explore", args=[index]) if index else reverse("wagtailadmin_explore_root")
        return super().render_component(request)


_address = lazy(reverse, str)


def templates_menu() -> SubmenuMenuItem:
    """Return the menu Skabeloner: all templates, new from last year's, import."""
    menu = Menu(
        items=[
            AllTemplatesItem(_("All templates"), "", name="all-templates", icon_name="list-ul", order=1),
            TemplateMenuItem(
                _("New template from last year's"), _address("template_copy"), name="copy", icon_name="copy", order=2
            ),
            TemplateMenuItem(
                _("Import from Word"), _address("template_import"), name="import", icon_name="upload", order=3
            ),
        ]
    )
    return SubmenuMenuItem(_("Templates"), menu, name="templates", icon_name="list-ol", order=150)


def template_header_buttons(page: Page, user: AnyUser, view_name: str, next_url: str | None = None) -> Iterator[Button]:
    """Yield header buttons of a template: start the year, and new template from this one."""
    if not isinstance(page.specific_deferred, TemplatePage):
        return
    template = page.specific_deferred
    if template.live and not template.is_started and access.of(user).has(Right.START_YEAR):
        url = reverse("start_year", args=[template.slug])
        yield Button(_("Start the year"), url, icon_name="calendar-alt", priority=5)
    if access.of(user).has(Right.EDIT_TEMPLATES) and is_source(template):
        url = f"{reverse('template_copy')}?fra={template.pk}"
        yield Button(_("New template from this one"), url, icon_name="copy", priority=6)
