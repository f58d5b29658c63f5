"""Views for taking back, withdrawing and deleting; each asks for confirmation, and each step back needs a reason."""

from collections.abc import Callable
from functools import partial
from uuid import UUID

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from accounts.request_types import SignedInRequest
from accounts.roles import Right
from foundation.cpr_forms.forms import Form
from foundation.forms.carry_out_once import FormResult
from foundation.forms.handle_form import form_data, handle_form, show_refusal_page
from meetings.evidence.contribution.delete_draft import delete_draft
from meetings.evidence.files.load_media import items_by_key
from meetings.evidence.get_or_404 import evidence_or_404
from meetings.evidence.models import Evidence
from meetings.evidence.page_urls import evidence_crumbs
from meetings.evidence.sharing.unshare_evidence import unshare_evidence
from meetings.evidence.sharing.withdraw_evidence import withdraw_evidence


class WithdrawForm(Form):
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
        act=unshare_evidence,
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
        act=withdraw_evidence,
        template="meetings/evidence/withdraw.html",
        done=_("It is withdrawn. Nobody can see the content or download the files any more."),
    )


@login_required
@require_http_methods(["GET", "POST"])
def evidence_withdraw_file(
    request: SignedInRequest, area: str, unit: str, year: int, pk: int, key: UUID
) -> HttpResponse:
    evidence = evidence_or_404(request.user, area, unit, year, pk, right=Right.SHARE_EVIDENCE)
    if key not in items_by_key(evidence):
        raise Http404
    return _ask_why(
        request,
        evidence,
        act=partial(withdraw_evidence, key=key),
        template="meetings/evidence/withdraw_file.html",
        done=_("The file is withdrawn. Nobody can see it any more."),
    )


@login_required
@require_http_methods(["GET", "POST"])
def evidence_remove(request: SignedInRequest, area: str, unit: str, year: int, pk: int) -> HttpResponse:
    """Delete a draft; evidence that was ever shared is withdrawn instead."""
    evidence = evidence_or_404(request.user, area, unit, year, pk, to_edit=True)

    def act() -> FormResult:
        delete_draft(evidence=evidence, by=request.user)
        return FormResult(evidence.meeting.url, _("The draft is deleted."))

    def show(form: Form, status: int) -> HttpResponse:
        if form.is_bound:
            return show_refusal_page(request, evidence.get_url())(form, status)
        return render(request, "meetings/evidence/remove.html", _context(evidence, _("Delete the draft")))

    return handle_form(request, Form(form_data(request)), act, show)


def _ask_why(
    request: SignedInRequest, evidence: Evidence, *, act: Callable[..., object], template: str, done: str
) -> HttpResponse:
    form = WithdrawForm(form_data(request))

    def carry_out() -> FormResult:
        act(evidence=evidence, reason=form.cleaned_data["reason"], by=request.user)
        return FormResult(evidence.get_url(), done)

    def show(form: WithdrawForm, status: int) -> HttpResponse:
        return render(request, template, {**_context(evidence, _("Take back")), "form": form}, status=status)

    return handle_form(request, form, carry_out, show)


def _context(evidence: Evidence, here: str) -> dict[str, object]:
    return {
        "evidence": evidence,
        "read_url": evidence.get_url(),
        "crumbs": evidence_crumbs(evidence.meeting, (evidence.title, evidence.get_url()), (here, "")),
    }
