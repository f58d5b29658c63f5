"""Registers the hooks of home with Wagtail; their logic is in the imported modules."""

from wagtail import hooks
from wagtail.models import AbstractPage
from wagtail.permissions import register_permission_policy

from home.admin_api import name_the_missing_libraries
from home.admin_colours import stylesheets
from home.admin_dashboard import panels, ways_in
from home.admin_menu import keep_open_items, way_back
from home.admin_pages import EditorPagePolicy
from home.admin_viewsets import EditorPages

register_permission_policy(AbstractPage, EditorPagePolicy())

hooks.register("construct_admin_api", name_the_missing_libraries)
hooks.register("register_admin_viewset", EditorPages)
hooks.register("register_admin_menu_item", way_back)
for menu in ("main", "settings", "help"):
    hooks.register(f"construct_{menu}_menu", keep_open_items)
hooks.register("construct_homepage_summary_items", ways_in, order=1000)  # after Wagtail has put its own there
hooks.register("construct_homepage_panels", panels)
hooks.register("insert_global_admin_css", stylesheets)
