"""What editors are told about articles that wait, and readers about new ones."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import WorkflowState

from accounts.roles import Right
from accounts.user import User
from meetings.articles.pages import ArticlePage
from meetings.articles.visibility import articles_q
from meetings.follows.models import Follow
from meetings.moderation.enums import Decision
from meetings.notifications.kinds import Message, news, obligation
from meetings.notifications.models import Notification
from meetings.notifications.notify import notify
from meetings.units import access
from meetings.units.right_holders import users_with

SENT = _("You get this mail because you sent the article for approval.")


@obligation(
    "meetings/articles/mail/submitted",
    Right.EDIT_ARTICLES,
    reason=_("You get this mail because you approve articles that another editor has written."),
)
def submitted(notification: Notification) -> Message | None:
    page = _at(notification, WorkflowState.STATUS_IN_PROGRESS)
    if page is None:
        return None
    path = reverse("article_decide", args=[page.pk])
    return Message(unit=None, path=path, by=notification.by, facts={"title": page.draft_title})


@obligation("meetings/articles/mail/returned", Right.EDIT_ARTICLES, reason=SENT)
def returned(notification: Notification) -> Message | None:
    page = _at(notification, WorkflowState.STATUS_NEEDS_CHANGES)
    if page is None:
        return None
    path = reverse("wagtailadmin_pages:edit", args=[page.pk])
    facts = {"title": page.draft_title, "reason": page.current_workflow_state.current_task_state.comment}
    return Message(unit=None, path=path, by=notification.by, facts=facts)


@news("meetings/articles/mail/approved", Right.EDIT_ARTICLES, reason=SENT)
def approved(notification: Notification) -> Message | None:
    page = ArticlePage.objects.filter(pk=notification.about).first()
    if page is None or not (page.live or page.approved_schedule):
        return None
    return Message(unit=None, path=page.url, by=notification.by, facts={"title": page.title})


@news(
    "meetings/articles/mail/new",
    Right.READ_ARTICLES,
    reason=_("You get this mail because you follow the section."),
)
def new(notification: Notification) -> Message | None:
    """Nothing once it is taken down, or the person is no reader of the section any more."""
    person = access.of(notification.recipient)
    rows = ArticlePage.objects.filter(articles_q(person), pk=notification.about, live=True)
    page = rows.select_related("section").first()
    if page is None:
        return None
    return Message(unit=None, path=page.url, facts={"title": page.title, "section": page.section.title})


def notify_submitted(page: ArticlePage, by: User | None) -> None:
    """Tell the other editors."""
    notify(submitted, page.pk, users_with(Right.EDIT_ARTICLES, timezone.localdate()), by=by)


def notify_decided(page: ArticlePage, decision: Decision, *, sent_by: User | None, by: User) -> None:
    """Tell the editor who sent it."""
    kind = approved if decision == Decision.APPROVED else returned
    notify(kind, page.pk, [sent_by] if sent_by else [], by=by)


def notify_new(page: ArticlePage) -> None:
    """Tell those who follow its section."""
    notify(new, page.pk, Follow.objects.people(page=page.section_id), by=page.owner)


def _at(notification: Notification, status: str) -> ArticlePage | None:
    """The article, if its workflow is at `status` now."""
    page = ArticlePage.objects.filter(pk=notification.about).first()
    state = page.current_workflow_state if page else None
    return page if state is not None and state.status == status else None
