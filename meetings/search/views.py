"""The search page."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Page, Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from accounts.request_types import SignedInRequest
from foundation.breadcrumbs import from_front_page
from foundation.search.parse_query import parse_query
from meetings.search.find_entries import MAX_HITS
from meetings.search.forms import SearchForm
from meetings.search.reading import Hit, page_of_hits
from meetings.units import access


@login_required
@require_safe
def search(request: SignedInRequest) -> HttpResponse:
    """`?q=` holds the words, further parameters the filters. Any input gives a page."""
    if not access.of(request.user).is_somebody:
        raise Http404
    query = parse_query(request.GET.get("q", ""))
    form = SearchForm(request.GET, user=request.user)
    filters = form.filters()
    looked = bool(query or filters)
    page: Page | None = None
    hits: list[Hit] = []
    if looked:
        page, hits = page_of_hits(request.user, query, filters, timezone.localdate(), request.GET.get("side"))
    context = {
        "query": query,
        "form": form,
        "is_filtered": bool(filters),
        "looked": looked,
        "page_of_hits": page,
        "hits": hits,
        "found": _count_text(page.paginator) if page is not None else "",
        "crumbs": from_front_page(_("Search")),
    }
    return render(request, "meetings/search/search.html", context)


def _count_text(paginator: Paginator) -> str:
    """How many hits; when only the newest were looked at, how to find fewer."""
    values = {"count": paginator.count}
    if sum(len(thing.entries) for thing in paginator.object_list) >= MAX_HITS:
        return _("The newest %(count)s hits. Write more words to find fewer.") % values
    return ngettext("%(count)s hit", "%(count)s hits", paginator.count) % values
