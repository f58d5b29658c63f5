"""Wagtail hooks that refuse to delete, move, copy or unpublish minutes and the pages above them.

The admin's allow-list and the page permissions refuse this already, and PROTECT keeps the rows; the hooks show the
reason in a message where Wagtail would answer with an error page.
"""

from collections.abc import Iterable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail.models import Page

from meetings.minutes.pages import MinutesPage

#: Bulk actions that are refused.
REFUSED_BULK_ACTIONS = frozenset({"delete", "move", "unpublish"})


def holds_minutes(page: Page) -> bool:
    """Whether `page` or a descendant is a MinutesPage, in any state."""
    return MinutesPage.objects.descendant_of(page, inclusive=True).exists()


def refuse_if_holds_minutes(request: HttpRequest, page: Page, *_destination: object) -> HttpResponse | None:
    """Handle before_delete_page, before_move_page, before_copy_page and before_unpublish_page."""
    return _refuse(request) if holds_minutes(page) else None


def refuse_bulk_if_holds_minutes(
    request: HttpRequest, action: str, pages: Iterable[object], _view: object
) -> HttpResponse | None:
    """Handle before_bulk_action."""
    if action not in REFUSED_BULK_ACTIONS:
        return None
    return _refuse(request) if any(isinstance(page, Page) and holds_minutes(page) for page in pages) else None


def _refuse(request: HttpRequest) -> HttpResponse:
    messages.error(request, _("Minutes lie under this page. They stay where they are, and so do the pages above them."))
    return redirect("wagtailadmin_home")
