"""For those who share: preview and audience; then keep it as a draft, or share it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.request_types import SignedInRequest
from accounts.roles import Right
from foundation.cpr_forms.forms import Form
from foundation.forms.carry_out_once import FormResult
from foundation.forms.handle_form import handle_form, show_refusal_page
from foundation.text.parsing import parse_int
from meetings.evidence.get_or_404 import evidence_or_404
from meetings.evidence.models import Evidence
from meetings.evidence.page_urls import evidence_crumbs, evidence_url_kwargs
from meetings.evidence.permissions import is_open
from meetings.evidence.reading import content_context
from meetings.evidence.sharing.readiness import advice_before_sharing, missing_before_sharing
from meetings.evidence.sharing.share_evidence import share_evidence
from meetings.evidence.sharing.who_can_see import who_would_see
from meetings.units.url_prefixes import meeting_url_kwargs


@login_required
@require_http_methods(["GET", "POST"])
def evidence_preview(request: SignedInRequest, area: str, unit: str, year: int, pk: int) -> HttpResponse:
    """GET shows the preview. POST is "keep as a draft": it changes nothing and tells what comes next."""
    evidence = evidence_or_404(request.user, area, unit, year, pk, right=Right.SHARE_EVIDENCE)
    if evidence.is_shared or not is_open(evidence):
        return redirect(evidence.get_url())
    if request.method == "POST":
        messages.success(request, _("Your draft is saved. Share it when you are ready."))
        return redirect(evidence.get_url())
    return _show(request, evidence)


@login_required
@require_POST
def evidence_share(request: SignedInRequest, area: str, unit: str, year: int, pk: int) -> HttpResponse:
    """Share the version that was shown; when something is missing, the preview lists it."""
    where = (area, unit, year, pk)
    evidence = evidence_or_404(request.user, *where, right=Right.SHARE_EVIDENCE)

    def act() -> FormResult:
        seen = parse_int(request.POST.get("seen"), 0)
        shared = share_evidence(evidence=evidence, expected_version=seen, by=request.user, today=timezone.localdate())
        return FormResult(shared.get_url(), _("It is shared. The people at the meeting can see it now."))

    def show(form: Form, status: int) -> HttpResponse:
        now = evidence_or_404(request.user, *where, right=Right.SHARE_EVIDENCE)
        if now.is_shared or not is_open(now):
            return show_refusal_page(request, now.get_url())(form, status)
        return _show(request, now, status=status, refusal=" ".join(map(str, form.non_field_errors())))

    return handle_form(request, Form(request.POST), act, show)


def _show(request: SignedInRequest, evidence: Evidence, *, status: int = 200, **extra: object) -> HttpResponse:
    where = evidence_url_kwargs(evidence)
    steps = {"content": reverse("evidence_edit", kwargs=where), "about": reverse("evidence_about", kwargs=where)}
    missing = missing_before_sharing(evidence, today=timezone.localdate())
    context = {
        **content_context(evidence),
        "meeting": evidence.meeting,
        "would_see": who_would_see(evidence),
        "missing": [{"text": item.text, "url": steps[item.step]} for item in missing],
        "advice": [item.text for item in advice_before_sharing(evidence)],
        "preview_url": reverse("evidence_preview", kwargs=where),
        "share_url": reverse("evidence_share", kwargs=where),
        "back_url": steps["about"],
        "crumbs": evidence_crumbs(
            evidence.meeting,
            (_("Contribute"), reverse("evidence_new", kwargs=meeting_url_kwargs(evidence.meeting))),
            (evidence.title, ""),
        ),
        "refusal": "",
        **extra,
    }
    return render(request, "meetings/evidence/preview.html", context, status=status)
