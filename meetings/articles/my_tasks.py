"""Tasks of an editor about articles."""

from datetime import date

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.roles import Right
from accounts.user import AnyUser
from foundation.my_task import MyTask
from meetings.articles.pages import ArticlePage
from meetings.moderation.tasks import ArticleTask
from meetings.moderation.waiting import pages_at, reason_sent_back, sent_back_q
from meetings.units import access


def tasks_for(user: AnyUser, today: date) -> list[MyTask]:
    """Return the articles that other editors have submitted, and the user's own that were sent back. One query, for
    editors alone."""
    if not access.of(user, today).has(Right.EDIT_ARTICLES):
        return []
    of_others = Q(pk__in=pages_at(ArticleTask, ArticlePage).exclude(requested_by=user.pk))
    rows = ArticlePage.objects.filter(of_others | sent_back_q(user, ArticlePage)).order_by("pk")
    found = rows.values_list("pk", "draft_title", reason_sent_back(ArticlePage))
    return [_to_decide(pk, title) if reason is None else _to_change(pk, title, reason) for pk, title, reason in found]


def _to_decide(pk: int, title: str) -> MyTask:
    return MyTask(
        title=_("The article “%(title)s” waits for your approval") % {"title": title},
        action=_("Read and decide"),
        url=reverse("article_decide", args=[pk]),
    )


def _to_change(pk: int, title: str, reason: str) -> MyTask:
    return MyTask(
        title=_("Change the article “%(title)s” before it is published") % {"title": title},
        action=_("Edit the article"),
        url=reverse("wagtailadmin_pages:edit", args=[pk]),
        detail=_("Sent back: »%(reason)s«") % {"reason": reason},
        comes_first=True,
    )
