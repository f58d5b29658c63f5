"""The editor's menus hold what the door lets through, and nothing else."""

from django.http import HttpRequest
from wagtail.admin.menu import MenuItem

#: Wagtail's own entries whose views are closed. What we add ourselves stays.
CLOSED = frozenset(
    {
        "reports",
        "snippets",  # the registers have a menu of their own
        # settings
        "collections", "groups", "redirects", "sites", "users", "workflow-tasks", "workflows",
    }
)  # fmt: skip
#: Leads to other people's sites, and tells editors about another system's news.
NOT_OURS = ("whats-new-in-wagtail", "editor-guide")


def keep_open_items(request: HttpRequest, items: list[MenuItem]) -> None:
    """For construct_main_menu, construct_settings_menu and construct_help_menu."""
    items[:] = [item for item in items if item.name not in CLOSED and not item.name.startswith(NOT_OURS)]
