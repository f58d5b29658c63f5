"""What editors are told about articles that wait, and readers about new ones."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.roles import Right
from meetings.articles.pages import ArticlePage
from meetings.articles.visibility import articles_q
from meetings.follows.models import Follow
from meetings.notifications.kinds import Message, news
from meetings.notifications.models import Notification
from meetings.notifications.notify import notify
from meetings.notifications.submissions import submission_kinds
from meetings.units import access

_kinds = submission_kinds(
    ArticlePage,
    ("meetings/articles/mail/submitted", "meetings/articles/mail/returned", "meetings/articles/mail/approved"),
    Right.EDIT_ARTICLES,
    approves=_("You get this mail because you approve articles that another editor has written."),
    sent=_("You get this mail because you sent the article for approval."),
    facts=lambda page: {"title": page.draft_title},
    decide_path=lambda page: reverse("article_decide", args=[page.pk]),
)
notify_submitted, notify_decided = _kinds.notify_submitted, _kinds.notify_decided


@news(
    "meetings/articles/mail/new",
    Right.READ_ARTICLES,
    reason=_("You get this mail because you follow the section."),
)
def new(notification: Notification) -> Message | None:
    """Return the message; None once it is taken down, or the person is no reader of the section any more."""
    person = access.of(notification.recipient)
    rows = ArticlePage.objects.filter(articles_q(person), pk=notification.about, live=True)
    page = rows.select_related("section").first()
    if page is None:
        return None
    return Message(unit=None, path=page.url, facts={"title": page.title, "section": page.section.title})


def notify_new(page: ArticlePage) -> None:
    """Tell those who follow its section."""
    notify(new, page.pk, Follow.objects.people(page=page.section_id), by=page.owner)
