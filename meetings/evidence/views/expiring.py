"""What is deleted within thirty days, and keeping it longer."""

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.roles import Right
from accounts.signed_in import SignedInRequest
from foundation.errors import Refusal
from media import kinds
from meetings.evidence.addresses import crumbs, to_read
from meetings.evidence.expiring import expiring_in
from meetings.evidence.extend_keeping import extend_keeping, extend_keeping_of_piece, latest_of_file
from meetings.evidence.finding import evidence_or_404
from meetings.evidence.objection_forms import KeepLongerForm
from meetings.evidence.pages import EvidencePage
from meetings.evidence.reading import hidden_title
from meetings.evidence.words_privacy import latest_date_of_piece
from meetings.units.addresses import of_unit
from meetings.units.finding import require, unit_or_404


@login_required
@require_safe
def deleted_soon(request: SignedInRequest, area: str, unit: str) -> HttpResponse:
    place = unit_or_404(request.user, area, unit)
    require(request.user, Right.SHARE_EVIDENCE, place)
    context = {
        "unit": place,
        "rows": expiring_in(place, timezone.localdate()),
        "today": timezone.localdate(),
        "crumbs": [
            {"label": _("Front page"), "url": "/"},
            {"label": place.title, "url": place.get_url()},
            {"label": _("Deleted soon"), "url": ""},
        ],
    }
    return render(request, "meetings/evidence/deleted_soon.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def keep_longer(request: SignedInRequest, area: str, unit: str, year: int, pk: int, key: UUID) -> HttpResponse:
    evidence = evidence_or_404(request.user, area, unit, year, pk, right=Right.SHARE_EVIDENCE)
    item = kinds.find(key, page_id=evidence.pk)
    if item is None:
        raise Http404
    latest = latest_of_file(evidence, item)
    form = _form(request, item.delete_after, latest)
    if _is_kept(request, form, partial(extend_keeping, evidence=evidence, key=key)):
        return redirect(reverse("deleted_soon", kwargs=of_unit(evidence.unit)))
    return _show(request, evidence, form, item.delete_after, latest, "")


@login_required
@require_http_methods(["GET", "POST"])
def keep_piece_longer(request: SignedInRequest, area: str, unit: str, year: int, pk: int) -> HttpResponse:
    """The whole contribution."""
    evidence = evidence_or_404(request.user, area, unit, year, pk, right=Right.SHARE_EVIDENCE)
    latest = latest_date_of_piece(evidence)
    form = _form(request, evidence.delete_after, latest)
    if _is_kept(request, form, partial(extend_keeping_of_piece, evidence=evidence)):
        return redirect(reverse("deleted_soon", kwargs=of_unit(evidence.unit)))
    what = _("This is about the whole contribution: the words, and the files that go on the same day.")
    return _show(request, evidence, form, evidence.delete_after, latest, what)


def _form(request: SignedInRequest, until: date | None, latest: date) -> KeepLongerForm:
    """What is proposed: until the next meeting, not the longest that is allowed."""
    a_year_on = (until or timezone.localdate()) + timedelta(days=365)
    return KeepLongerForm(request.POST or None, initial={"delete_after": min(latest, a_year_on)})


def _is_kept(request: SignedInRequest, form: KeepLongerForm, keep: Callable[..., Any]) -> bool:
    """Carries out `keep` when the form was sent and holds; what is refused is said in the form."""
    if request.method != "POST" or not form.is_valid():
        return False
    said = {name: form.cleaned_data[name] for name in ("delete_after", "reason")}
    try:
        keep(**said, by=request.user, today=timezone.localdate())
    except Refusal as refusal:
        form.add_error(refusal.field if refusal.field in form.fields else None, refusal.message)
        return False
    messages.success(request, _("It is kept until the new date."))
    return True


def _show(
    request: SignedInRequest, evidence: EvidencePage, form: KeepLongerForm, until: Any, latest: Any, what: str
) -> HttpResponse:
    back = reverse("deleted_soon", kwargs=of_unit(evidence.unit))
    title = hidden_title(evidence) if evidence.is_hidden else evidence.title
    context = {
        "form": form,
        "until": until,
        "latest": latest,
        "what": what,
        "called": title,
        "cancel_url": back,
        "evidence": evidence,
        "crumbs": crumbs(evidence.meeting, (title, to_read(evidence)), (_("Keep it longer"), "")),
    }
    return render(request, "meetings/evidence/keep_longer.html", context, status=422 if form.errors else 200)
