"""The user's entries in the site menu (settings.SITE_MENU)."""

from typing import TYPE_CHECKING

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.roles import Right
from foundation.context_processors import municipality_of
from meetings.articles.page_urls import ARTICLES
from meetings.articles.visibility import readers_open_to
from meetings.units import access
from meetings.units.access import Access

if TYPE_CHECKING:
    from django.utils.functional import _StrOrPromise as StrOrPromise


def entries(request: HttpRequest) -> list[dict[str, object]]:
    """Return entries with `label`, `url` and `current`. Only pages that the user can open; none for visitors."""
    if not getattr(request, "user", None) or not request.user.is_authenticated:
        return []
    return [
        {"label": label, "url": url, "current": request.path == url or (url != "/" and request.path.startswith(url))}
        for label, url in entries_of(access.of(request.user), municipality_of(request).sections)
    ]


def entries_of(access: Access, sections: list[list[str]]) -> list[tuple[str, str]]:
    """Label and URL of each entry that `access` has. `sections` is `Municipality.sections`."""
    own = access.unit_ids(Right.SEE_UNIT)
    units = sorted({(role.unit_title, role.unit_url) for role in access.standings if role.unit_id in own})[:3]
    held = [(label, where) for is_held, label, where in _by_right(access, sections) if is_held]
    by_right = [(str(label), where if "/" in where else reverse(where)) for label, where in held]
    return [(str(_("Front page")), "/"), *units, *by_right]


def reads_articles(access: Access, sections: list[list[str]]) -> bool:
    """Return whether a section has something to read for the user, or the user writes them."""
    readers = set(readers_open_to(access)) if access.has(Right.READ_ARTICLES) else set()
    return access.has(Right.EDIT_ARTICLES) or any(row[2] in readers for row in sections)


def _by_right(access: Access, sections: list[list[str]]) -> "list[tuple[bool, StrOrPromise, str]]":
    """Pages that exist once for all units: (whether the user may open it, label, URL or the name of its route)."""
    # Leaders reach objections from their unit's pages; the others only from the menu.
    answers_for_others = access.has(Right.TAKE_OBJECTION) and not access.unit_ids(Right.TAKE_OBJECTION)
    return [
        (access.has(Right.SEE_YEAR_OVERVIEW), _("Overview"), "year_overview"),
        (access.has(Right.SEE_YEAR_OVERVIEW), _("The year"), "year"),
        (access.has(Right.SEE_AGREEMENTS), _("Agreements"), "agreements"),
        (access.has(Right.READ_ACROSS), _("Across the units"), "across"),
        (access.has(Right.SEE_WISHES), _("Wishes"), "wishes"),
        (access.has(Right.SEE_FORUM), _("Leader forum"), "/lederforum/"),
        (access.has(Right.SEE_FORUM_DAYS) and not access.has(Right.SEE_FORUM), _("Forum days"), "/lederforum/dage/"),
        (access.has(Right.JOURNALISE), _("Journal"), "journal"),
        (reads_articles(access, sections), _("News and guidance"), ARTICLES),
        (access.has(Right.READ_TEMPLATE), _("Template"), "/skabeloner/"),
        (answers_for_others, _("Objections"), "objections"),
        (access.has(Right.MANAGE_UNITS), _("Units"), "units"),
        (access.has(Right.MANAGE_ALL_PEOPLE), _("People"), "people"),
        (access.everywhere(Right.SEE_VIEW_LOG), _("Who has seen what"), "view_log"),
        (access.has(Right.SEE_EVENT_LOG), _("Event log"), "event_log"),
        (access.has(Right.KEEP_DATA_PROTECTION), _("Data protection"), "data_protection"),
        (access.everywhere(Right.EXPORT_PERSON), _("Access requests"), "access_exports"),
        (access.has(Right.SEE_OPERATION), _("Operation"), "operation"),
        (access.has(Right.OPEN_EDITOR), _("Editor"), "/" + settings.EDITOR_PATH),
    ]
