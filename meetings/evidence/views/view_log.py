"""Views of the view log: the list, one item, and the extract for a person who asks."""

from urllib.parse import urlencode

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.request_types import SignedInRequest
from accounts.roles import Right
from accounts.second_factor.require_recent import require_recent_second_factor
from foundation.breadcrumbs import from_front_page
from foundation.text import danish_formats
from foundation.text.parsing import parse_int
from foundation.text.spreadsheet import CONTENT_TYPES, XLSX
from foundation.translation.in_danish import in_danish
from meetings.evidence.view_log.extract import extract, extract_columns, extract_workbook
from meetings.evidence.view_log.views_of_evidence import (
    ViewedThing,
    find_viewed_thing,
    unit_names,
    viewed_things,
    views_of_thing,
)
from meetings.units.get_or_404 import right_or_404

PAGE_SIZE = 50
#: A request for more than this is not one person's question.
MAX_THINGS = 50


@login_required
@require_safe
def view_log(request: SignedInRequest) -> HttpResponse:
    """List what has been seen, latest first; with `?fra=` the primary key of evidence, only what belongs to that."""
    right_or_404(request.user, Right.SEE_VIEW_LOG)
    evidence_id = parse_int(request.GET.get("fra"), None)
    page = Paginator(viewed_things(request.user, evidence_id=evidence_id), PAGE_SIZE).get_page(request.GET.get("side"))
    context = {
        "page": page,
        "of_one_piece": evidence_id is not None,
        "shows_titles": any(thing.evidence for thing in page),  # the administrator sees no titles
        "rows": [{"thing": thing, "url": _url(thing)} for thing in page],
        "extract_url": reverse("view_log_extract"),
        "crumbs": _crumbs(),
    }
    return render(request, "meetings/evidence/view_log.html", context)


@login_required
@require_safe
def view_log_of(request: SignedInRequest, kind: str, key: str) -> HttpResponse:
    """Show who has seen one item, with names, for those responsible."""
    thing = _thing_or_404(request, kind, key)
    page = Paginator(views_of_thing(request.user, thing), PAGE_SIZE).get_page(request.GET.get("side"))
    units = unit_names(page)
    columns = [_("When it was seen"), _("Who"), _("Role"), _("Unit"), _("For what")]
    context = {
        "thing": thing,
        "page": page,
        "columns": [{"label": label} for label in columns],
        "rows": [
            [
                danish_formats.moment(row.seen_at),
                str(row.person),
                str(row.get_role_display()),
                units.get(row.role_unit_id, ""),
                str(row.get_seen_in_display()),
            ]
            for row in page
        ],
        "extract_url": f"{reverse('view_log_extract')}?{urlencode({'ting': thing.ref})}",
        "crumbs": _crumbs((thing.name, "")),
    }
    return render(request, "meetings/evidence/view_log_of.html", context)


@login_required
@require_safe
@require_recent_second_factor(when=lambda request: request.GET.get("som") == "xlsx")
def view_log_extract(request: SignedInRequest) -> HttpResponse:
    """Extract without names, to print or as a workbook (`?som=xlsx`); `?ting=` once for each item."""
    right_or_404(request.user, Right.SEE_VIEW_LOG)
    chosen = [
        _thing_or_404(request, *word.partition(".")[::2])
        for word in list(dict.fromkeys(request.GET.getlist("ting")))[:MAX_THINGS]
    ]
    if not chosen:
        raise Http404
    if request.GET.get("som") == "xlsx":
        with in_danish():
            workbook = extract_workbook(extract(things=chosen, by=request.user))
        name = f"visninger-{timezone.localdate():%Y-%m-%d}.xlsx"
        headers = {"Content-Disposition": f'attachment; filename="{name}"'}
        return HttpResponse(workbook, content_type=CONTENT_TYPES[XLSX], headers=headers)
    rows = extract(things=chosen, by=request.user)
    context = {
        "things": chosen,
        "columns": [{"label": label} for label in extract_columns()],
        "rows": rows,
        "today": timezone.localdate(),
        "xlsx_url": "?" + urlencode([("ting", thing.ref) for thing in chosen] + [("som", "xlsx")]),
        "crumbs": _crumbs((_("Extract"), "")),
    }
    return render(request, "meetings/evidence/view_log_extract.html", context)


def _thing_or_404(request: SignedInRequest, kind: str, key: str) -> ViewedThing:
    thing = find_viewed_thing(request.user, kind, key)
    if thing is None:
        raise Http404
    return thing


def _url(thing: ViewedThing) -> str:
    return reverse("view_log_of", args=[thing.kind, thing.key])


def _crumbs(*here: tuple[str, str]) -> list[dict[str, str]]:
    return from_front_page((_("Who has seen what"), reverse("view_log") if here else ""), *here)
