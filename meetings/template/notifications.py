"""What editors are told about a template that another editor decides about."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import WorkflowState

from accounts.roles import Right
from accounts.user import User
from meetings.moderation.enums import Decision
from meetings.notifications.kinds import Message, news, obligation
from meetings.notifications.models import Notification
from meetings.notifications.notify import notify
from meetings.template.pages import TemplatePage
from meetings.units.right_holders import users_with

SENT = _("You get this mail because you sent the template for approval.")


@obligation(
    "meetings/template/mail/submitted",
    Right.EDIT_TEMPLATES,
    reason=_("You get this mail because you approve templates that another editor has written."),
)
def submitted(notification: Notification) -> Message | None:
    page = _template(notification, WorkflowState.STATUS_IN_PROGRESS)
    if page is None:
        return None
    path = reverse("template_decide", kwargs={"slug": page.slug})
    return Message(unit=None, path=path, by=notification.by, facts={"year": page.school_year})


@obligation("meetings/template/mail/returned", Right.EDIT_TEMPLATES, reason=SENT)
def returned(notification: Notification) -> Message | None:
    page = _template(notification, WorkflowState.STATUS_NEEDS_CHANGES)
    if page is None:
        return None
    path = reverse("wagtailadmin_pages:edit", args=[page.pk])
    facts = {"year": page.school_year, "reason": page.current_workflow_state.current_task_state.comment}
    return Message(unit=None, path=path, by=notification.by, facts=facts)


@news("meetings/template/mail/approved", Right.EDIT_TEMPLATES, reason=SENT)
def approved(notification: Notification) -> Message | None:
    page = TemplatePage.objects.live().filter(pk=notification.about).first()
    if page is None:
        return None
    return Message(unit=None, path=page.url, by=notification.by, facts={"year": page.school_year})


def notify_submitted(page: TemplatePage, by: User | None) -> None:
    """Tell the other editors."""
    notify(submitted, page.pk, users_with(Right.EDIT_TEMPLATES, timezone.localdate()), by=by)


def notify_decided(page: TemplatePage, decision: Decision, *, sent_by: User | None, by: User) -> None:
    """Tell the editor who sent it."""
    kind = approved if decision == Decision.APPROVED else returned
    notify(kind, page.pk, [sent_by] if sent_by else [], by=by)


def _template(notification: Notification, status: str) -> TemplatePage | None:
    """The template, if its workflow is at `status` now."""
    page = TemplatePage.objects.filter(pk=notification.about).first()
    state = page.current_workflow_state if page else None
    return page if state is not None and state.status == status else None
