"""Registers the hooks of home with Wagtail; their logic is in the imported modules."""

from wagtail import hooks
from wagtail.models import AbstractPage
from wagtail.permissions import register_permission_policy

from home.admin.allowed_pages import EditorPagePolicy
from home.admin.api import register_empty_libraries
from home.admin.colours import stylesheets
from home.admin.dashboard import replace_homepage_panels, replace_summary_items
from home.admin.menu import front_page_menu_item, remove_closed_items
from home.admin.viewsets import EditorPages

register_permission_policy(AbstractPage, EditorPagePolicy())

hooks.register("construct_admin_api", register_empty_libraries)
hooks.register("register_admin_viewset", EditorPages)
hooks.register("register_admin_menu_item", front_page_menu_item)
for menu in ("main", "settings", "help"):
    hooks.register(f"construct_{menu}_menu", remove_closed_items)
hooks.register(
    "construct_homepage_summary_items", replace_summary_items, order=1000
)  # after Wagtail has put its own there
hooks.register("construct_homepage_panels", replace_homepage_panels)
hooks.register("insert_global_admin_css", stylesheets)
