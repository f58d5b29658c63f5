"""View of a submitted template, with the decision of another editor."""

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from accounts.request_types import SignedInRequest
from accounts.roles import Right
from foundation.cpr_check.forms import Form
from foundation.forms.carry_out_once import FormResult
from foundation.forms.handle_form import form_data, handle_form
from meetings.moderation.enums import Decision
from meetings.template.decide_template import decide_template, waiting_step
from meetings.template.pages import TemplatePage
from meetings.template.reading import template_context
from meetings.units.get_or_404 import right_or_404


class DecisionForm(Form):
    use_required_attribute = False

    revision = forms.IntegerField(widget=forms.HiddenInput)
    reason = forms.CharField(
        label=gettext_lazy("What should be changed?"),
        help_text=gettext_lazy("The editor who submitted it reads your words."),
        widget=forms.Textarea({"rows": 5}),
        required=False,
    )


@login_required
@require_http_methods(["GET", "POST"])
def template_decide(request: SignedInRequest, slug: str) -> HttpResponse:
    """Show the submitted text as readers would see it; on POST approve and publish it, or send it back."""
    right_or_404(request.user, Right.EDIT_TEMPLATES)
    template = get_object_or_404(TemplatePage, slug=slug)
    step = waiting_step(template)
    if step is None and request.method == "GET":
        return redirect(template.url)
    form = DecisionForm(form_data(request), initial={"revision": step.revision_id if step else None})

    def act() -> FormResult:
        approves = request.POST.get("do") == "approve"
        decision = Decision.APPROVED if approves else Decision.RETURNED
        data = form.cleaned_data
        decide_template(
            template=template, revision=data["revision"], decision=decision, reason=data["reason"], by=request.user
        )
        message = _("The template is published.") if approves else _("The template is sent back with your reason.")
        return FormResult(template.url, message)

    def show(form: DecisionForm, status: int) -> HttpResponse:
        shown = step.revision.as_object() if step else template
        context = template_context(shown, request, is_preview=True) | {
            "page": shown, "form": form, "is_own": template.is_submitted_by(request.user),
            "is_waiting": step is not None,
        }  # fmt: skip
        return render(request, "meetings/template/decide.html", context, status=status)

    return handle_form(request, form, act, show)
