"""Taking back, withdrawing and deleting: each asks first, and each step back needs a reason."""

from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from accounts.roles import Right
from accounts.signed_in import SignedInRequest
from foundation.errors import Refusal
from foundation.no_cpr.forms import Form
from meetings.evidence.addresses import crumbs, meeting_page, to_read
from meetings.evidence.finding import evidence_or_404
from meetings.evidence.media_rows import by_key
from meetings.evidence.pages import EvidencePage
from meetings.evidence.remove import remove
from meetings.evidence.unshare import unshare
from meetings.evidence.withdraw import withdraw
from meetings.evidence.withdraw_file import withdraw_file


class ReasonForm(Form):
    use_required_attribute = False
    reason = forms.CharField(
        label=gettext_lazy("Why?"),
        max_length=300,
        widget=forms.Textarea({"rows": 3}),
        help_text=gettext_lazy("One sentence. Do not name any child."),
    )


@login_required
@require_http_methods(["GET", "POST"])
def evidence_unshare(request: SignedInRequest, area: str, unit: str, year: int, pk: int) -> HttpResponse:
    evidence = evidence_or_404(request.user, area, unit, year, pk, right=Right.SHARE_EVIDENCE)
    return _ask_why(
        request,
        evidence,
        act=unshare,
        template="meetings/evidence/unshare.html",
        done=_("It is taken back. Only you in %(unit)s can see it now.") % {"unit": evidence.unit.title},
    )


@login_required
@require_http_methods(["GET", "POST"])
def evidence_withdraw(request: SignedInRequest, area: str, unit: str, year: int, pk: int) -> HttpResponse:
    evidence = evidence_or_404(request.user, area, unit, year, pk, right=Right.SHARE_EVIDENCE)
    return _ask_why(
        request,
        evidence,
        act=withdraw,
        template="meetings/evidence/withdraw.html",
        done=_("It is withdrawn. Nobody can see the content or fetch the files any more."),
    )


@login_required
@require_http_methods(["GET", "POST"])
def evidence_withdraw_file(
    request: SignedInRequest, area: str, unit: str, year: int, pk: int, key: UUID
) -> HttpResponse:
    evidence = evidence_or_404(request.user, area, unit, year, pk, right=Right.SHARE_EVIDENCE)
    if key not in by_key(evidence):
        raise Http404
    return _ask_why(
        request,
        evidence,
        act=partial(withdraw_file, key=key),
        template="meetings/evidence/withdraw_file.html",
        done=_("The file is withdrawn. Nobody can see it any more."),
    )


@login_required
@require_http_methods(["GET", "POST"])
def evidence_remove(request: SignedInRequest, area: str, unit: str, year: int, pk: int) -> HttpResponse:
    """A draft is deleted; what was shared once leads to withdrawing."""
    evidence = evidence_or_404(request.user, area, unit, year, pk, to_edit=True)
    if request.method == "POST":
        try:
            remove(evidence=evidence, by=request.user)
        except Refusal as refusal:
            messages.error(request, refusal.message)
            return redirect(to_read(evidence))
        messages.success(request, _("The draft is deleted."))
        return redirect(meeting_page(evidence.meeting))
    return render(request, "meetings/evidence/remove.html", _context(evidence, _("Delete the draft")))


def _ask_why(
    request: SignedInRequest, evidence: EvidencePage, *, act: Callable[..., Any], template: str, done: str
) -> HttpResponse:
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            act(evidence=evidence, reason=form.cleaned_data["reason"], by=request.user)
        except Refusal as refusal:
            form.add_error(refusal.field or None, refusal.message)
        else:
            messages.success(request, done)
            return redirect(to_read(evidence))
    status = 422 if form.errors else 200
    return render(request, template, {**_context(evidence, _("Take back")), "form": form}, status=status)


def _context(evidence: EvidencePage, here: str) -> dict[str, Any]:
    return {
        "evidence": evidence,
        "read_url": to_read(evidence),
        "crumbs": crumbs(evidence.meeting, (evidence.title, to_read(evidence)), (here, "")),
    }
