"""What is deleted within thirty days, and extending it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.request_types import SignedInRequest
from accounts.roles import Right
from foundation.breadcrumbs import from_front_page
from foundation.forms.carry_out_once import FormResult
from foundation.forms.handle_form import form_data, handle_form
from media.media_item import MediaItem
from media.privacy.retention_days import latest_date
from meetings.evidence.get_or_404 import evidence_or_404
from meetings.evidence.models import Evidence
from meetings.evidence.objections.forms import KeepLongerForm
from meetings.evidence.page_urls import evidence_crumbs
from meetings.evidence.reading import hidden_title
from meetings.evidence.retention.expiring import expiring_in
from meetings.evidence.retention.extend_retention import (
    extend_retention,
    latest_of_file,
)
from meetings.units.get_or_404 import require_right_or_404, unit_or_404
from meetings.units.url_prefixes import unit_url_kwargs


@login_required
@require_safe
def deleted_soon(request: SignedInRequest, area: str, unit: str) -> HttpResponse:
    place = unit_or_404(request.user, area, unit)
    require_right_or_404(request.user, Right.SHARE_EVIDENCE, place)
    context = {
        "unit": place,
        "rows": expiring_in(place, timezone.localdate()),
        "today": timezone.localdate(),
        "crumbs": from_front_page((place.title, place.get_url()), _("Deleted soon")),
    }
    return render(request, "meetings/evidence/deleted_soon.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def keep_longer(request: SignedInRequest, area: str, unit: str, year: int, pk: int, key: UUID) -> HttpResponse:
    evidence = evidence_or_404(request.user, area, unit, year, pk, right=Right.SHARE_EVIDENCE)
    item = MediaItem.objects.of_evidence(evidence).filter(key=key).first()
    if item is None:
        raise Http404
    asked = ExpiryExtension(item.delete_after, latest_of_file(evidence, item))
    return _ask(request, evidence, asked, partial(extend_retention, evidence=evidence, key=key))


@login_required
@require_http_methods(["GET", "POST"])
def keep_piece_longer(request: SignedInRequest, area: str, unit: str, year: int, pk: int) -> HttpResponse:
    """Extend the retention of the whole contribution."""
    evidence = evidence_or_404(request.user, area, unit, year, pk, right=Right.SHARE_EVIDENCE)
    what = _("This is about the whole contribution: the words, and the files that go on the same day.")
    asked = ExpiryExtension(evidence.delete_after, latest_date(evidence), what)
    return _ask(request, evidence, asked, partial(extend_retention, evidence=evidence, key=None))


@dataclass(frozen=True)
class ExpiryExtension:
    """What is to be kept longer: its current date `until`, the `latest` possible date, and a description if one is
    needed.
    """

    until: date | None
    latest: date
    what: str = ""

    @property
    def proposal(self) -> date:
        """The date proposed: a year more, until the next meeting, not the latest date allowed."""
        return min(self.latest, (self.until or timezone.localdate()) + timedelta(days=365))


def _ask(
    request: SignedInRequest, evidence: Evidence, extension: ExpiryExtension, keep: Callable[..., object]
) -> HttpResponse:
    form = KeepLongerForm(form_data(request), row=evidence, initial={"delete_after": extension.proposal})
    back = reverse("deleted_soon", kwargs=unit_url_kwargs(evidence.unit))

    def act() -> FormResult:
        keep(**form.action_kwargs, by=request.user, today=timezone.localdate())
        return FormResult(back, _("It is kept until the new date."))

    def show(form: KeepLongerForm, status: int) -> HttpResponse:
        title = hidden_title(evidence) if evidence.is_hidden else evidence.title
        context = {
            "form": form,
            "until": extension.until,
            "latest": extension.latest,
            "what": extension.what,
            "called": title,
            "cancel_url": back,
            "evidence": evidence,
            "crumbs": evidence_crumbs(evidence.meeting, (title, evidence.get_url()), (_("Keep it longer"), "")),
        }
        return render(request, "meetings/evidence/keep_longer.html", context, status=status)

    return handle_form(request, form, act, show)
