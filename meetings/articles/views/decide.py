"""View of a submitted article, with the decision of another editor."""

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
from meetings.articles.decide_article import decide_article, waiting_step
from meetings.articles.pages import ArticlePage
from meetings.articles.reading import article_context
from meetings.moderation.enums import Decision
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
@require_http_methods(["GET", "HEAD", "POST"])
def article_decide(request: SignedInRequest, pk: int) -> HttpResponse:
    """Show the submitted text as readers would see it; on POST approve and publish it, or send it back."""
    right_or_404(request.user, Right.EDIT_ARTICLES)
    article = get_object_or_404(ArticlePage.objects.select_related("section"), pk=pk)
    step = waiting_step(article)
    if step is None and request.method == "GET":
        return redirect(article.url)
    form = DecisionForm(form_data(request), initial={"revision": step.revision_id if step else None})

    def act() -> FormResult:
        approves = request.POST.get("do") == "approve"
        decision = Decision.APPROVED if approves else Decision.RETURNED
        data = form.cleaned_data
        decide_article(
            article=article, revision=data["revision"], decision=decision, reason=data["reason"], by=request.user
        )
        message = _("The article is approved.") if approves else _("The article is sent back with your reason.")
        return FormResult(article.url, message)

    def show(form: DecisionForm, status: int) -> HttpResponse:
        shown = step.revision.as_object() if step else article
        context = article_context(shown, request, is_preview=True) | {
            "page": shown, "form": form, "is_own": article.is_submitted_by(request.user),
            "is_waiting": step is not None, "decide_url": "",
        }  # fmt: skip
        return render(request, "meetings/articles/decide.html", context, status=status)

    return handle_form(request, form, act, show)
