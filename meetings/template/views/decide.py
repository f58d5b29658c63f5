"""View of a submitted template, with the decision of another editor."""

from functools import partial

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.request_types import SignedInRequest
from accounts.roles import Right
from meetings.moderation.views import decision_view
from meetings.template.decide_template import decide_template
from meetings.template.pages import TemplatePage
from meetings.template.reading import template_context
from meetings.units.get_or_404 import right_or_404


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def template_decide(request: SignedInRequest, slug: str) -> HttpResponse:
    right_or_404(request.user, Right.EDIT_TEMPLATES)
    template = get_object_or_404(TemplatePage, slug=slug)
    return decision_view(
        request,
        template,
        decide=partial(decide_template, template=template),
        template="meetings/template/decide.html",
        context=lambda shown: template_context(shown, request, is_preview=True),
        approved=_("The template is published."),
        returned=_("The template is sent back with your reason."),
    )
