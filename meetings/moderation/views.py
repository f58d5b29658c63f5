"""View of a page that an editor has submitted, with the decision of another one."""

from collections.abc import Callable

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy

from accounts.request_types import SignedInRequest
from foundation.cpr_forms.forms import Form
from foundation.forms.carry_out_once import FormResult
from foundation.forms.handle_form import form_data, handle_form
from meetings.moderation.enums import Decision
from meetings.moderation.pages import ModeratedPage
from meetings.moderation.submissions import waiting_step


class DecisionForm(Form):
    use_required_attribute = False

    revision = forms.IntegerField(widget=forms.HiddenInput)
    reason = forms.CharField(
        label=gettext_lazy("What should be changed?"),
        help_text=gettext_lazy("The editor who submitted it reads your words."),
        widget=forms.Textarea({"rows": 5}),
        required=False,
    )


def decision_view(
    request: SignedInRequest,
    page: ModeratedPage,
    *,
    decide: Callable[..., None],
    template: str,
    context: Callable[[object], dict[str, object]],
    approved: str,
    returned: str,
) -> HttpResponse:
    """Show the submitted text as readers would see it; on POST approve and publish it, or send it back.

    `decide(revision=, decision=, reason=, by=)` does so; `context(shown)` is the context of the page as it was
    submitted; `approved` and `returned` are the messages afterwards. The caller has checked the right.
    """
    step = waiting_step(page)
    if step is None and request.method != "POST":
        return redirect(page.url)
    form = DecisionForm(form_data(request), initial={"revision": step.revision_id if step else None})

    def act() -> FormResult:
        approves = request.POST.get("do") == "approve"
        decision = Decision.APPROVED if approves else Decision.RETURNED
        decide(**form.cleaned_data, decision=decision, by=request.user)
        return FormResult(page.url, approved if approves else returned)

    def show(form: DecisionForm, status: int) -> HttpResponse:
        shown = step.revision.as_object() if step else page
        values = context(shown) | {
            "page": shown, "form": form, "is_own": page.is_submitted_by(request.user), "is_waiting": step is not None,
        }  # fmt: skip
        return render(request, template, values, status=status)

    return handle_form(request, form, act, show)
