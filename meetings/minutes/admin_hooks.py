"""Keeps minutes and all above them in place when somebody deletes, moves or copies pages in the Wagtail editor.

The editor's door and the page's own permissions say no already, and PROTECT keeps the rows; these say why, in words,
where Wagtail would answer with an error page.
"""

from collections.abc import Iterable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail.models import Page

from meetings.minutes.pages import MinutesPage

#: Bulk actions that take a page out of its place, or out of sight.
KEPT_FROM = frozenset({"delete", "move", "unpublish"})


def holds_minutes(page: Page) -> bool:
    """Minutes that were ever begun lie at or under `page`."""
    return MinutesPage.objects.descendant_of(page, inclusive=True).exists()


def keep_in_place(request: HttpRequest, page: Page, *_destination: object) -> HttpResponse | None:
    """For before_delete_page, before_move_page, before_copy_page and before_unpublish_page."""
    return _refuse(request) if holds_minutes(page) else None


def keep_all_in_place(request: HttpRequest, action: str, pages: Iterable[object], _view: object) -> HttpResponse | None:
    """For before_bulk_action."""
    if action not in KEPT_FROM:
        return None
    return _refuse(request) if any(isinstance(page, Page) and holds_minutes(page) for page in pages) else None


def _refuse(request: HttpRequest) -> HttpResponse:
    messages.error(request, _("Minutes lie under this page. They stay where they are, and so do the pages above them."))
    return redirect("wagtailadmin_home")
