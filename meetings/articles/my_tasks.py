"""Tasks of an editor about articles."""

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.roles import Right
from accounts.user import AnyUser
from foundation.my_task import MyTask
from meetings.articles.pages import ArticlePage
from meetings.moderation.tasks import ArticleTask
from meetings.moderation.waiting import pages_at
from meetings.units import access


def tasks_for(user: AnyUser, today: date) -> list[MyTask]:
    """The articles that other editors have submitted. One query, for editors alone."""
    if not access.of(user, today).has(Right.EDIT_ARTICLES):
        return []
    waiting = ArticlePage.objects.filter(pk__in=pages_at(ArticleTask, ArticlePage)).order_by("pk")
    return [
        MyTask(
            title=_("The article “%(title)s” waits for your approval") % {"title": article.draft_title},
            action=_("Read and decide"),
            url=reverse("article_decide", args=[article.pk]),
        )
        for article in waiting
        if not article.is_submitted_by(user)
    ]
