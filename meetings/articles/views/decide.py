"""View of a submitted article, with the decision of another editor."""

from functools import partial

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.request_types import SignedInRequest
from accounts.roles import Right
from meetings.articles.decide_article import decide_article
from meetings.articles.pages import ArticlePage
from meetings.articles.reading import article_context
from meetings.moderation.views import decision_view
from meetings.units.get_or_404 import right_or_404


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def article_decide(request: SignedInRequest, pk: int) -> HttpResponse:
    right_or_404(request.user, Right.EDIT_ARTICLES)
    article = get_object_or_404(ArticlePage.objects.select_related("section"), pk=pk)
    return decision_view(
        request,
        article,
        decide=partial(decide_article, article=article),
        template="meetings/articles/decide.html",
        context=lambda shown: article_context(shown, request, is_preview=True) | {"decide_url": ""},
        approved=_("The article is approved."),
        returned=_("The article is sent back with your reason."),
    )
