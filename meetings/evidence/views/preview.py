"""Step 4: how it will look and who will see it; then keep it as a draft, or share it."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.roles import Right
from accounts.signed_in import SignedInRequest
from foundation.errors import Conflict, Refusal
from foundation.written_number import whole_number
from meetings.evidence.addresses import crumbs, of_evidence, to_read
from meetings.evidence.audience import who_would_see
from meetings.evidence.finding import evidence_or_404
from meetings.evidence.pages import EvidencePage
from meetings.evidence.permissions import is_open, may_share
from meetings.evidence.readiness import advice_before_sharing, missing_before_sharing
from meetings.evidence.reading import content_context
from meetings.evidence.share import share
from meetings.units.addresses import of_meeting


@login_required
@require_http_methods(["GET", "POST"])
def evidence_preview(request: SignedInRequest, area: str, unit: str, year: int, pk: int) -> HttpResponse:
    """GET shows; POST is "keep as a draft", which it already is, and says what comes next."""
    evidence = evidence_or_404(request.user, area, unit, year, pk, to_edit=True)
    if evidence.is_shared or not is_open(evidence):
        return redirect(to_read(evidence))
    if request.method == "POST":
        said = (
            _("Your draft is kept. Share it when you are ready.")
            if may_share(request.user, evidence)
            else _("Your draft is kept. The leaders of %(unit)s can see it and share it with the meeting.")
        )
        messages.success(request, said % {"unit": evidence.unit.title})
        return redirect(to_read(evidence))
    return _show(request, evidence)


@login_required
@require_POST
def evidence_share(request: SignedInRequest, area: str, unit: str, year: int, pk: int) -> HttpResponse:
    """Shares the version that was shown; when something is missing, the preview says what."""
    evidence = evidence_or_404(request.user, area, unit, year, pk, right=Right.SHARE_EVIDENCE)
    seen = request.POST.get("seen", "")
    try:
        shared = share(evidence=evidence, seen=whole_number(seen, 0), by=request.user, today=timezone.localdate())
    except Conflict as conflict:
        messages.warning(request, _("It was changed while you looked at it. Look at it again before you share it."))
        return _show(request, conflict.current, status=409)  # type: ignore[attr-defined]
    except Refusal as refusal:
        if not is_open(evidence):
            messages.error(request, refusal.message)
            return redirect(to_read(evidence))
        return _show(request, evidence, status=422, refusal=refusal.message)
    messages.success(request, _("It is shared. The people of the meeting can see it now."))
    return redirect(to_read(shared))


def _show(request: SignedInRequest, evidence: EvidencePage, *, status: int = 200, **extra: Any) -> HttpResponse:
    where = of_evidence(evidence)
    steps = {"content": reverse("evidence_edit", kwargs=where), "about": reverse("evidence_about", kwargs=where)}
    missing = missing_before_sharing(evidence, today=timezone.localdate())
    context = {
        **content_context(evidence),
        "meeting": evidence.meeting,
        "would_see": who_would_see(evidence),
        "may_share": may_share(request.user, evidence),
        "missing": [{"text": item.text, "url": steps[item.step]} for item in missing],
        "advice": [item.text for item in advice_before_sharing(evidence)],
        "preview_url": reverse("evidence_preview", kwargs=where),
        "share_url": reverse("evidence_share", kwargs=where),
        "back_url": steps["about"],
        "crumbs": crumbs(
            evidence.meeting,
            (_("Contribute"), reverse("evidence_new", kwargs=of_meeting(evidence.meeting))),
            (evidence.title, ""),
        ),
        "refusal": "",
        **extra,
    }
    return render(request, "meetings/evidence/preview.html", context, status=status)
