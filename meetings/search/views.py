"""The search page."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Page
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from accounts.request_types import SignedInRequest
from meetings.search.forms import SearchForm
from meetings.search.parse_query import parse_query
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
    count = page.paginator.count if page else 0
    context = {
        "query": query,
        "form": form,
        "is_filtered": bool(filters),
        "looked": looked,
        "page_of_hits": page,
        "hits": hits,
        "found": ngettext("%(count)s hit", "%(count)s hits", count) % {"count": count} if looked else "",
        "crumbs": [{"label": _("Front page"), "url": "/"}, {"label": _("Search"), "url": ""}],
    }
    return render(request, "meetings/search/search.html", context)
