"""View that creates initiatives from a template's focus topics."""

from typing import Any

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods

from accounts.request_types import SignedInRequest
from accounts.roles import Right
from foundation.breadcrumbs import from_front_page
from foundation.cpr_forms.forms import Form
from foundation.forms.carry_out_once import FormResult
from foundation.forms.handle_form import form_data, handle_form
from meetings.template.focus_topics import topics_to_make
from meetings.template.make_initiatives import make_initiatives
from meetings.template.pages import TemplatePage
from meetings.units.get_or_404 import right_or_404


class TopicsForm(Form):
    topics = forms.MultipleChoiceField(
        label=gettext_lazy("Focus topics"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Tick at least one topic.")},
    )

    def __init__(self, *args: Any, topics: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **{**kwargs, "initial": {"topics": topics}})
        self.fields["topics"].choices = [(topic, topic) for topic in topics]


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def template_initiatives(request: SignedInRequest, slug: str) -> HttpResponse:
    """Show the focus topics without an initiative, all ticked, and redirect to the template's editor."""
    right_or_404(request.user, Right.EDIT_TEMPLATES)
    page = get_object_or_404(TemplatePage, slug=slug)
    template = page.get_latest_revision_as_object()
    topics = topics_to_make(template)
    back = reverse("wagtailadmin_pages:edit", args=[page.pk])

    def make() -> FormResult:
        made = make_initiatives(template=template, topics=form.cleaned_data["topics"], by=request.user)
        message = ngettext(
            "%(count)s initiative can be chosen now.", "%(count)s initiatives can be chosen now.", len(made)
        )
        return FormResult(back, message % {"count": len(made)})

    def show(form: TopicsForm, status: int) -> HttpResponse:
        context = {"form": form, "topics": topics, "back_url": back, "crumbs": _crumbs(page)}
        return render(request, "meetings/template/initiatives.html", context, status=status)

    # Topics made meanwhile stay valid choices, so that a form sent twice gets the first answer again.
    offered = list(dict.fromkeys([*topics, *request.POST.getlist("topics")])) if request.method == "POST" else topics
    form = TopicsForm(form_data(request), topics=offered)
    return handle_form(request, form, make, show)


def _crumbs(page: TemplatePage) -> list[dict[str, str]]:
    here = _("Make the focus of the year initiatives")
    return from_front_page((_("Templates"), "/skabeloner/"), (page.school_year, page.url or ""), here)
