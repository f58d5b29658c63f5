"""Menus of the Wagtail admin: without the entries whose views are not allowed."""

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import DismissibleMenuItemMixin, MenuItem

#: Wagtail's own entries whose views are closed. What we add ourselves stays.
CLOSED_ITEMS = frozenset(
    {
        "reports",
        "forms",
        "snippets",  # the registers have a menu of their own
        # settings
        "collections", "groups", "redirects", "sites", "users", "workflow-tasks", "workflows",
    }
)  # fmt: skip
#: Links to external sites: help on, and news of, Wagtail.
NOT_OURS = ("whats-new-in-wagtail", "editor-guide")


def front_page_menu_item() -> MenuItem:
    """Return, for the hook register_admin_menu_item, a link from the Wagtail admin to the front page of the site.

    Wagtail marks an entry as the current one when the address begins with it; every address begins with "/".
    """
    return MenuItem(_("To the front page"), "/#indhold", name="front-page", icon_name="home", order=10)


def remove_closed_items(request: HttpRequest, items: list[MenuItem]) -> None:
    """Hooks construct_main_menu, construct_settings_menu and construct_help_menu: drop closed entries. Also drops the
    "dismissible" attributes, which mark news and which Wagtail would store in the user's profile."""
    items[:] = [item for item in items if item.name not in CLOSED_ITEMS and not item.name.startswith(NOT_OURS)]
    for item in items:
        if isinstance(item, DismissibleMenuItemMixin):
            for name in [name for name, value in item.attrs.items() if "dismissible" in f"{name} {value}"]:
                del item.attrs[name]
